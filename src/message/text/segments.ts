import { septetsOf } from './gsm7.ts';

/** The encoding and number of the parts in which a text is transmitted. */
export interface Segments {
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly count: number;
  /** The first character, as people see it, that GSM-7 does not have; `null` if it has them all. */
  readonly because: string | null;
}

/** Units in a single message, and in each part of a longer one, whose header takes 6 octets. */
const ROOM = {
  'GSM-7': { alone: 160, part: 153 },
  'UCS-2': { alone: 70, part: 67 },
} as const;

/**
 * Splits a text as carriers do (Twilio docs: message segment calculator): one character outside the GSM alphabet
 * makes all of it UCS-2; an escaped character, and a character as people see it, is never split.
 */
export function segmentsOf(text: string): Segments {
  const septets = Array.from(text, septetsOf);
  if (septets.every((count) => count !== null))
    return { encoding: 'GSM-7', count: parts('GSM-7', septets), because: null };
  // Created only here: loading its rules takes long, and most texts do not need it.
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
  const seen = Array.from(graphemes, ({ segment }) => segment);
  const units = seen.map(({ length }) => length);
  const because = seen.find((one) => Array.from(one, septetsOf).includes(null)) ?? null;
  return { encoding: 'UCS-2', count: parts('UCS-2', units), because };
}

/** An empty text is sent as one part as well. */
function parts(encoding: Segments['encoding'], pieces: readonly number[]): number {
  const { alone, part } = ROOM[encoding];
  if (pieces.reduce((sum, size) => sum + size, 0) <= alone) return 1;
  let count = 1;
  let used = 0;
  for (const size of pieces) {
    if (used > 0 && used + size > part) {
      count++;
      used = 0;
    }
    used += size;
    // A character larger than a whole part has to be split.
    for (; used > part; used -= part) count++;
  }
  return count;
}
