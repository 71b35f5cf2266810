/** Two lists beside each other: what belongs together, and what only one of them has. */
export type Aligned<T> =
  | { readonly a: T; readonly b: T }
  | { readonly a: T; readonly b: null }
  | { readonly a: null; readonly b: T };

/** How the entries of two lists compare. */
export interface Likeness<T> {
  /** Entries with the same key are equal. */
  key(entry: T): string;
  /** 0 for equal ones, up to 2 for such as are better told apart; `Infinity` for those that never belong together. */
  distance(a: T, b: T): number;
}

/** Cells of the table that finds the best alignment; beyond it the lists are cut at what is unique in both. */
const MOST_CELLS = 1_000_000;

/**
 * Lays two lists beside each other with as little difference as possible: what one of them has alone costs 1, a pair
 * costs its distance (Needleman and Wunsch, 1970). Long lists are first cut where both have an entry that occurs once.
 */
export function aligned<T>(a: readonly T[], b: readonly T[], likeness: Likeness<T>): readonly Aligned<T>[] {
  const keysA = a.map((entry) => likeness.key(entry));
  const keysB = b.map((entry) => likeness.key(entry));
  let start = 0;
  while (start < a.length && start < b.length && keysA[start] === keysB[start]) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && keysA[a.length - 1 - end] === keysB[b.length - 1 - end]) end++;
  const middleA = { entries: a.slice(start, a.length - end), keys: keysA.slice(start, a.length - end) };
  const middleB = { entries: b.slice(start, b.length - end), keys: keysB.slice(start, b.length - end) };
  return [
    ...together(a.slice(0, start), b.slice(0, start)),
    ...middle(middleA, middleB, likeness),
    ...together(a.slice(a.length - end), b.slice(b.length - end)),
  ];
}

interface Keyed<T> {
  readonly entries: readonly T[];
  readonly keys: readonly string[];
}

function middle<T>(a: Keyed<T>, b: Keyed<T>, likeness: Likeness<T>): readonly Aligned<T>[] {
  if (a.entries.length === 0) return b.entries.map((entry) => ({ a: null, b: entry }));
  if (b.entries.length === 0) return a.entries.map((entry) => ({ a: entry, b: null }));
  if (a.entries.length * b.entries.length <= MOST_CELLS) return cheapest(a.entries, b.entries, likeness);
  const anchor = middleAnchor(a.keys, b.keys);
  if (!anchor) return oneByOne(a.entries, b.entries);
  const [atA, atB] = anchor;
  return [
    ...aligned(a.entries.slice(0, atA), b.entries.slice(0, atB), likeness),
    ...aligned(a.entries.slice(atA), b.entries.slice(atB), likeness),
  ];
}

/** An entry that both lists have once, as close to the middle as there is one. */
function middleAnchor(a: readonly string[], b: readonly string[]): readonly [number, number] | null {
  const inB = onceIn(b);
  let best: readonly [number, number] | null = null;
  const offCentre = (at: number) => Math.abs(at - a.length / 2);
  for (const [key, atA] of onceIn(a)) {
    const atB = inB.get(key);
    // At the very beginning nothing would be cut off.
    if (atB === undefined || (atA === 0 && atB === 0)) continue;
    if (!best || offCentre(atA) < offCentre(best[0])) best = [atA, atB];
  }
  return best;
}

function onceIn(keys: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const often = new Set<string>();
  for (const [at, key] of keys.entries()) {
    if (found.has(key)) often.add(key);
    else found.set(key, at);
  }
  for (const key of often) found.delete(key);
  return found;
}

/** Long lists with nothing to hold on to. */
function oneByOne<T>(a: readonly T[], b: readonly T[]): readonly Aligned<T>[] {
  const both = Math.min(a.length, b.length);
  return [
    ...together(a.slice(0, both), b.slice(0, both)),
    ...a.slice(both).map((entry) => ({ a: entry, b: null })),
    ...b.slice(both).map((entry) => ({ a: null, b: entry })),
  ];
}

function together<T>(a: readonly T[], b: readonly T[]): readonly Aligned<T>[] {
  return a.flatMap((entry, at) => {
    const other = b[at];
    return other === undefined ? [] : [{ a: entry, b: other }];
  });
}

const PAIR = 1;
const ONLY_A = 2;
const ONLY_B = 3;

function cheapest<T>(a: readonly T[], b: readonly T[], likeness: Likeness<T>): readonly Aligned<T>[] {
  const width = b.length + 1;
  const costs = new Float64Array((a.length + 1) * width);
  const moves = new Uint8Array((a.length + 1) * width);
  const never = Number.POSITIVE_INFINITY;
  for (let i = a.length; i >= 0; i--) {
    for (let j = b.length; j >= 0; j--) {
      const [one, other] = [a[i], b[j]];
      if (one === undefined && other === undefined) continue;
      const cost = (down: number, right: number) => costs[(i + down) * width + j + right] ?? 0;
      const onlyA = one === undefined ? never : 1 + cost(1, 0);
      const onlyB = other === undefined ? never : 1 + cost(0, 1);
      const pair = distanceOf(one, other, likeness) + cost(1, 1);
      const best = Math.min(pair, onlyA, onlyB);
      costs[i * width + j] = best;
      moves[i * width + j] = moveTo(best, pair, onlyA);
    }
  }
  return walked(a, b, moves);
}

function distanceOf<T>(one: T | undefined, other: T | undefined, likeness: Likeness<T>): number {
  return one === undefined || other === undefined ? Number.POSITIVE_INFINITY : likeness.distance(one, other);
}

/** A pair where that costs no more; what the first list has alone comes before what the second has. */
function moveTo(best: number, pair: number, onlyA: number): number {
  if (best === pair) return PAIR;
  return best === onlyA ? ONLY_A : ONLY_B;
}

function walked<T>(a: readonly T[], b: readonly T[], moves: Uint8Array): readonly Aligned<T>[] {
  const found: Aligned<T>[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const move = moves[i * (b.length + 1) + j];
    const [one, other] = [a[i], b[j]];
    if (move !== ONLY_B) i++;
    if (move !== ONLY_A) j++;
    if (move === PAIR && one !== undefined && other !== undefined) found.push({ a: one, b: other });
    else if (move === ONLY_A && one !== undefined) found.push({ a: one, b: null });
    else if (other !== undefined) found.push({ a: null, b: other });
  }
  return found;
}
