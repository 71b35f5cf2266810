import type { CallStatus } from '../../engine/happened.ts';
import type { Sid } from '../../engine/identifiers.ts';
import type { ProgressEvent } from '../../engine/placed/leg-setup.ts';
import { arrived } from '../../engine/running/arrival.ts';
import type { Leg } from '../../engine/switchboard.ts';
import { beginExchange } from '../../engine/turn/exchanges.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { Params } from '../../http/url/params.ts';
import { callSetup } from '../call-setup.ts';
import { timestamp } from '../callbacks/timestamp.ts';
import { legRecordingParams } from '../record/dial-recording.ts';
import { answeredBy } from './machine-detection.ts';

/** What the network says about calls that ended (captured callbacks: 486 busy, 404 unreachable, 487 timeout). */
export const SIP_CODES: Readonly<Partial<Record<CallStatus, string>>> = {
  completed: '200',
  busy: '486',
  failed: '404',
  'no-answer': '487',
  canceled: '487',
};

/**
 * Tells a status callback that a call has come further, if it wants to know (Twilio docs: Call resource,
 * "StatusCallbackEvent"; Number, "statusCallbackEvent"). Nobody waits for the answer, and it cannot steer anything.
 */
export function reportProgress(turn: Turn, sid: Sid, event: ProgressEvent): void {
  const leg = turn.leg(sid);
  const { statusCallback, statusCallbackEvents } = callSetup(leg);
  if (!statusCallback || !statusCallbackEvents.includes(event)) return;
  turn.setLeg(sid, { callbacks: leg.callbacks + 1 });
  const own: Params = [
    ...(event === 'completed' ? [...endParams(leg, turn.now), ...legRecordingParams(turn, leg)] : []),
    ...answeredBy(leg, turn.now),
    ...stirStatus(leg, event),
    ['Timestamp', timestamp(turn)],
    ['CallbackSource', 'call-progress-events'],
    // Counts only what is sent (captured callbacks).
    ['SequenceNumber', String(leg.callbacks)],
  ];
  const wanted = { purpose: 'status-callback', ...statusCallback, own } as const;
  arrived(turn, sid, beginExchange(turn, sid, wanted), { purpose: 'status-callback', awaitedBy: 'nobody' });
}

/** Whole seconds that a leg was, or has been, answered. */
export function talkSeconds({ answeredAt, endedAt }: Leg, now: number): number {
  return answeredAt === null ? 0 : Math.floor(((endedAt ?? now) - answeredAt) / 1000);
}

/** How the carrier vouches for the number that an outbound call shows (Twilio docs: Call resource, "StirStatus"). */
function stirStatus(leg: Leg, event: ProgressEvent): Params {
  const { direction, stir } = callSetup(leg);
  if (direction !== 'outbound-api' || stir === undefined) return [];
  return event === 'ringing' || event === 'answered' ? [['StirStatus', stir]] : [];
}

function endParams(leg: Leg, now: number): Params {
  const seconds = talkSeconds(leg, now);
  const sip = leg.setup.direction === 'inbound' ? undefined : SIP_CODES[leg.status];
  return [
    ['CallDuration', String(seconds)],
    // Billed minutes, rounded up.
    ['Duration', String(Math.ceil(seconds / 60))],
    ...(sip === undefined ? [] : [['SipResponseCode', sip] as const]),
  ];
}
