import stringWidth from 'string-width';
import { GraphemeSegmenter } from './grapheme-segmenter.ts';
import { SIMPLE } from './simple-text.ts';

const segmenter = new GraphemeSegmenter();

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  return SIMPLE.test(text) ? text.length : stringWidth(text);
}

/** The longest beginning of a text that fits into so many columns. */
export function takeColumns(text: string, columns: number): string {
  if (columns <= 0) return '';
  if (SIMPLE.test(text)) return text.slice(0, columns);
  let taken = '';
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    width += stringWidth(segment);
    if (width > columns) break;
    taken += segment;
  }
  return taken;
}

/** Cut to so many columns with an ellipsis at the end where something is missing. */
export function truncate(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  return columns <= 0 ? '' : `${takeColumns(text, columns - 1)}…`;
}

/** Cut in the middle: both ends of an identifier tell it apart. */
export function truncateMiddle(text: string, columns: number): string {
  if (text.length <= columns) return text;
  const tail = Math.floor((columns - 1) / 2);
  return `${text.slice(0, columns - 1 - tail)}…${text.slice(text.length - tail)}`;
}

/** Exactly so many columns: cut or filled with blanks, at the right or (for numbers) at the left. */
export function pad(text: string, columns: number, at: 'end' | 'start' = 'end'): string {
  const cut = truncate(text, columns);
  const blanks = ' '.repeat(Math.max(0, columns - widthOf(cut)));
  return at === 'end' ? cut + blanks : blanks + cut;
}

/** UTF-16 units in one column: an emoji of a family has 11 in two. */
const LONGEST_CLUSTER = 16;

/**
 * Breaks a text into pieces of at most so many columns: at blanks where there are any, or anywhere, so that nothing
 * of it is lost.
 */
export function wrapColumns(
  text: string,
  columns: number,
  at: 'blanks' | 'anywhere' = 'blanks',
): readonly string[] {
  const width = Math.max(1, columns);
  const rows: string[] = [];
  let rest = text;
  const window = width * LONGEST_CLUSTER;
  while (rest.length > window || widthOf(rest) > width) {
    // Only as much is measured as can be in one row: a body is long.
    const piece = takeColumns(rest.slice(0, window), width);
    // A single character that is wider than the room cannot be cut.
    if (piece === '') break;
    const blank = at === 'blanks' ? piece.lastIndexOf(' ') : 0;
    const cut = blank > 0 && blank > width / 2 ? blank + 1 : piece.length;
    rows.push(at === 'blanks' ? rest.slice(0, cut).trimEnd() : piece);
    rest = rest.slice(cut);
  }
  return [...rows, rest];
}
