import type { Callback } from '../../engine/placed/leg-setup.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { childElements, type ElementId } from '../../twiml/document.ts';

/** The attributes of a Gather with their defaults applied. */
export type GatherAttributes = {
  /** As written; `null` is the document itself. */
  readonly action: string | null;
  readonly method: 'GET' | 'POST';
  readonly dtmf: boolean;
  readonly speech: boolean;
  /** One key, or empty for none. */
  readonly finishOnKey: string;
  readonly numDigits: number | null;
  readonly timeoutMs: number;
  readonly actionOnEmptyResult: boolean;
  /** Silence after speech that ends it. */
  readonly speechTimeoutMs: number;
  /** No more than this is listened to. */
  readonly maxSpeechMs: number;
  /** Speech cuts the prompt off. */
  readonly bargeIn: boolean;
  readonly profanityFilter: boolean;
  readonly language: string;
  readonly partialResult: { readonly url: string; readonly method: Callback['method'] } | null;
};

/** The first pause that speechTimeout="auto" ends at; Twilio does not say how long that is. */
const FIRST_PAUSE_MS = 1_000;
/** Speech is listened to for so long, where maxSpeechTime does not say otherwise (Twilio docs: Gather). */
const LONGEST_SPEECH_S = 60;

/** Reads the attributes. */
export function gatherAttributes(verb: VerbContext): GatherAttributes {
  const input = verb.words('input');
  const timeoutMs = (verb.number('timeout') ?? 0) * 1000;
  const partialResult = verb.callback('partialResultCallback', 'partialResultCallbackMethod');
  return {
    action: verb.attribute('action') ?? null,
    method: verb.method(),
    dtmf: input.includes('dtmf'),
    speech: input.includes('speech'),
    finishOnKey: verb.word('finishOnKey'),
    numDigits: verb.number('numDigits'),
    timeoutMs,
    actionOnEmptyResult: verb.flag('actionOnEmptyResult'),
    speechTimeoutMs: input.includes('speech') ? speechTimeout(verb, timeoutMs) : timeoutMs,
    maxSpeechMs: (verb.number('maxSpeechTime') ?? LONGEST_SPEECH_S) * 1000,
    bargeIn: verb.flag('bargeIn'),
    profanityFilter: verb.flag('profanityFilter'),
    language: verb.word('language'),
    partialResult: partialResult && { url: partialResult.url, method: partialResult.method },
  };
}

/** The value of `timeout` where nothing is written; `auto` cannot stand beside a chosen model (13335). */
function speechTimeout(verb: VerbContext, timeoutMs: number): number {
  const written = verb.word('speechTimeout');
  if (written === 'auto') {
    if (verb.attribute('speechModel') !== undefined) return timeoutMs;
    verb.turn.approximated('Gather: speechTimeout="auto" ends at a pause of one second');
    return FIRST_PAUSE_MS;
  }
  return written === '' ? timeoutMs : Number(written) * 1000;
}

/** Variants of a model that know English only (Deepgram docs: models and languages). */
const ENGLISH_ONLY = /^deepgram_nova-2-(?!general$)/;

/** Why the recogniser cannot be had; `null` where it can (Twilio error dictionary, 13331). */
export function unfitModel(verb: VerbContext, { speech, language }: GatherAttributes): string | null {
  const model = verb.word('speechModel');
  if (!speech || !ENGLISH_ONLY.test(model) || /^en(-|$)/i.test(language)) return null;
  return `the speech model ${model} does not know the language ${language}`;
}

/** The nested verbs that are heard while input is awaited; those that may not stand there are left out. */
export function promptsOf(verb: VerbContext): readonly ElementId[] {
  const nested = childElements(verb.document, verb.element.id).map(({ id }) => id);
  return nested.filter((id) => !verb.skips.includes(id));
}
