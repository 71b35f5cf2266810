import type { PublicEventOf } from '../../debug/public-event.ts';
import type { Debuggable } from '../../debug/session/debuggable.ts';
import { problemView } from '../../debug/views/source/problem-view.ts';
import { type CursorStop, offsetOf } from '../../debug/views/source/source-index.ts';
import type { SourceView } from '../../debug/views/source/source-view.ts';
import { homeOf, urlText } from '../../debug/views/text/url-text.ts';
import { visibleText } from '../../debug/views/text/visible-text.ts';
import type { PaneContent } from '../frame/frame.ts';
import { topFor } from '../scene/list-movement.ts';
import type { Room, Scene } from '../scene/scene.ts';
import { cursorStop, shownSource } from '../scene/source-cursor.ts';
import type { ViewState } from '../scene/view-state.ts';
import { widthOf } from '../text/columns.ts';
import { type Line, span } from '../text/line.ts';
import { noDocument } from './no-document.ts';
import { gutterWidth, sourceRow } from './source-row.ts';

/** Characters that stay in front of a verb, or of a mistake, when a long line is scrolled to it. */
const CONTEXT = 4;

/** The current document with its places and marks, and the first row that is shown. */
export function twimlPane(scene: Scene, room: Room): PaneContent & { readonly top: number } {
  const { target, view, tops } = scene;
  const source = shownSource(scene);
  if (!target || !source) {
    return { title: [span('TwiML', 'strong')], note: [], rows: noDocument(scene, room), top: 0 };
  }
  const { length: total } = source.index.rows;
  const cursor = source.index.stops[cursorStop(source, view)];
  const selected = cursor?.row ?? 0;
  let top = topFor(selected, tops.twiml, room.rows, total);
  let rows = rowsFrom(source, { top, cursor, view, room });
  // What is said below the rows takes room too: then the selected one has to move up.
  while (rows.selected >= room.rows && top < selected)
    rows = rowsFrom(source, { top: ++top, cursor, view, room });
  return {
    title: titleOf(target, source, view),
    note: noteOf(target, top, rows.shown, total),
    rows: rows.lines,
    top,
  };
}

/** How far the document is scrolled sideways: as the user did, else so that the cursor's verb can be seen. */
export function shiftOf(
  source: SourceView,
  view: Pick<ViewState, 'source' | 'shift'>,
  columns: number,
): number {
  if (view.shift !== null) return view.shift;
  const { index } = source;
  const { verb, row: at } = index.stops[cursorStop(source, view)] ?? { verb: null, row: 0 };
  const row = index.rows[at];
  const problem = source.problemsOn(at)[0];
  const place = verb?.tag ?? (problem ? { start: offsetOf(index, problem), end: 0 } : null);
  if (!place || !row) return 0;
  const width = columns - gutterWidth(index) - 1;
  const column = row.indent + place.start - row.start;
  const end = column + Math.max(1, Math.min(place.end - place.start, Math.floor(width / 2)));
  return end <= width ? 0 : Math.max(0, column - CONTEXT);
}

function rowsFrom(
  source: SourceView,
  {
    top,
    cursor,
    view,
    room,
  }: {
    readonly top: number;
    readonly cursor: CursorStop | undefined;
    readonly view: ViewState;
    readonly room: Room;
  },
): { readonly lines: readonly Line[]; readonly selected: number; readonly shown: number } {
  const { index } = source;
  const shift = shiftOf(source, view, room.columns);
  const lines: Line[] = [];
  let selected = 0;
  let row = top;
  for (; row < index.rows.length && lines.length < room.rows; row++) {
    if (row === cursor?.row) selected = lines.length;
    lines.push(sourceRow(source, row, { shift, columns: room.columns, cursor, focus: room.focus }));
    for (const problem of source.problemsOn(row)) {
      const { name, message, level } = problemView(problem);
      const tone = level === 'error' ? 'error' : 'warning';
      const under = gutterWidth(index) + columnOf(source, row, problem, shift);
      lines.push([span(' '.repeat(under)), span(`└ ${name} ${message}`, tone)]);
    }
  }
  return { lines: lines.slice(0, room.rows), selected, shown: row };
}

/** Where on its row a problem is told: below the row's beginning, or the very place where nothing can be read. */
function columnOf(
  { document, index }: SourceView,
  at: number,
  problem: PublicEventOf<'diagnostic'>,
  shift: number,
): number {
  const { start, indent } = index.rows[at] ?? { start: 0, indent: 0 };
  if (document.elements.length > 0 || shift === 0) return Math.max(0, indent - shift);
  const before = document.source.slice(start + shift, offsetOf(index, problem));
  return before === '' ? 0 : 1 + widthOf(visibleText(before));
}

/**
 * Whose document it is where there are several legs, the documents below it where it lies on others, and how it
 * is shown where that is not line by line, or not what suits it.
 */
function titleOf(
  target: Debuggable,
  { document, stack, index }: SourceView,
  { laidOut }: Pick<ViewState, 'laidOut'>,
): Line {
  const { leg, legs, journal } = target;
  const whose =
    leg && legs.length > 1 && target.product !== 'messaging' ? ` ${journal.names.of(leg.sid)} ·` : '';
  const words = stack.some((role) => role !== 'main') ? ` ${stack.join(' > ')}` : '';
  const sent = laidOut === false ? 'as sent' : null;
  const shown = index.laidOut ? 'laid out' : sent;
  const how = shown === null ? '' : `${words === '' ? '' : ' ·'} ${shown}`;
  return [
    span('TwiML', 'strong'),
    span(whose + words + how, 'quiet'),
    span(` ${urlText(document.url, homeOf(target))}`),
  ];
}

function noteOf({ breakpoints }: Debuggable, top: number, last: number, total: number): Line {
  const words: string[] = [];
  // Those on events are marked nowhere in a document.
  const places = breakpoints.filter(({ type }) => type !== 'event').length;
  if (places > 0) words.push(`${places} breakpoint${places > 1 ? 's' : ''}`);
  if (top > 0 || last < total) words.push(`${top + 1}-${last} of ${total}`);
  return words.length === 0 ? [] : [span(words.join(' · '), 'quiet')];
}
