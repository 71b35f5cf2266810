import { type Aligned, aligned } from './align.ts';
import { changedValues, Ignored, wholeStep } from './changed-values.ts';
import { type Found, LegDifferences } from './consequences.ts';
import type { ChangedValue, Comparison, Difference } from './difference.ts';
import { type IgnoreRule, maskOf } from './ignore-rule.ts';
import { legStepsOf } from './leg-steps.ts';
import { LEGS_ALIKE, STEPS_ALIKE } from './likeness.ts';
import type { Side } from './side.ts';
import type { Lane, LegSteps, Step } from './step.ts';
import { masksOf } from './volatile.ts';

/** Two sessions that belong together, and the rules of the user. */
export interface Compared {
  readonly recorded: Side;
  readonly today: Side;
  readonly rules: readonly IgnoreRule[];
}

type LegPair = Aligned<LegSteps>;

/**
 * Compares two sessions step by step: verbs with their attributes and nouns, what is heard, requests with their
 * parameters and answers, callbacks, findings, messages, and how it all ends. What this program makes up itself is left
 * out by built-in rules. One verb that was added or removed is one difference, with all that only follows from it.
 */
export function compareSessions({ recorded, today, rules }: Compared): Comparison {
  const custom = rules.flatMap((rule) => maskOf(rule) ?? []);
  const masks = [recorded, today].map((side) => [...masksOf(side), ...custom]);
  const [before = [], now = []] = masks;
  const ignored = new Ignored([before, now], rules);
  const legs = inOrder(aligned(legStepsOf(recorded, before), legStepsOf(today, now), LEGS_ALIKE));
  const whole = recorded.events.some(({ type }) => type === 'end');
  const comparing = new Comparing(ignored, whole);
  for (const pair of legs) comparing.main(pair);
  for (const pair of legs) comparing.beside(pair);
  const found = comparing.found;
  const differences = found.length > 0 ? found : timeDifferences(legs, ignored);
  return {
    differences: differences.toSorted((x, y) => x.step - y.step).map(told),
    ignored: ignored.all,
    steps: legs.reduce((sum, { a, b }) => sum + Math.max(a?.steps.length ?? 0, b?.steps.length ?? 0), 0),
  };
}

/** What belongs to the session as a whole comes last: it follows from what happened on the legs. */
function inOrder(pairs: readonly LegPair[]): readonly LegPair[] {
  const isLeg = ({ a, b }: LegPair) => (a ?? b)?.name !== 'session';
  return [...pairs.filter(isLeg), ...pairs.filter((pair) => !isLeg(pair))];
}

const BESIDE: readonly Lane[] = ['finding', 'callback', 'media'];

class Comparing {
  readonly found: Found[] = [];
  readonly #ignored: Ignored;
  /** False for a recording that was cut off: what comes after its end is no difference. */
  readonly #whole: boolean;

  constructor(ignored: Ignored, whole: boolean) {
    this.#ignored = ignored;
    this.#whole = whole;
  }

  /** What comes in one order. */
  main({ a, b }: LegPair): void {
    if (a === null || b === null) return this.#legAlone(a ?? b, a === null ? 'actual' : 'expected');
    const leg = new LegDifferences(a, this.#ignored);
    // How the session ends follows from what happened on its legs.
    if (a.name === 'session') leg.found.push(...this.found.filter(({ turns }) => turns));
    const known = leg.found.length;
    leg.addAll(this.#laneOf(a, b, 'main'));
    leg.addAll(this.#laneOf(a, b, 'status'));
    this.found.push(...leg.found.slice(known));
  }

  /** What comes beside it: what a difference caused belongs to that. */
  beside({ a, b }: LegPair): void {
    if (a === null || b === null) return;
    for (const lane of BESIDE) for (const pair of this.#laneOf(a, b, lane)) this.#besides(a, pair);
  }

  #laneOf(a: LegSteps, b: LegSteps, lane: Lane): readonly Aligned<Step>[] {
    const of = ({ steps }: LegSteps) => steps.filter((step) => step.lane === lane);
    const pairs = aligned(of(a), of(b), STEPS_ALIKE);
    if (this.#whole) return pairs;
    const last = pairs.findLastIndex((pair) => pair.a !== null);
    for (const { b: step } of pairs.slice(last + 1))
      if (step) this.#ignored.note(wholeStep(step, 'actual'), step.seq, 'unfinished');
    return pairs.slice(0, last + 1);
  }

  #legAlone(leg: LegSteps | null, only: 'expected' | 'actual'): void {
    const [first] = leg?.steps ?? [];
    if (!leg || !first || (!this.#whole && only === 'actual')) return;
    const cause = this.found.findLast(({ leg: other, turns }) => turns && other === (leg.parent ?? 'caller'));
    const text = leg.identity.trim() || leg.name;
    const value = {
      kind: 'leg' as const,
      path: 'leg',
      expected: only === 'expected' ? text : null,
      actual: only === 'actual' ? text : null,
    };
    if (cause) {
      cause.follows.push(value);
      cause.steps.push(...leg.steps);
      return;
    }
    if (this.#ignored.covers(value, first.seq)) return;
    const at = { step: first.seq, leg: leg.name, what: leg.name, place: null };
    this.found.push({ ...value, ...at, follows: [], turns: true, steps: [...leg.steps], only });
  }

  #besides(leg: LegSteps, { a, b }: Aligned<Step>): void {
    if (a !== null && b !== null) {
      for (const value of changedValues(a, b, this.#ignored)) this.#changed(leg, [a, b], value);
      return;
    }
    const step = a ?? b;
    if (!step) return;
    const only = a === null ? 'actual' : 'expected';
    const value = wholeStep(step, only);
    const cause = this.found.find((found) => caused(found, step, only));
    if (cause) cause.follows.push(value);
    else if (!this.#ignored.covers(value, step.seq)) this.#add(leg, [step], value, only);
  }

  /** What a callback says of its call follows from where the call has gone. */
  #changed(leg: LegSteps, pair: readonly Step[], value: ChangedValue): void {
    const tellsState = /\.params\.(?:CallStatus|SequenceNumber)$/.test(value.path);
    const cause = tellsState
      ? this.found.find(({ leg: name, turns }) => turns && name === leg.name)
      : undefined;
    if (cause) cause.follows.push(value);
    else this.#add(leg, pair, value, null);
  }

  #add(
    { name }: LegSteps,
    [step, ...others]: readonly Step[],
    value: ChangedValue,
    only: Found['only'],
  ): void {
    if (!step) return;
    const { seq, what, place } = others[0] ?? step;
    const at = { step: others.length > 0 ? step.seq : seq, leg: name, what, place };
    this.found.push({ ...value, ...at, follows: [], turns: false, steps: [step, ...others], only });
  }
}

/** A callback, a file or a finding that is there, or not there, because of a difference. */
function caused(found: Found, step: Step, only: 'expected' | 'actual'): boolean {
  if (step.kind === 'finding') {
    const side = only === 'expected' ? found.expected : found.actual;
    const errors = [
      { path: found.path, side },
      ...found.follows.map((value) => ({ path: value.path, side: value[only] })),
    ];
    if (errors.some(({ path, side: value }) => path.endsWith('.error') && value === step.identity))
      return true;
    return found.only === only && found.steps.some((verb) => verb.kind === 'verb' && covers(verb, step));
  }
  const [path = ''] = (step.raw[`${step.kind}.url`] ?? '').split('?', 1);
  const tail = URL.parse(path)?.pathname ?? path;
  return (
    found.steps.some(({ raw }) => Object.values(raw).some((value) => names(value, path, tail))) ||
    names(found[only] ?? '', path, tail)
  );
}

/** A value that is a URL, or the end of one. */
function names(value: string, url: string, path: string): boolean {
  const [bare = ''] = value.split('?', 1);
  return bare !== '' && (bare === url || (path !== '/' && (bare === path || `/${bare}` === path)));
}

/** A finding about the line of a verb. */
function covers({ place }: Step, finding: Step): boolean {
  const there = finding.place;
  return (
    place !== null &&
    there !== null &&
    place.url === there.url &&
    place.line === there.line &&
    there.column >= place.column
  );
}

/** What a second is worth: parameters are whole seconds. */
const ROUNDING_S = 1;

/**
 * Where nothing else differs, times must be the same, but for what the wire took: on the real clock answers take time.
 * The first that differs is told; the others follow from it.
 */
function timeDifferences(legs: readonly LegPair[], ignored: Ignored): readonly Found[] {
  const found = legs.flatMap(({ a, b }) => {
    if (!a || !b) return [];
    return aligned(a.steps, b.steps, STEPS_ALIKE).flatMap((pair) =>
      pair.a === null || pair.b === null ? [] : timesOf(a.name, pair.a, pair.b, ignored),
    );
  });
  const [first, ...others] = found.toSorted((x, y) => x.step - y.step);
  return first ? [{ ...first, follows: others }] : [];
}

function timesOf(leg: string, a: Step, b: Step, ignored: Ignored): readonly Found[] {
  const wire = (a.wireMs + b.wireMs) / 1000;
  return Object.entries(a.times).flatMap(([path, expected]) => {
    const actual = b.times[path];
    if (actual === undefined || actual === expected) return [];
    const value = { kind: 'timing' as const, path, expected: String(expected), actual: String(actual) };
    if (Math.abs(actual - expected) <= wire + ROUNDING_S) {
      ignored.note(value, a.seq, 'durations');
      return [];
    }
    if (ignored.covers(value, a.seq)) return [];
    const at = { step: a.seq, leg, what: b.what, place: b.place };
    return [{ ...value, ...at, follows: [], turns: false, steps: [], only: null }];
  });
}

/** A difference without what it was put together from. */
function told({ turns: _turns, steps: _steps, only: _only, follows, ...difference }: Found): Difference {
  return {
    ...difference,
    follows: follows.map(({ kind, path, expected, actual }) => ({ kind, path, expected, actual })),
  };
}
