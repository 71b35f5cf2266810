import type { Sid } from '../engine/identifiers.ts';
import { endLeg } from '../engine/leg-life.ts';
import { openTarget } from '../engine/legs.ts';
import type { Turn } from '../engine/turn.ts';
import { answer, dialled } from './status.ts';

/** How long an outbound call rings before somebody answers, or is heard to be busy; in milliseconds. */
const ANSWER_AFTER_MS = 2_000;
/** How long it rings before nobody has answered: the default of the REST API (Twilio docs: Call resource, Timeout). */
const NO_ANSWER_AFTER_MS = 60_000;

export const RINGING = 'ringing';

/**
 * A call begins. An inbound one rings while its first document is fetched; an outbound one is dialled, and asks for
 * its document once it is answered (Twilio docs: Call resource).
 */
export function placeCall(turn: Turn, sid: Sid): void {
  const { setup } = turn.leg(sid);
  if (setup.direction === 'inbound') return begin(turn, sid);
  if (setup.outcome === 'cancel') return endLeg(turn, sid, 'canceled');
  dialled(turn, sid, 'initiated');
  if (setup.outcome === 'fail') return endLeg(turn, sid, 'failed');
  dialled(turn, sid, 'ringing');
  turn.timer(sid, null, setup.outcome === 'no-answer' ? NO_ANSWER_AFTER_MS : ANSWER_AFTER_MS, RINGING);
}

/** An outbound call has rung for long enough. */
export function rungOut(turn: Turn, sid: Sid): void {
  const { outcome } = turn.leg(sid).setup;
  if (outcome === 'busy') return endLeg(turn, sid, 'busy');
  if (outcome === 'no-answer') return endLeg(turn, sid, 'no-answer');
  answer(turn, sid, 'human');
  begin(turn, sid);
}

function begin(turn: Turn, sid: Sid): void {
  const { target } = turn.leg(sid).setup;
  if (target) openTarget(turn, sid, target, 'document');
}
