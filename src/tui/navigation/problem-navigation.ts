import { hopRefs } from '../../debug/views/exchange/exchange-rows.ts';
import { problemsOf } from '../../debug/views/source/problem-view.ts';
import { offsetOf, stopAt } from '../../debug/views/source/source-index.ts';
import { storyRows } from '../../debug/views/story/story-rows.ts';
import { callList } from '../panes/call-pane.ts';
import type { Scene } from '../scene/scene.ts';
import { cursorAt, shownSource } from '../scene/source-cursor.ts';
import { focused, type ViewState } from '../scene/view-state.ts';
import { columnsOf } from './navigation.ts';
import { openedMessage } from './open-message.ts';

/** Shows the newest problem, then the one after, around; the cursor goes to its line if the document is there. */
export function nextProblem({ target, view }: Scene): Partial<ViewState> {
  if (!target) return {};
  const problems = problemsOf(target.journal, target.position);
  const newest = problems.length - 1;
  const shown = view.detailTab === 'problem' ? (view.problem ?? newest) : null;
  const problem = shown === null ? newest : (shown + 1) % problems.length;
  const details = { ...focused(view, 'detail'), detailTab: 'problem', problem, detailTop: 0 } as const;
  const source = shownSource({ target, view });
  const found = problems[problem];
  if (!source || !found || found.line === null || found.url !== source.document.url) return details;
  return { ...details, ...cursorAt(source, stopAt(source.index, offsetOf(source.index, found))) };
}

/** Goes to the moment of the selected row of a log, and shows what there is to say about it. */
export function opened(scene: Scene): Partial<ViewState> | string {
  const { target, view } = scene;
  if (view.focus === 'http') return { ...focused(view, 'detail'), detailTop: 0 };
  if (view.focus !== 'call' || !target) return {};
  if (target.product === 'messaging') return openedMessage(scene, columnsOf(scene, 'call'));
  const row = storyRows(target)[view.call ?? callList(target).follows];
  const entry = target.journal.entries()[row?.first ?? -1];
  if (!entry) return {};
  const refusal = target.goTo(entry.step);
  if (refusal !== null) return refusal;
  const { event } = entry;
  if (event.type === 'exchange') {
    const at = hopRefs(target).findIndex((ref) => ref.kind === 'done' && ref.exchange === event);
    return { ...focused(view, 'detail'), http: at === -1 ? null : at, detailTab: 'params', detailTop: 0 };
  }
  if (event.type !== 'diagnostic' || event.level === 'info') return {};
  const problem = problemsOf(target.journal, target.position).indexOf(event);
  return { ...focused(view, 'detail'), detailTab: 'problem', problem, detailTop: 0 };
}
