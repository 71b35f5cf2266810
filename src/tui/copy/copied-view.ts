import { sizeText } from '../../debug/views/text/size-text.ts';
import { visibleText } from '../../debug/views/text/visible-text.ts';
import type { CopiedText } from '../scene/copied-text.ts';
import type { Size } from '../scene/layout.ts';
import { wrapColumns } from '../text/columns.ts';
import { fitLine, spread } from '../text/fit-line.ts';
import { type Line, line, span } from '../text/line.ts';

const ROWS = new WeakMap<CopiedText, { readonly columns: number; readonly rows: readonly Line[] }>();

/** All rows of the text, none wider than the screen; measured once for each width. */
export function copiedRows(copied: CopiedText, columns: number): readonly Line[] {
  const known = ROWS.get(copied);
  if (known?.columns === columns) return known.rows;
  const rows = copied.text
    .replace(/\r?\n$/, '')
    .split(/\r\n|\n/)
    .map((row) => visibleText(row.replaceAll('\t', '    ')))
    .flatMap((row) => wrapColumns(row, columns, 'anywhere').map((piece) => line(piece)));
  ROWS.set(copied, { columns, rows });
  return rows;
}

/** The text in so many rows, below rows that say what it is. */
export function copiedView(
  copied: CopiedText,
  first: number,
  { columns, rows: height }: Size,
): readonly Line[] {
  const { what, text, handed } = copied;
  const rows = copiedRows(copied, columns);
  const page = height - COPIED_HEAD;
  const top = Math.min(first, Math.max(0, rows.length - page));
  const shown = rows.slice(top, top + page);
  const size = `${what} (${sizeText(Buffer.byteLength(text))})`;
  const said = handed ? ` copied ${size}` : ` ${size}, too long for a clipboard`;
  const hint = handed ? ' no clipboard in this terminal? select it here' : ' select it here';
  const place = rows.length > page ? `${top + 1}-${top + shown.length} of ${rows.length} ` : '';
  const head: readonly Line[] = [
    [span(said, 'strong')],
    spread([span(hint, 'quiet')], [span(place, 'quiet')], columns),
    [],
  ];
  const blank = Array.from({ length: page - shown.length }, (): Line => []);
  return [...head, ...shown, ...blank].map((row) => fitLine(row, columns));
}

/** Rows above the text. */
export const COPIED_HEAD = 3;
