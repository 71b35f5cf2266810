import { attributeOf, type Element } from '../document.ts';

/** Families of voices, by what they take (Twilio error dictionary, 13521). */
export type VoiceFamily = 'basic' | 'Polly' | 'Google';

/** Longest text by voice family, in characters (the same entry). */
const SPEECH_LIMITS = { basic: 4096, Polly: 3000, Google: 5000 } as const;
/** Longest text of any voice when it is URL-encoded (the same entry). */
export const LONGEST_ENCODED = 4500;

/** The family of a `<Say>`'s voice; a voice that is not named is a basic one. */
export function voiceFamily(element: Element): VoiceFamily {
  const family = /^(Polly|Google)\./.exec(attributeOf(element, 'voice')?.trim() ?? '')?.[1];
  return family === 'Polly' || family === 'Google' ? family : 'basic';
}

/** How long a `<Say>` counts, and what it may be. `spoken` is what would be spoken of it. */
export interface SpeechLength {
  readonly family: VoiceFamily;
  readonly counted: number;
  readonly limit: number;
  readonly encoded: number;
  readonly fits: boolean;
}

/** Measures what a `<Say>` speaks. */
export function speechLength(source: string, element: Element, spoken: string): SpeechLength {
  const family = voiceFamily(element);
  // A Google voice counts tags and white space too.
  const counted = family === 'Google' ? content(source, element).length : spoken.length;
  const limit = SPEECH_LIMITS[family];
  // No character takes more than nine when it is encoded.
  const encoded = spoken.length * 9 > LONGEST_ENCODED ? encodedLength(spoken) : 0;
  return { family, counted, limit, encoded, fits: counted <= limit && encoded <= LONGEST_ENCODED };
}

/** As much of a `<Say>`'s text as its voice takes, from the beginning. */
export function withinLimits(source: string, element: Element, spoken: string): string {
  const { counted, limit, fits } = speechLength(source, element, spoken);
  if (fits) return spoken;
  let text = spoken.slice(0, Math.max(0, spoken.length - Math.max(0, counted - limit)));
  // Cut what is surely too much, then one character after the other.
  for (
    let over = encodedLength(text) - LONGEST_ENCODED;
    over > 0;
    over = encodedLength(text) - LONGEST_ENCODED
  )
    text = text.slice(0, text.length - Math.max(1, Math.floor(over / 9)));
  // Half a character is none.
  return text.replace(/[\uD800-\uDBFF]$/, '');
}

function encodedLength(text: string): number {
  return encodeURIComponent(text.toWellFormed()).length;
}

/** What stands between an element's tags. */
function content(source: string, { tag, span }: Element): string {
  return source.slice(tag.end, Math.max(tag.end, source.lastIndexOf('</', span.end - 1)));
}
