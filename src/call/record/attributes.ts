import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { LONGEST_TRANSCRIBED_S } from '../../twiml/language/limits.ts';
import { callSetup } from '../call-setup.ts';

/** The attributes of a Record with their defaults applied. */
export type RecordAttributes = {
  readonly action: string | null;
  readonly method: 'GET' | 'POST';
  /** Silence that ends it; 0 never does. */
  readonly timeoutMs: number;
  /** Any of these keys ends it. */
  readonly finishOnKey: string;
  readonly maxLengthMs: number;
  readonly playBeep: boolean;
  /** Silence at the beginning and the end is cut off. */
  readonly trim: boolean;
  readonly transcribe: boolean;
  /** Absolute; `null` where nobody wants the transcription. */
  readonly transcribeCallback: string | null;
};

/** Reads the attributes. */
export function recordAttributes(verb: VerbContext): RecordAttributes {
  const transcribe = transcribes(verb);
  // The default where nothing is written, or nothing that can be used.
  const longest = verb.number('maxLength', transcribe ? LONGEST_TRANSCRIBED_S : undefined);
  return {
    action: verb.attribute('action') ?? null,
    method: verb.method(),
    timeoutMs: (verb.number('timeout') ?? 0) * 1000,
    finishOnKey: verb.word('finishOnKey'),
    maxLengthMs: (longest ?? 0) * 1000,
    playBeep: verb.flag('playBeep'),
    trim: trims(verb),
    transcribe,
    transcribeCallback: verb.callback('transcribeCallback', 'transcribeCallbackMethod')?.url ?? null,
  };
}

/**
 * Whether the recording is transcribed. That `transcribeCallback` alone asks for it is what older documentation says,
 * and samples of Twilio's own rely on; the current one wants `transcribe` (the choice `transcribeCallback`).
 */
function transcribes(verb: VerbContext): boolean {
  const hasCallback = (verb.attribute('transcribeCallback')?.trim() ?? '') !== '';
  const alone = hasCallback && verb.attribute('transcribe') === undefined;
  if (alone && callSetup(verb.leg).choices.transcribeCallback === 'always') {
    verb.turn.approximated('Record: with --transcribe-callback always a transcribeCallback counts alone');
    return true;
  }
  const asked = verb.flag('transcribe');
  if (hasCallback && !asked) {
    const message = 'Record: transcribeCallback does nothing without transcribe="true"';
    const help = 'add transcribe="true", or --transcribe-callback always: sources disagree';
    verb.report({ rule: 'no-transcription', level: 'info', message, help }, 'transcribeCallback');
  }
  return asked;
}

/** An invalid value trims nothing, whatever the default is (Twilio error dictionary, 13699). */
function trims(verb: VerbContext): boolean {
  const written = verb.attribute('trim')?.trim();
  return written === undefined || written === 'trim-silence';
}
