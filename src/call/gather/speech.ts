import { type SpokenWord, spokenWords } from '../../audio/spoken-words.ts';
import type { WorkId } from '../../engine/identifiers.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { callBack } from '../callbacks/later-callback.ts';
import type { GatherAttributes } from './attributes.ts';
import { masked } from './profanity.ts';

/** Speech as a recogniser gets it: word by word, while it is being said. */
export type Recognition = {
  /** Words that have been recognised. */
  readonly words: readonly string[];
  /** Words that are still to be said. */
  readonly ahead: readonly SpokenWord[];
  readonly confidence: number;
  /** Ends the word that is being said; `null` in silence. */
  readonly word: WorkId | null;
  /** Ends the speech, however long it goes on. */
  readonly longest: WorkId | null;
  /** Partial results that were told. */
  readonly told: number;
};

export const NOTHING_SAID: Recognition = {
  words: [],
  ahead: [],
  confidence: 0,
  word: null,
  longest: null,
  told: 0,
};

/** What can still change of a partial result, and what cannot; the names and figures are from captured requests. */
const STABILITY = '0.9';

/** What somebody says, and how sure the recognition is of it, from 0 to 1. */
interface Utterance {
  readonly text: string;
  readonly confidence: number;
}

/** Somebody says something, after what is being said already. */
export function say(
  verb: VerbContext,
  { maxSpeechMs }: GatherAttributes,
  before: Recognition,
  { text, confidence }: Utterance,
): Recognition {
  const words = spokenWords(text);
  if (words.length === 0) return before;
  const ahead = [...before.ahead, ...words];
  const first = before.words.length + before.ahead.length === 0;
  return {
    ...before,
    ahead,
    // Of several utterances the least certain one counts.
    confidence: first ? confidence : Math.min(before.confidence, confidence),
    word: before.word ?? nextWord(verb, ahead),
    longest: before.longest ?? verb.timer(maxSpeechMs),
  };
}

/** A word has been said: whoever wants partial results is told (Twilio docs: Gather, partialResultCallback). */
export function wordSaid(
  verb: VerbContext,
  { partialResult, profanityFilter }: GatherAttributes,
  before: Recognition,
): Recognition {
  const [said, ...ahead] = before.ahead;
  if (!said) return { ...before, word: null };
  const words = [...before.words, profanityFilter ? masked(said.word) : said.word];
  if (partialResult) {
    const own = [
      ['UnstableSpeechResult', words.join(' ')],
      ['StableSpeechResult', words.slice(0, -1).join(' ')],
      ['Stability', STABILITY],
      ['SequenceNumber', String(before.told)],
    ] as const;
    callBack(verb.turn, verb.sid, { purpose: 'partial-result', callback: partialResult, own });
  }
  const told = before.told + (partialResult ? 1 : 0);
  return { ...before, words, ahead, told, word: nextWord(verb, ahead) };
}

/** Nobody listens to what is said any more. */
export function stopListening(verb: VerbContext, { word, longest }: Recognition): void {
  verb.drop(word);
  verb.drop(longest);
}

function nextWord(verb: VerbContext, ahead: readonly SpokenWord[]): WorkId | null {
  const [next] = ahead;
  return next ? verb.timer(next.ms) : null;
}
