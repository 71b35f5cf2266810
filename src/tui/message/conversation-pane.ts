import type { Debuggable } from '../../debug/session/debuggable.ts';
import {
  type ConversationItem,
  type ConversationMessage,
  conversationItems,
  type Fate,
} from '../../debug/views/conversation/conversation-view.ts';
import { clockText, spanText } from '../../debug/views/text/time-text.ts';
import type { PaneContent } from '../frame/frame.ts';
import { selectedIn, topFor } from '../scene/list-movement.ts';
import type { Room, Scene } from '../scene/scene.ts';
import { pad, widthOf, wrapColumns } from '../text/columns.ts';
import { fitLine } from '../text/fit-line.ts';
import { type Line, line, span, type Tone, toned } from '../text/line.ts';
import { listRow } from '../text/rows.ts';

const WHO: Readonly<Record<ConversationMessage['who'], Tone>> = {
  you: 'caller',
  app: 'name',
  Twilio: 'quiet',
};
const FATES: Readonly<Record<Fate, Tone>> = {
  'on-its-way': 'waiting',
  arrived: 'good',
  lost: 'error',
  none: 'quiet',
};

/** Columns of the name with the blank behind it. */
const NAME = 8;

/** The room of a row, and how much of it time and name take. */
interface Widths {
  readonly columns: number;
  readonly time: number;
}

/** A row of the conversation, and what it is a part of. */
export interface ConversationRow {
  readonly spans: Line;
  readonly item: ConversationItem;
}

const known = new WeakMap<
  readonly ConversationItem[],
  { readonly columns: number; readonly rows: readonly ConversationRow[] }
>();

/** All rows of the conversation in so many columns; measured once for each change. */
export function conversationRows(target: Debuggable, columns: number): readonly ConversationRow[] {
  const items = conversationItems(target);
  const before = known.get(items);
  if (before?.columns === columns) return before.rows;
  // The mark of the selected row, and a blank at the end.
  const widths = { columns: columns - 2, time: timeWidth(items) };
  const rows = items.flatMap((item) =>
    itemRows(item, widths).map((spans) => ({ spans: item.later ? toned(spans, 'quiet') : spans, item })),
  );
  known.set(items, { columns, rows });
  return rows;
}

/** How many rows there are, and the one that the list follows by itself: the last that has happened. */
export function conversationList(
  target: Debuggable,
  columns: number,
): { readonly total: number; readonly follows: number } {
  const rows = conversationRows(target, columns);
  return {
    total: rows.length,
    follows: Math.max(
      0,
      rows.findLastIndex(({ item }) => !item.later),
    ),
  };
}

/** Who wrote what when, and how far it is; in a replay what comes later is there too, below a mark. */
export function conversationPane(
  { target, view, tops }: Scene,
  room: Room,
): PaneContent & { readonly top: number } {
  const title: Line = [span('Messages', 'strong')];
  if (!target) return { title, note: [], rows: [], top: 0 };
  const rows = conversationRows(target, room.columns);
  if (rows.length === 0) return { title, note: [], rows: beginning(target), top: 0 };
  const { total, follows } = conversationList(target, room.columns);
  const { selected, following } = selectedIn(view.call, { total, follows });
  // The mark takes one row of its own.
  const later = follows < total - 1;
  const free = later ? room.rows - 1 : room.rows;
  const top = following && !later ? Math.max(0, total - free) : topFor(selected, tops.call, free, total);
  const shown: Line[] = [];
  for (const [at, row] of rows.slice(top, top + free).entries()) {
    const index = top + at;
    const marked = index === selected && (room.focus || !following);
    shown.push(listRow(fitLine(row.spans, room.columns - 1), marked, room.focus));
    if (later && index === follows) shown.push(nowMark(room.columns));
  }
  const place = following ? 'follows' : `${selected + 1} of ${total}`;
  return { title, note: noteOf(target, place), rows: shown, top };
}

/** What is at its end follows what happens, if anything can. */
function noteOf({ live }: Debuggable, place: string): Line {
  if (place !== 'follows') return [span(`${place} · G follows`, 'quiet')];
  return live ? [span('following', 'quiet')] : [];
}

function beginning({ live }: Debuggable): readonly Line[] {
  if (!live?.writer) return [[], line('  no message yet', 'quiet')];
  return [
    [],
    line('  no message yet', 'strong'),
    [],
    [span('  write one below and press '), span('Enter', 'key')],
    [],
    [span('  Ctrl-P', 'key'), span(' takes a command: attach FILE, wait 4h,', 'quiet')],
    line('  from NUMBER, delivery OUTCOME', 'quiet'),
  ];
}

function nowMark(columns: number): Line {
  return line(`─── now ${'─'.repeat(Math.max(0, columns - 8))}`, 'focus');
}

/** Hours make times wider; they never get shorter again. */
function timeWidth(items: readonly ConversationItem[]): number {
  const last = items.findLast((item) => item.kind === 'message' || item.kind === 'problem');
  if (!last) return clockText(0).length + 1;
  return clockText(last.kind === 'message' ? last.at : last.event.at).length + 1;
}

function itemRows(item: ConversationItem, widths: Widths): readonly Line[] {
  const { columns: room, time } = widths;
  switch (item.kind) {
    case 'message':
      return messageRows(item, widths);
    case 'problem':
      return problemRows(item, widths);
    case 'silence': {
      const text = ` ${spanText(item.ms)} later `;
      const left = Math.max(0, Math.floor((room - text.length) / 2));
      return [
        [
          span('─'.repeat(left), 'border'),
          span(text, 'quiet'),
          span('─'.repeat(Math.max(0, room - left - text.length)), 'border'),
        ],
      ];
    }
    case 'state':
      return [[span(' '.repeat(time + NAME)), span(item.text, item.waits ? 'waiting' : 'quiet')]];
  }
}

function messageRows(item: ConversationMessage, { columns, time }: Widths): readonly Line[] {
  const room = columns - time - NAME;
  const texts: Line[] = [
    ...item.lines.flatMap((text) => wrapColumns(text, room)).map((text) => line(text)),
    ...item.extras.flatMap((text) => wrapColumns(text, room)).map((text) => line(text, 'value')),
  ];
  const status = line(item.status, FATES[item.fate]);
  const last = texts.at(-1) ?? [];
  const used = last.reduce((sum, { text }) => sum + widthOf(text), 0);
  const width = widthOf(item.status);
  // At the right end of the last row where there is room, else below it.
  if (item.status !== '' && used + 2 + width <= room)
    texts[Math.max(0, texts.length - 1)] = [...last, span(' '.repeat(room - used - width)), ...status];
  else if (item.status !== '') texts.push([span(' '.repeat(Math.max(0, room - width))), ...status]);
  if (texts.length === 0) texts.push(line('(empty)', 'quiet'));
  return texts.map((text, at) =>
    at === 0
      ? [span(pad(clockText(item.at), time), 'quiet'), span(pad(item.who, NAME), WHO[item.who]), ...text]
      : [span(' '.repeat(time + NAME)), ...text],
  );
}

/** At most so many rows: the Problem tab says the rest. */
const PROBLEM_ROWS = 4;

function problemRows(
  { event, name, text }: Extract<ConversationItem, { kind: 'problem' }>,
  { columns, time }: Widths,
): readonly Line[] {
  const tone: Tone = event.level === 'info' ? 'quiet' : event.level;
  const room = columns - time - NAME;
  const pieces = wrapColumns(text, room);
  const last = pieces.slice(PROBLEM_ROWS - 1).join(' ');
  const shown = pieces.length > PROBLEM_ROWS ? [...pieces.slice(0, PROBLEM_ROWS - 1), last] : pieces;
  return shown.map((piece, at) =>
    at === 0
      ? [
          span(pad(clockText(event.at), time), 'quiet'),
          span(pad(event.level === 'info' ? name : `! ${name}`, NAME), tone),
          span(piece, tone),
        ]
      : [...fitLine([span(' '.repeat(time + NAME)), span(piece, tone)], columns)],
  );
}
