import type { Sid } from '../../engine/identifiers.ts';
import type { Json } from '../../engine/json.ts';
import type { Callback } from '../../engine/placed/leg-setup.ts';
import type { CallbackPurpose } from '../../engine/request.ts';
import { arrived } from '../../engine/running/arrival.ts';
import { beginExchange } from '../../engine/turn/exchanges.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { Params } from '../../http/url/params.ts';

/** The errand of a callback that is made later. */
export const CALL_BACK = 'callback';

/** What a callback is told. */
export interface CallbackNews {
  readonly purpose: CallbackPurpose;
  readonly callback: Callback;
  /** Its own parameters, which follow the standard ones. */
  readonly own: Params;
  /** How much later, in milliseconds; at once by default. */
  readonly afterMs?: number;
  /** Whether the standard parameters of a call are left out, as it is about no call; false by default. */
  readonly bare?: boolean;
}

/** A callback to be made; plain data. */
type Owed = {
  readonly purpose: CallbackPurpose;
  readonly callback: { readonly url: string; readonly method: 'GET' | 'POST' };
  readonly own: Params;
  /** Without the standard parameters of a call: it is about a conference. */
  readonly bare: boolean;
};

/**
 * Tells a callback something that a leg left behind, now or later; the leg may be over by then. Nobody waits for the
 * answer.
 */
export function callBack(turn: Turn, sid: Sid, news: CallbackNews): void {
  const { purpose, callback, own, afterMs = 0, bare = false } = news;
  const { url, method } = callback;
  const owed: Owed = { purpose, callback: { url, method }, own, bare };
  if (afterMs === 0) return make(turn, sid, owed);
  turn.later(sid, afterMs, { what: CALL_BACK, data: owed });
}

/** The time of a callback has come. */
export function owedCallback(turn: Turn, sid: Sid, data: Json): void {
  // Only `callBack` leaves this errand.
  make(turn, sid, data as Owed);
}

function make(turn: Turn, sid: Sid, { purpose, callback, own, bare }: Owed): void {
  const wanted = { purpose, ...callback, own, ...(bare ? { standard: [] } : {}) };
  arrived(turn, sid, beginExchange(turn, sid, wanted), { purpose, awaitedBy: 'nobody' });
}
