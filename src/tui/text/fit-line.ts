import { truncate, widthOf } from './columns.ts';
import { type Line, type Span, span, type Tone } from './line.ts';

/** How many columns a line takes. */
export function lineWidth(spans: Line): number {
  return spans.reduce((sum, { text }) => sum + widthOf(text), 0);
}

/** Exactly so many columns: cut with an ellipsis, or filled with blanks in the tone of `fill`. */
export function fitLine(spans: Line, columns: number, fill: Tone = 'plain'): Line {
  const fitted: Span[] = [];
  let left = columns;
  for (const piece of spans) {
    const width = widthOf(piece.text);
    if (width > left) {
      const text = truncate(piece.text, left);
      fitted.push({ ...piece, text });
      left -= widthOf(text);
      break;
    }
    fitted.push(piece);
    left -= width;
  }
  return left > 0 ? [...fitted, span(' '.repeat(left), fill)] : fitted;
}

/** One part at the left, one at the right, exactly so many columns; the right one yields when there is no room. */
export function spread(left: Line, right: Line, columns: number): Line {
  const gap = columns - lineWidth(left) - lineWidth(right);
  if (gap >= 1) return [...left, span(' '.repeat(gap)), ...right];
  const room = columns - lineWidth(left) - 2;
  if (room >= 8) return [...left, span('  '), ...fitLine(right, room)];
  return fitLine(left, columns);
}
