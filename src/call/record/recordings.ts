import type { Sid } from '../../engine/identifiers.ts';
import type { ElementReader } from '../../engine/turn/element-reader.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { Params } from '../../http/url/params.ts';
import { callSetup } from '../call-setup.ts';
import { callBack } from '../callbacks/later-callback.ts';
import { timestamp } from '../callbacks/timestamp.ts';

/** Where a recording comes from, in Twilio's word for it (captured recording callbacks). */
export type RecordingSource = 'RecordVerb' | 'DialVerb' | 'Conference' | 'StartCallRecordingTwiML';

/** How long after its end a recording can be fetched, and whoever wants to know is told; in milliseconds. */
const PROCESSED_AFTER_MS = 1_000;

/** A recording that was started; plain data, kept in the state of whoever started it. */
export type Recording = {
  readonly sid: Sid;
  readonly source: RecordingSource;
  readonly channels: number;
  readonly track: string;
  readonly startedAt: number;
  /** As the callbacks write it. */
  readonly startTime: string;
  readonly callback: { readonly url: string; readonly method: 'GET' | 'POST' } | null;
  readonly events: readonly string[];
  /** The conference that is recorded, where it is one. */
  readonly conference: Sid | null;
};

/** What is chosen for a recording when it starts. */
export type RecordingSetup = Pick<Recording, 'source' | 'channels' | 'track' | 'callback' | 'events'> & {
  readonly conference?: Sid;
};

/** Starts a recording on a leg; whoever subscribed to `in-progress` is told. */
export function startRecording(
  turn: Turn,
  sid: Sid,
  setup: RecordingSetup,
  recordingSid = turn.drawSid('RE'),
): Recording {
  const recording: Recording = {
    sid: recordingSid,
    ...setup,
    conference: setup.conference ?? null,
    startedAt: turn.now,
    startTime: timestamp(turn),
  };
  report(turn, sid, recording, { status: 'in-progress' });
  return recording;
}

/** How far a recording is, in Twilio's words, and how many seconds of it there are once that is known. */
interface RecordingNews {
  readonly status: 'in-progress' | 'completed' | 'absent';
  readonly seconds?: number;
}

/** How a recording ends: with so many seconds where silence was cut off, or with nothing on it. */
export type RecordingEnd =
  | { readonly status: 'completed'; readonly trimmedSeconds?: number }
  | { readonly status: 'absent' };

/**
 * Ends a recording. Answers the parameters that name it in an `action` request: none where there is nothing on it. The
 * callback follows a little later, with the duration that is left, even when the call is over by then.
 */
export function endRecording(turn: Turn, sid: Sid, recording: Recording, end: RecordingEnd): Params {
  if (end.status === 'absent') {
    report(turn, sid, recording, end);
    return [];
  }
  const whole = recordedSeconds(turn, recording);
  report(turn, sid, recording, { status: 'completed', seconds: end.trimmedSeconds ?? whole });
  return [
    ['RecordingUrl', recordingUrl(turn, sid, recording.sid)],
    ['RecordingSid', recording.sid],
    ['RecordingDuration', String(whole)],
  ];
}

/** Whole seconds since the recording started, counted as calls count theirs. */
export function recordedSeconds(turn: Turn, { startedAt }: Recording): number {
  return Math.floor((turn.now - startedAt) / 1000);
}

/** Where a recording can be fetched, in the layout of Twilio's own URLs. */
export function recordingUrl(turn: Turn, sid: Sid, recording: Sid): string {
  const { accountSid, recordingsAt } = callSetup(turn.leg(sid));
  return `${recordingsAt}/2010-04-01/Accounts/${accountSid}/Recordings/${recording}`;
}

/** Reads `recordingStatusCallback` and what belongs to it; `null` where there is none, or none that can be asked. */
export function recordingCallback(verb: ElementReader): Pick<RecordingSetup, 'callback' | 'events'> {
  return {
    callback: verb.callback('recordingStatusCallback', 'recordingStatusCallbackMethod'),
    events: verb.words('recordingStatusCallbackEvent'),
  };
}

/** Tells the status callback of a recording how far it is; one that is whole lasts so many seconds. */
function report(turn: Turn, sid: Sid, recording: Recording, { status, seconds }: RecordingNews): void {
  const { callback, events, conference } = recording;
  if (!callback || !events.includes(status)) return;
  // That of a conference is about no call (Twilio docs: Conference, "recordingStatusCallback").
  const whose: Params =
    conference === null
      ? []
      : [
          ['ConferenceSid', conference],
          ['AccountSid', turn.leg(sid).setup.accountSid],
        ];
  const own: Params = [
    ...whose,
    ['RecordingSource', recording.source],
    ...(conference === null ? [['RecordingTrack', recording.track] as const] : []),
    ['RecordingSid', recording.sid],
    ['RecordingUrl', recordingUrl(turn, sid, recording.sid)],
    ['RecordingStatus', status],
    ['RecordingChannels', String(recording.channels)],
    ['ErrorCode', '0'],
    ['RecordingStartTime', recording.startTime],
    ...(seconds === undefined ? [] : [['RecordingDuration', String(seconds)] as const]),
  ];
  const afterMs = status === 'in-progress' ? 0 : PROCESSED_AFTER_MS;
  callBack(turn, sid, { purpose: 'recording-status', callback, own, afterMs, bare: conference !== null });
}
