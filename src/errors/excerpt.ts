import { type LineTable, lineTable, lineText, positionAt } from './line-table.ts';
import type { Location } from './location.ts';

/** Lines of context that an excerpt shows before the place. */
const CONTEXT_LINES = 2;
/** The most characters of a line that are shown: one-line documents of 64 kB must stay readable. */
const WIDTH = 96;

/**
 * Shows the source around a place with a caret line under it, as compilers do. Each tab becomes one space so that the
 * caret lines up; long lines are cut around the place.
 */
export function excerpt(table: LineTable, location: Location): string {
  const first = Math.max(1, location.line - CONTEXT_LINES);
  const digits = String(location.line).length;
  const { at, shift } = caretPlace(location);
  const gutter = (label: string) => `${label.padStart(digits)} | `;
  const rows: string[] = [];
  for (let line = first; line <= location.line; line++) {
    rows.push(gutter(String(line)) + window(lineText(table, line), shift));
  }
  const rest = lineText(table, location.line).length - (location.column - 1);
  const carets = Math.max(1, Math.min(location.length, rest, WIDTH - (location.column - 1 - shift)));
  rows.push(gutter('').padEnd(at) + '^'.repeat(carets));
  return rows.join('\n');
}

/**
 * Finds the caret of an excerpt: its column from the start of the printed line, how many characters the line number
 * and rule take, and how many characters of the source are cut off in front.
 */
export function caretPlace({ line, column }: Pick<Location, 'line' | 'column'>): {
  readonly gutter: number;
  readonly at: number;
  readonly shift: number;
} {
  const gutter = String(line).length + ' | '.length;
  const shift = column - 1 > WIDTH - 16 ? column - 1 - Math.floor(WIDTH / 2) : 0;
  return { gutter, shift, at: gutter + column - 1 - shift + (shift > 0 ? 1 : 0) };
}

function window(text: string, shift: number): string {
  const flat = text.replaceAll('\t', ' ');
  const cut = flat.slice(shift, shift + WIDTH);
  return (shift > 0 ? '…' : '') + cut + (flat.length > shift + WIDTH ? '…' : '');
}

/** Makes a {@link Location} from offsets, looking up its line and column. */
export function locate(table: LineTable, url: string, start: number, end: number): Location {
  return {
    url,
    text: table.name,
    offset: start,
    length: Math.max(0, end - start),
    ...positionAt(table, start),
  };
}

/** Makes the location and the excerpt of a place in `source` at once: a diagnostic needs both. */
export function pointAt(
  source: string,
  url: string,
  start: number,
  end: number,
): { readonly location: Location; readonly excerpt: string } {
  const table = lineTable(source);
  const location = locate(table, url, start, end);
  return { location, excerpt: excerpt(table, location) };
}
