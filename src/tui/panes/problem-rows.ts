import type { ProblemView } from '../../debug/views/source/problem-view.ts';
import { wrapColumns } from '../text/columns.ts';
import { type Line, line, span } from '../text/line.ts';
import { excerptRows } from './excerpt-rows.ts';

/** How much of a problem is told: `short` leaves out blank rows and the lines of the document before it. */
export type Telling = 'whole' | 'short';

/** A problem: what is wrong, where, the source around it, and what to try. */
export function problemRows(
  { level, name, message, where, help, excerpt }: ProblemView,
  columns: number,
  telling: Telling = 'whole',
): readonly Line[] {
  const tone = level === 'error' ? 'error' : 'warning';
  const rows: Line[] = [line(`${level} ${name}`, tone), ...wrapped(message, columns, 'strong')];
  if (where !== null) rows.push(...wrapped(`at ${where}`, columns, 'quiet'));
  const gap: readonly Line[] = telling === 'short' ? [] : [[]];
  // The line itself and the caret below it.
  if (excerpt !== null) {
    const lines = telling === 'short' ? excerpt.lines.slice(-1) : excerpt.lines;
    rows.push(...gap, ...excerptRows({ ...excerpt, lines }, columns, tone));
  }
  if (help !== null)
    rows.push(
      ...gap,
      ...wrapped(help, columns - 6, 'plain').map((row, at) => [
        span(at === 0 ? 'help  ' : '      ', 'good'),
        ...row,
      ]),
    );
  return rows;
}

function wrapped(text: string, columns: number, tone: 'strong' | 'quiet' | 'plain'): readonly Line[] {
  return wrapColumns(text, columns).map((piece) => line(piece, tone));
}
