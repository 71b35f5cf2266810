import { GraphemeSegmenter } from '../text/grapheme-segmenter.ts';
import type { KeyName } from './key.ts';

/** A line that is being typed; the cursor is a place in its UTF-16 units. */
export interface EditedLine {
  readonly text: string;
  readonly cursor: number;
}

/** Longer than any command. */
const LONGEST = 2000;

const segmenter = new GraphemeSegmenter();

/** What a key does to the line, as in a shell; `null` for a key that is not for editing. */
export function edited(line: EditedLine, key: KeyName): EditedLine | null {
  const { text, cursor } = line;
  switch (key) {
    case 'Left':
    case 'Ctrl-B':
      return { text, cursor: before(line) };
    case 'Right':
    case 'Ctrl-F':
      return { text, cursor: after(line) };
    case 'Home':
    case 'Ctrl-A':
      return { text, cursor: 0 };
    case 'End':
    case 'Ctrl-E':
      return { text, cursor: text.length };
    case 'Backspace':
    case 'Ctrl-H':
      return cut(text, before(line), cursor);
    case 'Delete':
    case 'Ctrl-D':
      return cut(text, cursor, after(line));
    case 'Ctrl-W':
    case 'Alt-Backspace':
      return cut(text, wordBefore(text, cursor), cursor);
    case 'Ctrl-U':
      return cut(text, 0, cursor);
    case 'Ctrl-K':
      return cut(text, cursor, text.length);
    case 'Space':
      return inserted(line, ' ');
    default:
      return [...key].length === 1 ? inserted(line, key) : null;
  }
}

/**
 * Puts text in at the cursor. What would not be seen does not get in, but for what joins letters and emoji; a line
 * break is a blank.
 */
export function inserted({ text, cursor }: EditedLine, piece: string): EditedLine {
  const clean = piece
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/(?![\u200C\u200D])[\p{Cf}\p{Cs}\p{Co}]/gu, '');
  const fitting = clean.slice(0, LONGEST - text.length);
  return { text: text.slice(0, cursor) + fitting + text.slice(cursor), cursor: cursor + fitting.length };
}

function cut(text: string, from: number, to: number): EditedLine {
  return { text: text.slice(0, from) + text.slice(to), cursor: from };
}

/** Where the word before the cursor begins; the white space behind it goes with it. */
function wordBefore(text: string, cursor: number): number {
  let at = text.slice(0, cursor).trimEnd().length;
  while (at > 0 && !/\s/.test(text.charAt(at - 1))) at--;
  return at;
}

/** Where the character before the cursor begins. */
function before({ text, cursor }: EditedLine): number {
  let at = 0;
  for (const { index } of segmenter.segment(text.slice(0, cursor))) at = index;
  return at;
}

/** Where the character at the cursor ends. */
function after({ text, cursor }: EditedLine): number {
  const [first] = segmenter.segment(text.slice(cursor));
  return cursor + (first?.segment.length ?? 0);
}
