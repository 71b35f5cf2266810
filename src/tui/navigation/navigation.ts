import type { Debuggable } from '../../debug/session/debuggable.ts';
import { hopRefs } from '../../debug/views/exchange/exchange-rows.ts';
import { conversationList } from '../message/conversation-pane.ts';
import { callList } from '../panes/call-pane.ts';
import { detailRows } from '../panes/detail-pane.ts';
import { tabsOf } from '../panes/detail-tabs.ts';
import { shiftOf } from '../panes/twiml-pane.ts';
import { pageOf } from '../scene/layout.ts';
import { type Movement, moved, movedFollowing, scrolled } from '../scene/list-movement.ts';
import type { Scene } from '../scene/scene.ts';
import { sceneLayout } from '../scene/scene-layout.ts';
import { cursorAt, cursorStop, shownSource } from '../scene/source-cursor.ts';
import { type DetailTab, focused, PANES, type PaneId, type ViewState } from '../scene/view-state.ts';

/** What a movement changes in the pane that has the focus. */
export function movedIn(scene: Scene, movement: Movement): Partial<ViewState> {
  const { target, view } = scene;
  if (!target) return {};
  const page = pageOf(sceneLayout(scene), view.focus);
  switch (view.focus) {
    case 'twiml':
      return movedInSource(scene, movement, page);
    case 'call':
      return { call: movedFollowing(view.call, movement, { ...storyList(scene, target), page }) };
    case 'http': {
      const total = hopRefs(target).length;
      const list = { total, page: page - 1, follows: Math.max(0, total - 1) };
      return { http: movedFollowing(view.http, movement, list), detailTop: 0 };
    }
    case 'detail': {
      const total = detailRows(scene, { columns: columnsOf(scene, 'detail'), rows: page }).length;
      return { detailTop: scrolled(view.detailTop, movement, total, page) };
    }
  }
}

/** The rows of the call's story, or of the conversation. */
function storyList(scene: Scene, target: Debuggable): { readonly total: number; readonly follows: number } {
  return target.product === 'messaging'
    ? conversationList(target, columnsOf(scene, 'call'))
    : callList(target);
}

/** Scrolls the document sideways by a third of its pane. */
export function movedSideways(scene: Scene, direction: 1 | -1): Partial<ViewState> {
  const { view } = scene;
  const source = shownSource(scene);
  if (!source || view.focus !== 'twiml') return {};
  const columns = columnsOf(scene, 'twiml');
  const shift = shiftOf(source, view, columns) + direction * Math.floor(columns / 3);
  const widest = source.index.rows.reduce(
    (most, { indent, start, end }) => Math.max(most, indent + end - start),
    0,
  );
  return { shift: Math.max(0, Math.min(shift, widest - Math.floor(columns / 3))) };
}

/** Gives the focus to the pane after or before; on a narrow screen there are two. */
export function turnedPane(scene: Scene, by: 1 | -1): Partial<ViewState> {
  const { view } = scene;
  const narrow = sceneLayout(scene).kind === 'narrow';
  const panes: readonly PaneId[] = narrow ? ['twiml', view.lower] : PANES;
  const next = panes[(panes.indexOf(view.focus) + by + panes.length) % panes.length] ?? 'twiml';
  return focused(view, next);
}

/** Shows the tab after or before; on a narrow screen the logs are tabs too. */
export function turnedTab(scene: Scene, by: 1 | -1): Partial<ViewState> {
  const { view } = scene;
  const narrow = sceneLayout(scene).kind === 'narrow';
  const details = tabsOf(scene);
  const tabs: readonly (DetailTab | 'call' | 'http')[] = narrow ? ['call', 'http', ...details] : details;
  const current = narrow && view.lower !== 'detail' ? view.lower : view.detailTab;
  const at = tabs.indexOf(current);
  const next = tabs[(at + by + tabs.length) % tabs.length] ?? 'params';
  if (next === 'call' || next === 'http') return focused(view, next);
  return { ...(narrow ? focused(view, 'detail') : {}), detailTab: next, detailTop: 0 };
}

function movedInSource(scene: Scene, movement: Movement, page: number): Partial<ViewState> {
  const source = shownSource(scene);
  if (!source) return {};
  const { length } = source.index.stops;
  return cursorAt(source, moved(cursorStop(source, scene.view), movement, length, page));
}

/** Columns inside the border of a pane. */
export function columnsOf(scene: Scene, pane: PaneId): number {
  const { size } = scene;
  const layout = sceneLayout(scene);
  if (layout.kind === 'small') return 0;
  const column = layout.columns.find(({ panes }) => panes.some((slot) => slot.pane === pane));
  return (column?.width ?? size.columns) - 2;
}
