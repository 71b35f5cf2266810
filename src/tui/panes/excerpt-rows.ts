import type { ExcerptView } from '../../debug/views/source/excerpt-view.ts';
import { widthOf } from '../text/columns.ts';
import { type Line, line, type Tone } from '../text/line.ts';

/** Characters that have to be seen behind the caret. */
const CONTEXT = 12;

/**
 * The source around a problem, in so many columns: a document may be one long line, so its lines are cut around
 * the caret. The caret is put below what it means, however wide the characters before it are.
 */
export function excerptRows(
  { lines, gutter, at, length }: ExcerptView,
  columns: number,
  tone: Tone,
): readonly Line[] {
  const pointed = lines.at(-1) ?? '';
  const room = columns - gutter;
  const needed = pointed.slice(gutter, at + length + CONTEXT);
  const shift = widthOf(needed) <= room ? 0 : Math.max(0, at - gutter - Math.floor(room / 2));
  const cut = (text: string) => {
    const rest = text.slice(gutter);
    if (shift === 0 || rest === '') return text;
    // Half a character is none.
    return `${text.slice(0, gutter)}…${rest.slice(shift).replace(/^[\uDC00-\uDFFF]/, '')}`;
  };
  const column = widthOf(cut(pointed.slice(0, at)));
  const carets = '^'.repeat(Math.max(1, widthOf(pointed.slice(at, at + length))));
  return [
    ...lines.map((text) => line(cut(text))),
    line(`${'| '.padStart(gutter).padEnd(column)}${carets}`, tone),
  ];
}
