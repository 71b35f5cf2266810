import type { CallStatus } from '../../engine/happened.ts';
import type { Sid } from '../../engine/identifiers.ts';
import { tellStatus } from '../../engine/running/leg-life.ts';
import type { Leg } from '../../engine/switchboard.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { answeringVerb } from '../../twiml/answering-verbs.ts';
import { reportProgress } from './progress.ts';

/**
 * Answers a leg that is not; on one that is answered already it does nothing (Twilio docs: SIP and TwiML interaction).
 * Whoever dialled it hears of it.
 */
export function answer(turn: Turn, sid: Sid, answeredBy: Leg['answeredBy'] = null): void {
  const leg = turn.leg(sid);
  if (leg.answeredAt !== null || leg.endedAt !== null) return;
  turn.setLeg(sid, { status: 'in-progress', answeredAt: turn.now, answeredBy });
  tellStatus(turn, sid);
  reportProgress(turn, sid, 'answered');
  if (leg.owner) turn.post(leg.owner, { type: 'leg', leg: sid, news: 'answered' });
}

/** A leg that is being dialled comes further; who wants to know is told. */
export function dialled(turn: Turn, sid: Sid, status: 'initiated' | 'ringing'): void {
  turn.setLeg(sid, { status });
  tellStatus(turn, sid);
  reportProgress(turn, sid, status);
}

/**
 * An answered call that its party ends is `completed`. One that still rang is `no-answer`, or `canceled` where it is
 * an outbound call of the REST API: only the API can end it then (Twilio docs: Call resource).
 */
export function hangUpStatus({ answeredAt, setup }: Leg): CallStatus {
  if (answeredAt !== null) return 'completed';
  return setup.direction === 'outbound-api' ? 'canceled' : 'no-answer';
}

/** Whether a verb of the same document has answered the call before this one, which validation says. */
export function answeredHere({ document, element, skips }: VerbContext): boolean {
  return answeringVerb(document, element, (id) => skips.includes(id)) !== null;
}
