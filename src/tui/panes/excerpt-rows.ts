import { widthOf } from '../text/columns.ts';
import { type Line, line, type Tone } from '../text/line.ts';

/** Number and rule in front of a line of an excerpt. */
const GUTTER = /^\s*\d* \| /;
const CARET = /^(\s*\| \s*)(\^+)\s*$/;
/** Characters that have to be seen behind the caret. */
const CONTEXT = 12;

/**
 * The source around a problem, in so many columns: a document may be one long line, so its lines are cut around
 * the caret. The caret is put below what it means, however wide the characters before it are.
 */
export function excerptRows(excerpt: readonly string[], columns: number, tone: Tone): readonly Line[] {
  const last = CARET.exec(excerpt.at(-1) ?? '');
  const pointed = excerpt.at(-2);
  if (!last || pointed === undefined) return excerpt.map((text) => line(text));
  const [, before = '', carets = ''] = last;
  const gutter = GUTTER.exec(pointed)?.[0].length ?? 0;
  const at = before.length;
  const room = columns - gutter;
  const marked = pointed.slice(at, at + carets.length);
  const needed = pointed.slice(gutter, at + carets.length + CONTEXT);
  const shift = widthOf(needed) <= room ? 0 : Math.max(0, at - gutter - Math.floor(room / 2));
  const cut = (text: string) => {
    const front = GUTTER.exec(text)?.[0] ?? '';
    const rest = text.slice(front.length);
    if (shift === 0 || rest === '') return text;
    // Half a character is none.
    return `${front}…${rest.slice(shift).replace(/^[\uDC00-\uDFFF]/, '')}`;
  };
  const column = widthOf(cut(pointed.slice(0, at)));
  return [
    ...excerpt.slice(0, -1).map((text) => line(cut(text))),
    line(`${before.slice(0, gutter).padEnd(column)}${'^'.repeat(Math.max(1, widthOf(marked)))}`, tone),
  ];
}
