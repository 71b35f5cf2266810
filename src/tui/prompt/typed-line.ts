import type { EditedLine } from '../input/line-editor.ts';
import { takeColumns, widthOf } from '../text/columns.ts';
import { type Line, span } from '../text/line.ts';

/** A line that is being typed with its cursor, after a mark; of a long one the part around the cursor. */
export function typedLine({ text, cursor }: EditedLine, mark: string, columns: number): Line {
  const room = columns - mark.length - 1;
  const [at] = new Intl.Segmenter().segment(text.slice(cursor));
  const under = at?.segment ?? ' ';
  let before = text.slice(0, cursor);
  while (widthOf(before) + widthOf(under) > room) before = before.slice(Math.max(1, Math.floor(room / 3)));
  const after = takeColumns(text.slice(cursor + under.length), room - widthOf(before) - widthOf(under));
  return [span(mark, 'key'), span(before), span(under, 'selected'), span(after)];
}
