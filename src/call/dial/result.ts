import type { CallStatus } from '../../engine/happened.ts';
import type { Sid } from '../../engine/identifiers.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { Params } from '../../http/url/params.ts';
import { SIP_CODES, talkSeconds } from '../leg/progress.ts';
import { sipCallId } from '../leg/sip.ts';
import { sipHeaderParams } from './sip-answer.ts';

/** How a `<Dial>` went. */
export interface DialResult {
  readonly status: CallStatus;
  /** The leg that it is told about: the last one that is over; `null` where none was made. */
  readonly last: {
    readonly leg: Sid;
    readonly status: CallStatus;
    readonly noun: string;
    /** A live update took it elsewhere. */
    readonly left: boolean;
  } | null;
  readonly bridged: boolean;
  /** What an application gave back. */
  readonly returned: Params;
}

/** The parameters of `action` (Twilio docs: TwiML Voice: Dial, "Request parameters"). */
export function resultParams(turn: Turn, { status, last, bridged, returned }: DialResult): Params {
  const leg = last && turn.leg(last.leg);
  // Somebody answered but was not connected: applications tell that by DialBridged.
  const params: (readonly [string, string])[] = [
    ['DialCallStatus', leg && leg.answeredAt !== null ? 'completed' : status],
  ];
  if (last) params.push(['DialCallSid', last.leg]);
  if (!last?.left) params.push(['DialCallDuration', String(leg ? talkSeconds(leg, turn.now) : 0)]);
  params.push(['DialBridged', String(bridged)]);
  if (last?.noun === 'Sip') params.push(...sipResult(turn, last));
  for (const [name, value] of returned) params.push([`ReturnParam_${name}`, value]);
  return params;
}

/** Twilio docs: Sip. Headers come back only from phones that send some. */
function sipResult(turn: Turn, { leg, status }: NonNullable<DialResult['last']>): Params {
  const code = SIP_CODES[status];
  return [
    ['DialSipCallId', sipCallId(leg)],
    ...(code === undefined ? [] : [['DialSipResponseCode', code] as const]),
    ...sipHeaderParams(turn, leg, 'DialSipHeader_'),
  ];
}
