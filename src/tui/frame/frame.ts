import type { Size } from '../scene/layout.ts';
import type { Tops } from '../scene/scene.ts';
import { fitLine, lineWidth } from '../text/fit-line.ts';
import { type Line, type Span, span } from '../text/line.ts';

/** What a pane shows, before it is framed. */
export interface PaneContent {
  readonly title: Line;
  /** At the right end of the top border. */
  readonly note: Line;
  /** At most as many as there is room for. */
  readonly rows: readonly Line[];
}

/**
 * A pane ready to be drawn: a border around rows that fill it exactly. The border stands apart because measuring
 * it is slow: Ink measures every text of every frame, and only ASCII fast.
 */
export interface PaneFrame {
  readonly id: string;
  readonly width: number;
  readonly top: Line;
  readonly rows: readonly Line[];
  readonly bottom: Line;
  /** What stands left and right of each row. */
  readonly side: Span;
}

/** A whole screen as plain data. */
export interface Frame {
  readonly size: Size;
  readonly head: readonly Line[];
  /** Columns of panes, left to right. */
  readonly columns: readonly (readonly PaneFrame[])[];
  /** Panes as wide as the screen, below the columns. */
  readonly below: readonly PaneFrame[];
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
  const inner = width - 2;
  const rule = across ?? '';
  return {
    id,
    width,
    top: [
      span(`${topLeft}${rule} `, tone),
      ...border({ title, note }, width - 5, rule, tone),
      span(`${rule}${topRight}`, tone),
    ],
    rows: Array.from({ length: height - 2 }, (_, row) => fitLine(rows[row] ?? [], inner)),
    bottom: [span(`${bottomLeft}${rule.repeat(inner)}${bottomRight}`, tone)],
    side: span(down ?? '', tone),
  };
}

/** Columns in which a title still says something. */
const SHORTEST_TITLE = 24;

/** Title, rule and note, ending with a blank only where a note ends. */
function border(
  { title, note }: Pick<PaneContent, 'title' | 'note'>,
  columns: number,
  across: string,
  tone: 'focus' | 'border',
): Line {
  const whole = lineWidth(title);
  // A title that has to be cut gives way to the note as long as enough of it is left.
  const beside = columns - lineWidth(note) - 4;
  const yields = whole > columns - 2 && lineWidth(note) > 0 && beside >= SHORTEST_TITLE;
  const named = fitLine(title, Math.min(yields ? beside : columns - 2, whole));
  // A note that has no room says nothing; half a note says something else.
  const fits = lineWidth(note) > 0 && lineWidth(named) + lineWidth(note) + 4 <= columns;
  const shown: Line = fits ? [span(' '), ...note, span(' ')] : [];
  const rule = columns - lineWidth(named) - 1 - lineWidth(shown);
  return [...named, span(' '), span(across.repeat(Math.max(0, rule)), tone), ...shown];
}
