import type { Movement } from '../list-movement.ts';
import { movedIn } from '../navigation.ts';
import type { Scene } from '../scene.ts';
import type { ViewState } from '../view-state.ts';

/** Scrolls the conversation while a message is written below it, whatever had the focus. */
export function scrolledBehind(
  { title, target, opening, product, view, size, tops }: Scene,
  movement: Movement,
): Partial<ViewState> {
  return movedIn({ title, target, opening, product, size, tops, view: { ...view, focus: 'call' } }, movement);
}
