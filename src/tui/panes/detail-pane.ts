import type { Debuggable } from '../../debug/session/debuggable.ts';
import type { DetailRow } from '../../debug/views/exchange/detail-row.ts';
import { exchangeDetail } from '../../debug/views/exchange/exchange-detail.ts';
import { problemsOf, problemView } from '../../debug/views/source/problem-view.ts';
import type { PaneContent } from '../frame/frame.ts';
import type { Room, Scene } from '../scene/scene.ts';
import type { ViewState } from '../scene/view-state.ts';
import { pad, takeColumns, truncate, widthOf, wrapColumns } from '../text/columns.ts';
import { lineWidth } from '../text/fit-line.ts';
import { type Line, line, span } from '../text/line.ts';
import { tabs, tabsOf } from './detail-tabs.ts';
import { selectedHop } from './http-pane.ts';
import { problemRows, type Telling } from './problem-rows.ts';

const WIDEST_NAME = 20;
/** What the corners and the rule between title and note take. */
const BORDER = 7;
/** A longer URL is cut, except where the request is told in full. */
const HEADING_ROWS = 3;
/** A value longer than this is cut: no header or parameter that people read is. */
const LONGEST_VALUE = 4000;

/** All rows of the detail, of which the pane shows a part where they are more than it has room for. */
export function detailRows(
  { target, view }: Pick<Scene, 'target' | 'view'>,
  { columns, rows: most }: Pick<Room, 'columns' | 'rows'>,
): readonly Line[] {
  if (!target) return [];
  const inner = columns - 2;
  const rows =
    view.detailTab === 'problem' ? problem(target, view, inner, most) : exchange(target, view, inner);
  return rows.map((row) => [span(' '), ...row]);
}

/** The selected exchange or problem, under one of several tabs. */
export function detailPane(scene: Scene, room: Room): PaneContent {
  const rows = detailRows(scene, room);
  const top = Math.min(scene.view.detailTop, Math.max(0, rows.length - room.rows));
  const shown = rows.slice(top, top + room.rows);
  const note =
    rows.length > room.rows ? [span(`${top + 1}-${top + shown.length} of ${rows.length}`, 'quiet')] : [];
  const title = tabs(tabsOf(scene), scene.view.detailTab, room.columns - BORDER - lineWidth(note));
  return { title, note, rows: shown };
}

function problem(
  target: Debuggable,
  { problem: chosen }: ViewState,
  columns: number,
  most: number,
): readonly Line[] {
  const problems = problemsOf(target.journal, target.position);
  const index = Math.min(chosen ?? problems.length - 1, problems.length - 1);
  const event = problems[index];
  if (!event) return [line('no problems', 'quiet')];
  const told = (telling: Telling) => [
    line(`${index + 1} of ${problems.length} · ! next`, 'quiet'),
    ...(telling === 'short' ? [] : [[]]),
    ...problemRows(problemView(event), columns, telling),
  ];
  const whole = told('whole');
  return whole.length <= most ? whole : told('short');
}

function exchange(target: Debuggable, view: ViewState, columns: number): readonly Line[] {
  const ref = selectedHop(target, view);
  if (!ref || view.detailTab === 'problem') return [line('no request yet', 'quiet')];
  return sections(exchangeDetail(target, ref, view.detailTab)).flatMap((rows) => {
    const names = rows.map((row) => ('name' in row ? widthOf(row.name) : 0));
    const widest = Math.min(WIDEST_NAME, Math.floor(columns * 0.4));
    const nameWidth = Math.max(0, ...names.filter((width) => width <= widest));
    const valueWidth = Math.max(0, ...rows.map((row) => (row.kind === 'bar' ? widthOf(row.value) : 0)));
    // The whole of a long URL is there once.
    const heading = view.detailTab === 'request' ? Number.POSITIVE_INFINITY : HEADING_ROWS;
    return rows.flatMap((row) => rowLines(row, { columns, nameWidth, valueWidth, heading }));
  });
}

/** Rows that share their columns: those below one heading. */
function sections(rows: readonly DetailRow[]): readonly (readonly DetailRow[])[] {
  const starts = rows.flatMap((row, at) => (at === 0 || row.kind === 'heading' ? [at] : []));
  return starts.map((start, at) => rows.slice(start, starts[at + 1]));
}

interface Widths {
  readonly columns: number;
  readonly nameWidth: number;
  /** Of the values that stand in a column of their own. */
  readonly valueWidth: number;
  /** Rows that a heading may take. */
  readonly heading: number;
}

function rowLines(row: DetailRow, widths: Widths): readonly Line[] {
  const { columns } = widths;
  switch (row.kind) {
    case 'gap':
      return [[]];
    case 'heading':
      return atMost(wrapColumns(row.text, columns), widths).map((text) => line(text, 'strong'));
    case 'text':
      return wrappedText(row, columns);
    case 'note':
      return wrapColumns(cut(row.text), columns).map((text) => line(text, 'quiet'));
    case 'bad':
      return wrapColumns(row.text, columns).map((text) => line(text, 'error'));
    case 'bar':
      return [bar(row, widths)];
    case 'field':
    case 'own':
      return fieldLines(row, widths);
  }
}

const WRAPPED = new WeakMap<DetailRow, { readonly columns: number; readonly lines: readonly Line[] }>();

/** Wide characters take long to measure, and a body has many of them: it is done once for each width. */
function wrappedText(row: Extract<DetailRow, { kind: 'text' }>, columns: number): readonly Line[] {
  const known = WRAPPED.get(row);
  if (known?.columns === columns) return known.lines;
  const lines = wrapColumns(row.text, columns).map((text) => line(text));
  WRAPPED.set(row, { columns, lines });
  return lines;
}

/** A name and its value side by side; a name that is too long for the column has its value below where need be. */
function fieldLines(
  row: Extract<DetailRow, { kind: 'field' | 'own' }>,
  { columns, nameWidth }: Widths,
): readonly Line[] {
  const value = cut(row.value);
  const tone = row.kind === 'own' ? 'strong' : 'plain';
  const name = widthOf(row.name);
  if (name > nameWidth && name + 2 + widthOf(value) > columns) {
    const below = wrapColumns(value, columns - 2).map((text) => [span('  '), span(text, tone)]);
    return [line(truncate(row.name, columns), 'name'), ...below];
  }
  return wrapColumns(value, columns - Math.max(name, nameWidth) - 2).map((text, at) => [
    span(pad(at === 0 ? row.name : '', Math.max(name, nameWidth)), 'name'),
    span('  '),
    span(text, tone),
  ]);
}

/** A part of a time, drawn where it falls in the whole; what took any time at all can be seen. */
function bar(row: Extract<DetailRow, { kind: 'bar' }>, { columns, nameWidth, valueWidth }: Widths): Line {
  const room = Math.max(0, columns - nameWidth - valueWidth - 4);
  const from = Math.min(Math.floor(row.from * room), room - 1);
  const length = row.to > row.from ? Math.max(1, Math.round(row.to * room) - from) : 0;
  return [
    span(pad(row.name, nameWidth), 'name'),
    span('  '),
    span(pad(row.value, valueWidth, 'start')),
    span(
      length > 0 && room > 0 ? `  ${' '.repeat(from)}${'█'.repeat(Math.min(length, room - from))}` : '',
      'waiting',
    ),
  ];
}

/** With an ellipsis where rows are left out. */
function atMost(texts: readonly string[], { heading, columns }: Widths): readonly string[] {
  if (texts.length <= heading) return texts;
  const shown = texts.slice(0, heading);
  return [...shown.slice(0, -1), `${takeColumns(shown.at(-1) ?? '', columns - 1)}…`];
}

function cut(text: string): string {
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}… (${text.length} characters)`;
}
