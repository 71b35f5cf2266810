/** With more edits than this it is another name, not a typing error. */
const FARTHEST = 2;

/**
 * Finds the known name that was probably meant: it differs only in case, or in at most two letters. `null` when no
 * name is near.
 */
export function nearestName(written: string, known: readonly string[]): string | null {
  const wanted = written.toLowerCase();
  const lower = lowerCase(known);
  const same = lower.indexOf(wanted);
  if (same >= 0) return known[same] ?? null;
  let best: { readonly index: number; readonly distance: number } | null = null;
  for (const [index, name] of lower.entries()) {
    const most = Math.min(FARTHEST, Math.floor((name.length - 1) / 2), (best?.distance ?? FARTHEST + 1) - 1);
    // Names of very different lengths cannot be near. Skipping them matters: lists have hundreds of names.
    if (Math.abs(wanted.length - name.length) > most) continue;
    const distance = editDistance(wanted, name);
    if (distance <= most) best = { index, distance };
  }
  return best ? (known[best.index] ?? null) : null;
}

function lowerCase(names: readonly string[]): readonly string[] {
  const known = LOWER.get(names);
  if (known) return known;
  const lower = names.map((name) => name.toLowerCase());
  LOWER.set(names, lower);
  return lower;
}

/** Caches the lower-case names: the lists never change, and the long ones are used again and again. */
const LOWER = new WeakMap<readonly string[], readonly string[]>();

/** Tells whether the two letters before `i` in `a` are those before `j` in `b` in the opposite order. */
function areSwapped(a: string, i: number, b: string, j: number): boolean {
  if (i < 2 || j < 2) return false;
  return a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
}

/**
 * Counts the edits from one name to the other; swapping two neighbouring letters is one edit (optimal string
 * alignment). Counts only up to {@link FARTHEST}, and returns `Infinity` for more; cells that could only be higher
 * are not filled.
 */
function editDistance(a: string, b: string): number {
  const width = b.length + 1;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: width }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = new Array<number>(width).fill(Number.POSITIVE_INFINITY);
    if (i <= FARTHEST) next[0] = i;
    for (let j = Math.max(1, i - FARTHEST); j <= Math.min(b.length, i + FARTHEST); j++) {
      const replaced = at(row, j - 1) + Number(a.charCodeAt(i - 1) !== b.charCodeAt(j - 1));
      const swapped = areSwapped(a, i, b, j) ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY;
      next[j] = Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1, swapped);
    }
    if (Math.min(...next) > FARTHEST) return Number.POSITIVE_INFINITY;
    before = row;
    row = next;
  }
  return at(row, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
