import type { Debuggable } from '../../debug/debuggable.ts';
import { problemView } from '../../debug/views/problem-view.ts';
import { type SourceView, sourceView } from '../../debug/views/source-view.ts';
import { homeOf, urlText } from '../../debug/views/url-text.ts';
import type { PaneContent } from '../frame.ts';
import { topFor } from '../list-movement.ts';
import type { Room, Scene } from '../scene.ts';
import { type Line, span } from '../text/line.ts';
import type { ViewState } from '../view-state.ts';
import { noDocument } from './no-document.ts';
import { gutterWidth, sourceRow } from './source-row.ts';

/** Characters that stay in front of a verb when a long line is scrolled to it. */
const CONTEXT = 4;

/** The current document with its line numbers and marks, and the first line that is shown. */
export function twimlPane(scene: Scene, room: Room): PaneContent & { readonly top: number } {
  const { target, view, tops } = scene;
  const source = target && sourceView(target);
  if (!target || !source) {
    return { title: [span('TwiML', 'strong')], note: [], rows: noDocument(scene, room), top: 0 };
  }
  const total = lastLine(source);
  const stop = cursorStop(source, view);
  const selected = source.index.stops[stop]?.line ?? 1;
  let top = topFor(selected - 1, tops.twiml, room.rows, total);
  let rows = rowsFrom(source, { top, stop, view, room });
  // What is said below the lines takes rows too: then the selected line has to move up.
  while (rows.selected >= room.rows && top < selected - 1)
    rows = rowsFrom(source, { top: ++top, stop, view, room });
  return {
    title: titleOf(target, source),
    note: noteOf(target, top, rows.shown, total),
    rows: rows.lines,
    top,
  };
}

/** The number of the last line that has a row. */
export function lastLine({ index }: SourceView): number {
  return index.stops.at(-1)?.line ?? 1;
}

/** Where the cursor of this document stands: where the user put it, else where the call is. */
export function cursorStop(source: SourceView, { source: chosen }: Pick<ViewState, 'source'>): number {
  return chosen?.document === source.document ? chosen.stop : source.rest;
}

/** How far the document is scrolled sideways: as the user did, else so that the cursor's verb can be seen. */
export function shiftOf(
  source: SourceView,
  view: Pick<ViewState, 'source' | 'shift'>,
  columns: number,
): number {
  if (view.shift !== null) return view.shift;
  const stop = source.index.stops[cursorStop(source, view)];
  const width = columns - gutterWidth(lastLine(source)) - 1;
  if (!stop?.verb) return 0;
  const tag = stop.verb.tag.end - stop.verb.tag.start;
  const end = stop.column - 1 + Math.min(tag, Math.floor(width / 2));
  return end <= width ? 0 : Math.max(0, stop.column - 1 - CONTEXT);
}

function rowsFrom(
  source: SourceView,
  {
    top,
    stop,
    view,
    room,
  }: { readonly top: number; readonly stop: number; readonly view: ViewState; readonly room: Room },
): { readonly lines: readonly Line[]; readonly selected: number; readonly shown: number } {
  const total = lastLine(source);
  const shift = shiftOf(source, view, room.columns);
  const cursor = source.index.stops[stop];
  const lines: Line[] = [];
  let selected = 0;
  let line = top + 1;
  for (; line <= total && lines.length < room.rows; line++) {
    if (line === cursor?.line) selected = lines.length;
    lines.push(sourceRow(source, line, { shift, columns: room.columns, cursor, focus: room.focus }));
    for (const problem of source.problemsOn(line)) {
      const { name, message, level } = problemView(problem);
      const tone = level === 'error' ? 'error' : 'warning';
      lines.push([span(' '.repeat(gutterWidth(total))), span(`└ ${name} ${message}`, tone)]);
    }
  }
  return { lines: lines.slice(0, room.rows), selected, shown: line - 1 };
}

/** Whose document it is where there are several legs, and the documents below it where it lies on others. */
function titleOf(target: Debuggable, { document, stack }: SourceView): Line {
  const { leg, legs, journal } = target;
  const whose = leg && legs.length > 1 && target.product === 'call' ? ` ${journal.names.of(leg.sid)} ·` : '';
  const words = stack.some((role) => role !== 'main') ? ` ${stack.join(' > ')}` : '';
  return [
    span('TwiML', 'strong'),
    span(whose + words, 'quiet'),
    span(` ${urlText(document.url, homeOf(target))}`),
  ];
}

function noteOf({ breakpoints }: Debuggable, top: number, last: number, total: number): Line {
  const words: string[] = [];
  if (breakpoints.length > 0)
    words.push(`${breakpoints.length} breakpoint${breakpoints.length > 1 ? 's' : ''}`);
  if (top > 0 || last < total) words.push(`${top + 1}-${last} of ${total}`);
  return words.length === 0 ? [] : [span(words.join(' · '), 'quiet')];
}
