import type { Likeness } from './align.ts';
import type { LegSteps, Step } from './step.ts';

/** Verbs that take a call elsewhere, or end it: another verb in their place is not the same one with another name. */
const TURNS: ReadonlySet<string> = new Set(['Hangup', 'Reject', 'Redirect', 'Leave']);

/** How steps of one leg are told to be the same. */
export const STEPS_ALIKE: Likeness<Step> = {
  key: ({ key }) => key,
  distance(a, b) {
    if (a.key === b.key) return 0;
    if (a.kind !== b.kind) return Number.POSITIVE_INFINITY;
    if (a.identity === b.identity) return 0.1 + unlikeness(a, b);
    if (a.kind === 'verb')
      return TURNS.has(a.identity) || TURNS.has(b.identity) ? Number.POSITIVE_INFINITY : 1.6;
    // The same question, to another address.
    if (a.kind === 'request') return 0.9;
    return a.kind === 'callback' || a.kind === 'media' ? 1.2 : Number.POSITIVE_INFINITY;
  },
};

/** How legs are: a call to the same number is the same call. */
export const LEGS_ALIKE: Likeness<LegSteps> = {
  key: ({ identity }) => identity,
  distance(a, b) {
    if (a.identity === b.identity) return 0;
    return (a.parent === null) === (b.parent === null) ? 1 : Number.POSITIVE_INFINITY;
  },
};

/** From 0 for steps with the same values to 1 for such that share nothing. */
function unlikeness(a: Step, b: Step): number {
  const paths = new Set([...Object.keys(a.fields), ...Object.keys(b.fields)]);
  let total = 0;
  let weights = 0;
  for (const path of paths) {
    // What is said tells steps apart better than any attribute.
    const weight = /^heard\.|\.(?:text|body|name)$/.test(path) ? 4 : 1;
    weights += weight;
    total += weight * textUnlikeness(a.fields[path], b.fields[path]);
  }
  return weights === 0 ? 0 : total / weights;
}

/** From 0 to 1, by the words that both have (Dice, 1945). */
function textUnlikeness(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return 1;
  const words = a.split(/\s+/);
  const others = b.split(/\s+/);
  const left = new Map<string, number>();
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of words) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    shared++;
    left.set(word, count - 1);
  }
  return 1 - (2 * shared) / (words.length + others.length);
}
