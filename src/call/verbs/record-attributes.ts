import type { VerbContext } from '../../engine/verb-context.ts';

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
};

/** What is transcribed is at most this long, in seconds; then it is the default of maxLength (Twilio docs: Record). */
const LONGEST_TRANSCRIBED = 120;

/** Reads the attributes. */
export function recordAttributes(verb: VerbContext): RecordAttributes {
  const written = verb.attribute('maxLength') !== undefined;
  const longest = !written && verb.flag('transcribe') ? LONGEST_TRANSCRIBED : verb.number('maxLength');
  return {
    action: verb.attribute('action') ?? null,
    method: verb.method(),
    timeoutMs: (verb.number('timeout') ?? 0) * 1000,
    finishOnKey: verb.word('finishOnKey'),
    maxLengthMs: (longest ?? 0) * 1000,
    playBeep: verb.flag('playBeep'),
  };
}
