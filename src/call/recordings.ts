import { arrived } from '../engine/arrival.ts';
import type { Callback } from '../engine/event.ts';
import type { Sid } from '../engine/identifiers.ts';
import type { Turn } from '../engine/turn.ts';
import type { VerbContext } from '../engine/verb-context.ts';
import type { Params } from '../http/params.ts';
import { timestamp } from './timestamp.ts';

/** Where a recording comes from, in Twilio's word for it (captured recording callbacks). */
export type RecordingSource = 'RecordVerb' | 'DialVerb' | 'Conference' | 'StartCallRecordingTwiML';

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
};

/** What is chosen for a recording when it starts. */
export type RecordingSetup = Pick<Recording, 'source' | 'channels' | 'track' | 'callback' | 'events'>;

/** Starts a recording on a leg; whoever subscribed to `in-progress` is told. */
export function startRecording(turn: Turn, sid: Sid, setup: RecordingSetup): Recording {
  const recording: Recording = {
    sid: turn.drawSid('RE'),
    ...setup,
    startedAt: turn.now,
    startTime: timestamp(turn),
  };
  report(turn, sid, recording, 'in-progress', []);
  return recording;
}

/**
 * Ends a recording: `completed` with its duration, or `absent` when there is nothing on it. Answers the parameters
 * that name it in an `action` request.
 */
export function endRecording(
  turn: Turn,
  sid: Sid,
  recording: Recording,
  status: 'completed' | 'absent',
): Params {
  const seconds = recordedSeconds(turn, recording);
  const duration: Params = status === 'completed' ? [['RecordingDuration', String(seconds)]] : [];
  report(turn, sid, recording, status, duration);
  return status === 'absent'
    ? []
    : [
        ['RecordingUrl', recordingUrl(turn, sid, recording.sid)],
        ['RecordingSid', recording.sid],
        ['RecordingDuration', String(seconds)],
      ];
}

/** Whole seconds since the recording started. */
export function recordedSeconds(turn: Turn, { startedAt }: Recording): number {
  return Math.round((turn.now - startedAt) / 1000);
}

/** Where a recording can be fetched, in the layout of Twilio's own URLs. */
export function recordingUrl(turn: Turn, sid: Sid, recording: Sid): string {
  const { accountSid, recordingsAt } = turn.leg(sid).setup;
  return `${recordingsAt}/2010-04-01/Accounts/${accountSid}/Recordings/${recording}`;
}

/** Reads `recordingStatusCallback` and what belongs to it; `null` where there is none, or none that can be asked. */
export function recordingCallback(verb: VerbContext): Pick<RecordingSetup, 'callback' | 'events'> {
  return {
    callback: verb.callback('recordingStatusCallback', 'recordingStatusCallbackMethod'),
    events: verb.words('recordingStatusCallbackEvent'),
  };
}

function report(turn: Turn, sid: Sid, recording: Recording, status: string, duration: Params): void {
  const { callback, events } = recording;
  if (!callback || !events.includes(status)) return;
  const own: Params = [
    ['RecordingSource', recording.source],
    ['RecordingTrack', recording.track],
    ['RecordingSid', recording.sid],
    ['RecordingUrl', recordingUrl(turn, sid, recording.sid)],
    ['RecordingStatus', status],
    ['RecordingChannels', String(recording.channels)],
    ['ErrorCode', '0'],
    ['RecordingStartTime', recording.startTime],
    ...duration,
  ];
  tell(turn, sid, callback, own);
}

function tell(turn: Turn, sid: Sid, callback: Callback, own: Params): void {
  const wanted = { purpose: 'recording-status', ...callback, own } as const;
  arrived(turn, sid, turn.request(sid, wanted), 'recording-status', 'nobody');
}
