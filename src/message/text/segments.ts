import { septetsOf } from './gsm7.ts';

/** How a text goes over the air. */
export interface Segments {
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly count: number;
  /** The first character, as people see it, that GSM-7 does not have; `null` where it has all. */
  readonly because: string | null;
}

/** Units of one part: of a message that is one, and of each part of a longer one, which carries a header of 6 octets. */
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
  // Made here: its rules take long to load, and most texts do without.
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
  const seen = Array.from(graphemes, ({ segment }) => segment);
  const units = seen.map(({ length }) => length);
  const because = seen.find((one) => Array.from(one, septetsOf).includes(null)) ?? null;
  return { encoding: 'UCS-2', count: parts('UCS-2', units), because };
}

/** An empty text is sent as one part too. */
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
    // A character larger than a whole part is split after all.
    for (; used > part; used -= part) count++;
  }
  return count;
}
