import type { CallStatus } from '../engine/happened.ts';
import type { Sid } from '../engine/identifiers.ts';
import type { Leg } from '../engine/switchboard.ts';
import type { Turn } from '../engine/turn.ts';

/** Answers a ringing leg; on one that is answered already it does nothing (Twilio docs: SIP and TwiML interaction). */
export function answer(turn: Turn, sid: Sid): void {
  const leg = turn.leg(sid);
  if (leg.answeredAt !== null || leg.endedAt !== null) return;
  turn.setLeg(sid, { status: 'in-progress', answeredAt: turn.now });
  const { from, to, direction } = leg.setup;
  turn.emit(sid, { type: 'call', status: 'in-progress', from, to, direction, parent: leg.parent });
}

/** An answered call that its caller ends is `completed`; one that was still ringing is `no-answer`. */
export function hangUpStatus(leg: Leg): CallStatus {
  return leg.answeredAt === null ? 'no-answer' : 'completed';
}
