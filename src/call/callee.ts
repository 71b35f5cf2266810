import type { CalleeAct } from '../engine/event.ts';
import type { CallStatus } from '../engine/happened.ts';
import type { Sid } from '../engine/identifiers.ts';
import { endLeg } from '../engine/leg-life.ts';
import type { Turn } from '../engine/turn.ts';
import { answer, dialled } from './status.ts';

const REFUSALS: Readonly<Partial<Record<CalleeAct, CallStatus>>> = {
  busy: 'busy',
  'no-answer': 'no-answer',
  fail: 'failed',
  cancel: 'canceled',
};

/** A dialled party does something about its phone: let it ring, answer, refuse. An answered one is past that. */
export function calleeActs(turn: Turn, sid: Sid, does: CalleeAct): void {
  const { answeredAt, status, owner } = turn.leg(sid);
  if (answeredAt !== null) return;
  const refusal = REFUSALS[does];
  if (refusal) return endLeg(turn, sid, refusal);
  if (does === 'ring') {
    if (status === 'ringing') return;
    dialled(turn, sid, 'ringing');
    if (owner) turn.post(owner, { type: 'leg', leg: sid, news: 'ringing' });
    return;
  }
  answer(turn, sid, does === 'answer' ? 'human' : does === 'machine' ? 'machine' : 'fax');
  if (owner) turn.post(owner, { type: 'leg', leg: sid, news: 'answered' });
}
