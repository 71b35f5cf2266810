import type { Sid } from '../engine/identifiers.ts';
import type { Json } from '../engine/json.ts';
import type { Errand } from '../engine/pending.ts';
import type { Turn } from '../engine/turn/turn.ts';
import { CALL_BACK, owedCallback } from './callbacks/later-callback.ts';
import { SMS_SENT, smsSent } from './verbs/sms.ts';

/** What calls leave to be done later, by name. */
const ERRANDS: ReadonlyMap<string, (turn: Turn, sid: Sid, data: Json) => void> = new Map([
  [CALL_BACK, owedCallback],
  [SMS_SENT, smsSent],
]);

/** The time of an errand has come. */
export function errandDue(turn: Turn, sid: Sid, { what, data }: Errand): void {
  ERRANDS.get(what)?.(turn, sid, data);
}
