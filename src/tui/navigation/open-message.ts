import { hopRefs } from '../../debug/views/exchange/exchange-rows.ts';
import { problemsOf } from '../../debug/views/source/problem-view.ts';
import { conversationList, conversationRows } from '../message/conversation-pane.ts';
import type { Scene } from '../scene/scene.ts';
import { focused, type ViewState } from '../scene/view-state.ts';

/**
 * Shows what there is to say about the selected row of a conversation: the document and the request of its message,
 * or a problem. A string says why there is nothing.
 */
export function openedMessage({ target, view }: Scene, columns: number): Partial<ViewState> | string {
  if (!target) return {};
  const { follows } = conversationList(target, columns);
  const item = conversationRows(target, columns)[view.call ?? follows]?.item;
  if (item?.kind === 'problem' && item.event.level !== 'info') {
    const problem = problemsOf(target.journal, target.position).indexOf(item.event);
    return { ...focused(view, 'detail'), detailTab: 'problem', problem, detailTop: 0 };
  }
  if (item?.kind !== 'message' || item.leg === null) return 'only a message or a problem has details';
  const { leg } = item;
  const refusal = target.select(leg);
  if (refusal !== null) return refusal;
  const at = hopRefs(target).findIndex(
    (ref) => ref.kind === 'done' && ref.exchange.params['MessageSid'] === leg,
  );
  return { ...focused(view, 'detail'), http: at === -1 ? null : at, detailTab: 'params', detailTop: 0 };
}
