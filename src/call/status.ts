import type { CallStatus } from '../engine/happened.ts';
import type { Sid } from '../engine/identifiers.ts';
import { tellStatus } from '../engine/legs.ts';
import type { Leg } from '../engine/switchboard.ts';
import type { Turn } from '../engine/turn.ts';
import { reportProgress } from './progress.ts';

/** Answers a leg that is not; on one that is answered already it does nothing (Twilio docs: SIP and TwiML interaction). */
export function answer(turn: Turn, sid: Sid, answeredBy: Leg['answeredBy'] = null): void {
  const leg = turn.leg(sid);
  if (leg.answeredAt !== null || leg.endedAt !== null) return;
  turn.setLeg(sid, { status: 'in-progress', answeredAt: turn.now, answeredBy });
  tellStatus(turn, sid);
  reportProgress(turn, sid, 'answered');
}

/** A leg that is being dialled comes further; who wants to know is told. */
export function dialled(turn: Turn, sid: Sid, status: 'initiated' | 'ringing'): void {
  turn.setLeg(sid, { status });
  tellStatus(turn, sid);
  reportProgress(turn, sid, status);
}

/** An answered call that its caller ends is `completed`; one that was still ringing is `no-answer`. */
export function hangUpStatus(leg: Leg): CallStatus {
  return leg.answeredAt === null ? 'no-answer' : 'completed';
}
