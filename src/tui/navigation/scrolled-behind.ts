import type { Movement } from '../scene/list-movement.ts';
import type { Scene } from '../scene/scene.ts';
import type { ViewState } from '../scene/view-state.ts';
import { movedIn } from './navigation.ts';

/** Scrolls the conversation while a message is written below it, whatever had the focus. */
export function scrolledBehind(
  { title, target, opening, product, view, size, tops }: Scene,
  movement: Movement,
): Partial<ViewState> {
  return movedIn({ title, target, opening, product, size, tops, view: { ...view, focus: 'call' } }, movement);
}
