import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { LONGEST_TRANSCRIBED_S } from '../../twiml/language/limits.ts';
import { callBack } from '../callbacks/later-callback.ts';
import type { RecordAttributes } from './attributes.ts';
import { type Recording, recordingUrl } from './recordings.ts';

/** What is transcribed is at least this long, in seconds (Twilio docs: Record). */
const SHORTEST_TRANSCRIBED = 2;
/** How long a transcription takes, in milliseconds; Twilio's takes longer, and nobody says how long. */
const TRANSCRIBED_AFTER_MS = 10_000;
/** The text of a recording of which nobody knows what was said on it. */
const NOTHING_UNDERSTOOD = '(blank)';

/** A completed recording: how many seconds of it there are, and what the caller said in it. */
interface Recorded {
  readonly recording: Recording;
  readonly seconds: number;
  readonly said: readonly string[];
}

/**
 * Has a completed recording transcribed: the callback is told what the caller said, some time later (Twilio docs:
 * TwiML Voice: Record, "transcribeCallback").
 */
export function transcribe(
  verb: VerbContext,
  { transcribe: wanted, transcribeCallback: url }: RecordAttributes,
  { recording, seconds, said }: Recorded,
): void {
  if (!wanted) return;
  if (seconds < SHORTEST_TRANSCRIBED || seconds > LONGEST_TRANSCRIBED_S) {
    const message = `Record: a recording of ${seconds} s is not transcribed`;
    const help = `only those of ${SHORTEST_TRANSCRIBED} to ${LONGEST_TRANSCRIBED_S} s are; maxLength limits them`;
    return verb.report({ code: 13617, level: 'warning', message, help }, 'transcribe');
  }
  if (url === null) return;
  const { turn, sid } = verb;
  turn.approximated('Record: a transcription takes ten seconds, and is what the caller was to say');
  const transcription = turn.drawSid('TR');
  const recorded = recordingUrl(turn, sid, recording.sid);
  const own = [
    ['TranscriptionSid', transcription],
    ['TranscriptionText', said.join(' ') || NOTHING_UNDERSTOOD],
    ['TranscriptionStatus', 'completed'],
    ['TranscriptionUrl', `${recorded}/Transcriptions/${transcription}`],
    ['RecordingSid', recording.sid],
    ['RecordingUrl', recorded],
  ] as const;
  const callback = { url, method: 'POST' } as const;
  callBack(turn, sid, { purpose: 'transcription', callback, own, afterMs: TRANSCRIBED_AFTER_MS });
}
