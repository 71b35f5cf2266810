/** How far a list is moved. */
export type Movement = 'up' | 'down' | 'page-up' | 'page-down' | 'start' | 'end';

/** Where a movement leads from a row of a list, within its bounds. */
export function moved(from: number, movement: Movement, total: number, page: number): number {
  const last = Math.max(0, total - 1);
  const step = Math.max(1, page - 1);
  switch (movement) {
    case 'up':
      return Math.max(0, from - 1);
    case 'down':
      return Math.min(last, from + 1);
    case 'page-up':
      return Math.max(0, from - step);
    case 'page-down':
      return Math.min(last, from + step);
    case 'start':
      return 0;
    case 'end':
      return last;
  }
}

/** The first visible row after a movement, for what is scrolled without a selection. */
export function scrolled(top: number, movement: Movement, total: number, page: number): number {
  const highest = Math.max(0, total - page);
  return Math.min(highest, moved(Math.min(top, highest), movement, total, page));
}

/** Where a movement leads in a list with a row that it follows by itself: a selection of `null` is that row, whichever it is. */
export function movedFollowing(
  selection: number | null,
  movement: Movement,
  { total, page, follows }: { readonly total: number; readonly page: number; readonly follows: number },
): number | null {
  const to = moved(selection ?? follows, movement, total, page);
  return to === follows ? null : to;
}

/** The first visible row, as near as possible to the one before, so that the selected row can be seen. */
export function topFor(selected: number, before: number, height: number, total: number): number {
  const margin = Math.min(2, Math.floor((height - 1) / 2));
  const lowest = Math.max(0, total - height);
  let top = Math.min(before, lowest);
  if (selected < top + margin) top = selected - margin;
  if (selected > top + height - 1 - margin) top = selected - height + 1 + margin;
  return Math.max(0, Math.min(top, lowest));
}

/** The selected row of a list that follows by itself until a row is chosen, and whether it does so now. */
export function selectedIn(
  chosen: number | null,
  { total, follows }: { readonly total: number; readonly follows: number },
): { readonly selected: number; readonly following: boolean } {
  return chosen === null || chosen >= total
    ? { selected: follows, following: true }
    : { selected: chosen, following: false };
}
