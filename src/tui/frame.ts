import type { Size } from './layout.ts';
import { fitLine, lineWidth } from './text/fit-line.ts';
import { type Line, span } from './text/line.ts';

/** What a pane shows, before it is framed. */
export interface PaneContent {
  readonly title: Line;
  /** At the right end of the top border. */
  readonly note: Line;
  /** At most as many as there is room for. */
  readonly rows: readonly Line[];
}

/** A pane ready to be drawn: lines of exactly its width, as many as it is high. */
export interface PaneFrame {
  readonly id: string;
  readonly width: number;
  readonly lines: readonly Line[];
}

/** First visible rows of the lists, so that they move as little as possible. */
export interface Tops {
  readonly twiml: number;
  readonly call: number;
  readonly http: number;
}

/** A whole screen as plain data. */
export interface Frame {
  readonly size: Size;
  readonly head: readonly Line[];
  /** Columns of panes, left to right. */
  readonly columns: readonly (readonly PaneFrame[])[];
  readonly foot: readonly Line[];
  readonly tops: Tops;
}

/** Puts a border with a title around the content of a pane; the focused one has a heavy border. */
export function framed(
  id: string,
  { title, note, rows }: PaneContent,
  { width, height, focus }: { readonly width: number; readonly height: number; readonly focus: boolean },
): PaneFrame {
  const tone = focus ? 'focus' : 'border';
  const [topLeft, topRight, bottomLeft, bottomRight, across, down] = focus
    ? ['┏', '┓', '┗', '┛', '━', '┃']
    : ['┌', '┐', '└', '┘', '─', '│'];
  const side = span(down ?? '', tone);
  const inner = width - 2;
  const top = [
    span(`${topLeft}${across} `, tone),
    ...border(title, note, width - 5, across ?? '', tone),
    span(`${across}${topRight}`, tone),
  ];
  const lines: Line[] = [top];
  for (let row = 0; row < height - 2; row++) lines.push([side, ...fitLine(rows[row] ?? [], inner), side]);
  lines.push([span(`${bottomLeft}${(across ?? '').repeat(inner)}${bottomRight}`, tone)]);
  return { id, width, lines };
}

/** Title, rule and note, ending with a blank only where a note ends. */
function border(title: Line, note: Line, columns: number, across: string, tone: 'focus' | 'border'): Line {
  const named = fitLine(title, Math.min(columns - 2, lineWidth(title)));
  // A note that has no room says nothing; half a note says something else.
  const fits = lineWidth(note) > 0 && lineWidth(named) + lineWidth(note) + 4 <= columns;
  const shown: Line = fits ? [span(' '), ...note, span(' ')] : [];
  const rule = columns - lineWidth(named) - 1 - lineWidth(shown);
  return [...named, span(' '), span(across.repeat(Math.max(0, rule)), tone), ...shown];
}
