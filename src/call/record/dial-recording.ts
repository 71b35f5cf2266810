import type { Sid } from '../../engine/identifiers.ts';
import type { Leg } from '../../engine/switchboard.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import type { Params } from '../../http/url/params.ts';
import {
  type Recording,
  recordedSeconds,
  recordingCallback,
  recordingUrl,
  startRecording,
} from './recordings.ts';

/** Where the recording that a dialled leg is on is kept, by the leg; belongs to this file. */
const NAME = 'dial-recordings';

type Kept = { readonly [leg: Sid]: Recording };

/** Starts recording the caller and whoever is dialled (Twilio docs: TwiML Voice: Dial, "record"). */
export function recordDial(verb: VerbContext): Recording {
  verb.turn.approximated('Dial record: recordings are silent');
  return startRecording(verb.turn, verb.sid, {
    source: 'DialVerb',
    // The parent is the first channel, the dialled leg the second (Twilio docs: Dial).
    channels: verb.word('record').endsWith('-dual') ? 2 : 1,
    track: verb.word('recordingTrack') || 'both',
    ...recordingCallback(verb),
  });
}

/** A dialled leg is connected while this is recorded: its own status callback names the recording at the end. */
export function recordedWith(turn: Turn, leg: Sid, recording: Recording): void {
  turn.share(NAME, { ...turn.shared<Kept>(NAME, {}), [leg]: recording });
}

/** What the last status callback of a dialled leg says about its recording (Twilio docs: Number). */
export function legRecordingParams(turn: Turn, { sid }: Leg): Params {
  const recording = turn.shared<Kept>(NAME, {})[sid];
  if (!recording) return [];
  return [
    ['RecordingUrl', recordingUrl(turn, sid, recording.sid)],
    ['RecordingSid', recording.sid],
    ['RecordingDuration', String(recordedSeconds(turn, recording))],
  ];
}
