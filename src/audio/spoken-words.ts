import { estimateMs } from './estimate.ts';

/** A word, and how long it takes to say, in whole milliseconds. */
export type SpokenWord = { readonly word: string; readonly ms: number };

/** The words of a text one after the other; together they take as long as the text does. */
export function spokenWords(text: string): readonly SpokenWord[] {
  const words = text.split(/\s+/).filter(Boolean);
  const whole = utteranceMs(text);
  const length = words.join(' ').length;
  let said = 0;
  let since = 0;
  return words.map((word, index) => {
    said += word.length + (index === 0 ? 0 : 1);
    const until = Math.round((whole * said) / length);
    const ms = until - since;
    since = until;
    return { word, ms };
  });
}

/** Twilio takes less than a second for no recording (error dictionary, 16101). */
const SHORTEST_RECORDED_MS = 1_000;

/** How long words in a recording take, in milliseconds: at least a second. */
export function recordedMs(text: string): number {
  return Math.max(SHORTEST_RECORDED_MS, utteranceMs(text));
}

/** How long a person takes to say something, in milliseconds. */
export function utteranceMs(text: string): number {
  return estimateMs({ kind: 'say', text: text.replace(/\s+/g, ' ').trim(), voice: null, language: null });
}
