import type { Debuggable } from '../../debug/session/debuggable.ts';
import { type CallRow, callRow } from '../../debug/views/story/call-rows.ts';
import type { Tone as EventTone } from '../../debug/views/story/event-words.ts';
import { storyRest, storyRows } from '../../debug/views/story/story-rows.ts';
import { homeOf } from '../../debug/views/text/url-text.ts';
import type { PaneContent } from '../frame/frame.ts';
import { selectedIn, topFor } from '../scene/list-movement.ts';
import type { Room, Scene } from '../scene/scene.ts';
import { pad, widthOf } from '../text/columns.ts';
import { fitLine, lineWidth } from '../text/fit-line.ts';
import { type Line, line, span, type Tone, toned } from '../text/line.ts';
import { listRow } from '../text/rows.ts';

const TONES: Readonly<Record<EventTone, Tone>> = {
  http: 'plain',
  verb: 'name',
  heard: 'good',
  input: 'caller',
  state: 'strong',
  warning: 'warning',
  error: 'error',
  info: 'quiet',
};

/** Rows of the call's story: how many there are, and the one that the list follows by itself. */
export function callList(target: Debuggable): { readonly total: number; readonly follows: number } {
  return { total: storyRows(target).length, follows: storyRest(target) };
}

/** What has happened, event by event; in a replay what comes later is there too, below a mark. */
export function callPane({ target, view, tops }: Scene, room: Room): PaneContent & { readonly top: number } {
  const title: Line = [span('Call', 'strong')];
  if (!target) return { title, note: [], rows: [], top: 0 };
  const { total, follows } = callList(target);
  const { selected, following } = selectedIn(view.call, { total, follows });
  // The mark takes one row of its own.
  const later = follows < total - 1;
  const rowsFree = later ? room.rows - 1 : room.rows;
  const top = topFor(selected, tops.call, rowsFree, total);
  const legs = legColumn(target, room.columns);
  const home = homeOf(target);
  const story = storyRows(target);
  const marked = room.focus || !following ? selected : null;
  const rows: Line[] = [];
  for (let index = top; index < Math.min(total, top + rowsFree); index++) {
    const told = story[index];
    const row = told && callRow(target, told, home);
    if (!row) continue;
    const fitted = fitLine(rowSpans(row, room.columns, legs), room.columns - 1);
    const spans = index > follows ? toned(fitted, 'quiet') : fitted;
    rows.push(listRow(spans, index === marked, room.focus));
    if (later && index === follows) rows.push(nowMark(room.columns));
  }
  return { title, note: noteOf(target, { following, selected, total }), rows, top };
}

function rowSpans(row: CallRow, columns: number, legs: number): Line {
  const { kind, time, duration, what, text, brief, leg, role } = row;
  const tone = TONES[kind];
  const wide = columns >= 60;
  const loud = kind === 'error' || kind === 'warning';
  const before: Line = [
    span(pad(time, 8), 'quiet'),
    span(pad(duration, wide ? 7 : 6, 'start'), 'quiet'),
    span('  '),
    ...(legs === 0 ? [] : [span(`${pad(leg, legs)} `, role === 'callee' ? 'waiting' : 'quiet')]),
    span(pad(what, wide ? 9 : 8), tone),
    span(' '),
  ];
  const fits = lineWidth(before) + widthOf(text) < columns;
  return [...before, span(fits ? text : (brief ?? text), loud || kind === 'info' ? tone : 'plain')];
}

/** Columns for whose leg a row is about; none while there is one only. */
function legColumn({ legs, journal: { names } }: Debuggable, columns: number): number {
  if (legs.length < 2) return 0;
  const widest = Math.max(...legs.map(({ sid }) => widthOf(names.of(sid))));
  return Math.min(widest, columns >= 60 ? 10 : 9);
}

function nowMark(columns: number): Line {
  return line(`─── now ${'─'.repeat(Math.max(0, columns - 8))}`, 'focus');
}

function noteOf(
  { live }: Debuggable,
  { following, selected, total }: ReturnType<typeof selectedIn> & { readonly total: number },
): Line {
  if (total === 0) return [];
  if (!following) return [span(`${selected + 1} of ${total} · G follows`, 'quiet')];
  return [span(live ? 'following' : `${total} events`, 'quiet')];
}
