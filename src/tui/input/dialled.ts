/** A key to dial, and how long to wait before it in milliseconds. */
export interface DialledKey {
  readonly key: string;
  readonly afterMs: number;
}

/** More keys than any number or code has. */
const MOST_KEYS = 64;

/**
 * Reads a pasted text as a number to dial: keys, with spaces, dashes, dots and brackets between them, `w` for
 * half a second and `W` for a whole one. `null` when there is anything else in it: then nothing is done.
 */
export function dialled(text: string): readonly DialledKey[] | null {
  const keys: DialledKey[] = [];
  let afterMs = 0;
  for (const character of text.trim()) {
    if (/[0-9*#]/.test(character)) {
      keys.push({ key: character, afterMs });
      afterMs = 0;
    } else if (character === 'w') afterMs += 500;
    else if (character === 'W') afterMs += 1000;
    else if (!/[ ().-]/.test(character)) return null;
  }
  return keys.length > 0 && keys.length <= MOST_KEYS ? keys : null;
}
