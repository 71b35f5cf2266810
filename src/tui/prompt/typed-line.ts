import type { EditedLine } from '../input/line-editor.ts';
import { takeColumns, truncate, widthOf } from '../text/columns.ts';
import { GraphemeSegmenter } from '../text/grapheme-segmenter.ts';
import { type Line, span } from '../text/line.ts';

const segmenter = new GraphemeSegmenter();

/** A line that is being typed with its cursor, after a mark; of a long one the part around the cursor. */
export function typedLine({ text, cursor }: EditedLine, mark: string, columns: number): Line {
  const room = columns - mark.length - 1;
  const [at] = segmenter.segment(text.slice(cursor));
  const under = at?.segment ?? ' ';
  const before = beforeCursor(
    text.slice(0, cursor),
    room - widthOf(under),
    Math.max(1, Math.floor(room / 3)),
  );
  const left = room - widthOf(before) - widthOf(under);
  return [
    span(mark, 'key'),
    span(before),
    span(under, 'selected'),
    span(truncate(text.slice(cursor + under.length), left)),
  ];
}

/** What stands before the cursor: as it is longer it moves on by `step` columns, so that it does not do so at each key. */
function beforeCursor(text: string, room: number, step: number): string {
  if (widthOf(text) <= room) return text;
  let rest = text;
  while (widthOf(rest) > room - 1) {
    const gone = takeColumns(rest, step);
    // A single character that is wider than a step goes as a whole.
    rest = rest.slice(gone === '' ? 1 : gone.length);
  }
  return `…${rest}`;
}
