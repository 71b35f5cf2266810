import type { ElementReader } from '../../engine/turn/element-reader.ts';
import { endRecording, type Recording, recordedSeconds, startRecording } from '../record/recordings.ts';
import { absoluteCallback, type KeptCallback } from './callbacks.ts';
import type { BackgroundKind } from './kind.ts';

type Wanted = {
  readonly track: string;
  readonly callback: KeptCallback;
  readonly events: readonly string[];
};

/** A recording of the whole call (Twilio docs: TwiML Voice: Recording): two channels, as observed. */
export const RECORDING: BackgroundKind = {
  prefix: 'RE',
  begin: (noun) =>
    ({
      track: noun.word('track') || 'both',
      callback: recordingCallback(noun),
      events: noun.words('recordingStatusCallbackEvent'),
    }) satisfies Wanted,
  started(turn, leg, work) {
    const { track, callback, events } = work.state as Wanted;
    const setup = { source: 'StartCallRecordingTwiML', channels: 2, track, callback, events } as const;
    return startRecording(turn, leg, setup, work.sid);
  },
  ended(turn, leg, work) {
    const recording = work.state as Recording;
    const status = recordedSeconds(turn, recording) > 0 ? 'completed' : 'absent';
    endRecording(turn, leg, recording, { status });
  },
};

/** A relative URL failed with 11200 in live tests, unlike those of other verbs. */
function recordingCallback(noun: ElementReader): KeptCallback {
  const [url, method] = ['recordingStatusCallback', 'recordingStatusCallbackMethod'];
  const written = noun.attribute(url)?.trim() ?? '';
  const callback = absoluteCallback(noun, url, method);
  if (!callback && noun.callback(url, method)) {
    noun.report(
      {
        code: 11200,
        level: 'warning',
        message: `Recording: recordingStatusCallback "${written}" is relative: nobody is told of the recording`,
        help: 'write an absolute URL; Twilio does not resolve this one',
      },
      url,
    );
  }
  return callback;
}
