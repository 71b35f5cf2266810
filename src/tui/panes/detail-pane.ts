import type { Debuggable } from '../../debug/debuggable.ts';
import { type DetailRow, exchangeDetail } from '../../debug/views/exchange-detail.ts';
import { problemsOf, problemView } from '../../debug/views/problem-view.ts';
import type { PaneContent } from '../frame.ts';
import type { Room, Scene } from '../scene.ts';
import { pad, widthOf, wrapColumns } from '../text/columns.ts';
import { type Line, line, span } from '../text/line.ts';
import { DETAIL_TABS, type DetailTab, type ViewState } from '../view-state.ts';
import { selectedHop } from './http-pane.ts';
import { problemRows } from './problem-rows.ts';

const WIDEST_NAME = 26;
/** A value longer than this is cut: no header or parameter that people read is. */
const LONGEST_VALUE = 4000;

/** All rows of the detail, of which the pane shows a part. */
export function detailRows(
  { target, view }: Pick<Scene, 'target' | 'view'>,
  columns: number,
): readonly Line[] {
  if (!target) return [];
  const inner = columns - 2;
  const rows = view.detailTab === 'problem' ? problem(target, view, inner) : exchange(target, view, inner);
  return rows.map((row) => [span(' '), ...row]);
}

/** The selected exchange or problem, under one of several tabs. */
export function detailPane(scene: Scene, room: Room): PaneContent {
  const rows = detailRows(scene, room.columns);
  const top = Math.min(scene.view.detailTop, Math.max(0, rows.length - room.rows));
  const shown = rows.slice(top, top + room.rows);
  const note =
    rows.length > room.rows ? [span(`${top + 1}-${top + shown.length} of ${rows.length}`, 'quiet')] : [];
  return { title: tabs(tabsOf(scene), scene.view.detailTab), note, rows: shown };
}

/** The tabs that there is something to see under. */
export function tabsOf({ target }: Pick<Scene, 'target'>): readonly DetailTab[] {
  const problems = target ? target.journal.problems(target.position).length : 0;
  return DETAIL_TABS.filter((tab) => tab !== 'problem' || problems > 0);
}

/** The names of tabs in a row, the active one in brackets: it must be told apart without colours. */
export function tabs(names: readonly string[], active: string): Line {
  return names.flatMap((name, at) => {
    const title = tabTitle(name);
    const shown = name === active ? span(`[${title}]`, 'strong') : span(title, 'quiet');
    return at === 0 ? [shown] : [span(' '), shown];
  });
}

function tabTitle(name: string): string {
  if (name === 'http') return 'HTTP';
  return name[0]?.toUpperCase() + name.slice(1);
}

function problem(target: Debuggable, { problem: chosen }: ViewState, columns: number): readonly Line[] {
  const problems = problemsOf(target.journal, target.position);
  const index = Math.min(chosen ?? problems.length - 1, problems.length - 1);
  const event = problems[index];
  if (!event) return [line('no problems', 'quiet')];
  return [
    line(`${index + 1} of ${problems.length} · ! next`, 'quiet'),
    [],
    ...problemRows(problemView(event), columns),
  ];
}

function exchange(target: Debuggable, view: ViewState, columns: number): readonly Line[] {
  const ref = selectedHop(target, view);
  if (!ref || view.detailTab === 'problem') return [line('no request yet', 'quiet')];
  const first = target.journal.exchanges()[0]?.event;
  const rows = exchangeDetail(ref, view.detailTab, first?.type === 'exchange' ? first : null);
  const names = rows.map((row) => (row.kind === 'field' || row.kind === 'own' ? widthOf(row.name) : 0));
  const nameWidth = Math.min(WIDEST_NAME, Math.floor(columns * 0.55), Math.max(0, ...names));
  return rows.flatMap((row) => rowLines(row, columns, nameWidth));
}

function rowLines(row: DetailRow, columns: number, nameWidth: number): readonly Line[] {
  switch (row.kind) {
    case 'gap':
      return [[]];
    case 'heading':
      return wrapColumns(row.text, columns).map((text) => line(text, 'strong'));
    case 'note':
      return wrapColumns(cut(row.text), columns).map((text) => line(text, 'quiet'));
    case 'bad':
      return wrapColumns(row.text, columns).map((text) => line(text, 'error'));
    case 'field':
    case 'own':
      return wrapColumns(cut(row.value), columns - nameWidth - 2).map((text, at) => [
        span(pad(at === 0 ? row.name : '', nameWidth), 'name'),
        span('  '),
        span(text, row.kind === 'own' ? 'strong' : 'plain'),
      ]);
  }
}

function cut(text: string): string {
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}… (${text.length} characters)`;
}
