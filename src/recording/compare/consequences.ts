import type { Aligned } from './align.ts';
import { changedValues, type Ignored, wholeStep } from './changed-values.ts';
import type { ChangedValue, Difference } from './difference.ts';
import type { LegSteps, Step } from './step.ts';
import { ANSWERED } from './step-values.ts';

/** A difference that is being put together. */
export interface Found extends Difference {
  readonly follows: ChangedValue[];
  /** It takes the call elsewhere: what comes after it may only follow from it. */
  readonly turns: boolean;
  /** The steps that it is about, and those that follow from it: where what else they caused is looked for. */
  readonly steps: Step[];
  /** The side that alone has it. */
  readonly only: 'expected' | 'actual' | null;
}

/** Verbs after which their document does not go on. */
const ENDS_DOCUMENT: ReadonlySet<string> = new Set(['Hangup', 'Reject', 'Redirect', 'Leave']);

/**
 * Turns the aligned steps of one leg into differences: a step that was added or removed is one, with all that only
 * follows from it; of a pair, each value that differs is one, but for what its answer decides together.
 */
export class LegDifferences {
  readonly found: Found[] = [];
  readonly #leg: LegSteps;
  readonly #ignored: Ignored;
  /** The difference that what comes next may follow from: gone as soon as both sides are the same again. */
  #open: Found | null = null;
  #lastSeq = 0;

  constructor(leg: LegSteps, ignored: Ignored) {
    this.#leg = leg;
    this.#ignored = ignored;
  }

  /** Adds a lane, the main one first. */
  addAll(pairs: readonly Aligned<Step>[]): void {
    this.#open = null;
    for (const pair of turnsFirst(pairs)) {
      if (pair.a !== null) this.#lastSeq = pair.a.seq;
      if (pair.a !== null && pair.b !== null) this.#pair(pair.a, pair.b);
      else if (pair.a !== null) this.#alone(pair.a, 'expected');
      else this.#alone(pair.b, 'actual');
    }
  }

  #alone(step: Step, only: 'expected' | 'actual'): void {
    const value = wholeStep(step, only);
    const open = this.#open ?? this.#lastTurn(step);
    if (open && followsFrom(step, only, open)) {
      open.follows.push(value);
      open.steps.push(step);
      return;
    }
    if (this.#ignored.covers(value, step.seq)) {
      // What follows from it does not count either.
      this.#open = this.#difference(value, step, { turns: true, only });
      return;
    }
    this.#open = this.#difference(value, step, { turns: true, only });
    this.found.push(this.#open);
  }

  #pair(a: Step, b: Step): void {
    const values = changedValues(a, b, this.#ignored);
    if (values.length === 0) {
      this.#open = null;
      return;
    }
    const open = this.#open ?? this.#lastTurn(a);
    if (open && (isOutcome(a) || leadsThere(values, open))) {
      open.follows.push(...values);
      open.steps.push(a, b);
      return;
    }
    for (const group of grouped(a, values)) this.#changed(group, a, b);
  }

  #changed([first, ...others]: readonly ChangedValue[], a: Step, b: Step): void {
    if (!first) return;
    const turns = first.path.endsWith('.name') || isAnswer(first) || first.kind === 'input';
    const difference = this.#difference(first, b, { turns, only: null });
    difference.follows.push(...others);
    difference.steps.push(a);
    this.found.push(difference);
    if (turns || first.path.includes('.attributes.')) this.#open = difference;
  }

  /** How a call ends follows from what took it elsewhere before. */
  #lastTurn(step: Step): Found | null {
    return isOutcome(step) ? (this.found.findLast(({ turns }) => turns) ?? null) : null;
  }

  #difference(value: ChangedValue, step: Step, { turns, only }: Pick<Found, 'turns' | 'only'>): Found {
    const { name } = this.#leg;
    const at = { step: this.#lastSeq, leg: name, what: step.what, place: step.place };
    return { ...value, ...at, follows: [], turns, steps: [step], only };
  }
}

/**
 * In a row of steps that one side alone has, that side comes first whose verb ends the document: the others are missing,
 * or there, because of it.
 */
function turnsFirst(pairs: readonly Aligned<Step>[]): readonly Aligned<Step>[] {
  const sorted: Aligned<Step>[] = [];
  let at = 0;
  while (at < pairs.length) {
    const end = pairs.findIndex((pair, index) => index >= at && pair.a !== null && pair.b !== null);
    const row = pairs.slice(at, end === -1 ? pairs.length : end);
    const added = row.filter(({ a }) => a === null);
    const removed = row.filter(({ b }) => b === null);
    const addedFirst = ENDS_DOCUMENT.has(added[0]?.b?.identity ?? '');
    sorted.push(...(addedFirst ? [...added, ...removed] : [...removed, ...added]));
    const pair = end === -1 ? undefined : pairs[end];
    if (pair) sorted.push(pair);
    at = end === -1 ? pairs.length : end + 1;
  }
  return sorted;
}

/** A step that is there, or not there, because of a difference before it. */
function followsFrom(step: Step, only: 'expected' | 'actual', open: Found): boolean {
  if (!open.turns) return false;
  const [first] = open.steps;
  const isVerbAlone = first?.kind === 'verb' && open.only !== null;
  if (!isVerbAlone || step.kind !== 'verb' || step.nested) return true;
  if (only !== open.only) return true;
  // The next verb of the same document is something of its own, unless the one before it ends the document.
  return step.place?.url !== first.place?.url || leftDocument(open, first);
}

/** Something of another document has come since: what runs then runs because of the first step. */
function leftDocument(open: Found, first: Step): boolean {
  return open.steps.some(
    ({ kind, place }) => kind === 'request' || (place && place.url !== first.place?.url),
  );
}

/** What becomes of a call in the end. */
function isOutcome({ kind }: Step): boolean {
  return kind === 'call' || kind === 'end' || kind === 'connection';
}

/** A request goes elsewhere because an attribute says so. */
function leadsThere(values: readonly ChangedValue[], open: Found): boolean {
  const named = open.actual;
  if (named === null || !/^verb\..+\.(?:attributes\.|text$)/.test(open.path)) return false;
  const [path = ''] = named.split('?', 1);
  return values.every(
    ({ path: where, actual }) =>
      /^(?:request|callback|media)\.(?:url|method|params\.)/.test(where) &&
      (actual === named || (where.endsWith('.url') && path !== '' && (actual?.endsWith(path) ?? false))),
  );
}

function isAnswer({ path }: ChangedValue): boolean {
  return ANSWERED.some((name) => path.endsWith(`.${name}`) && /^(?:request|callback|media)\./.test(path));
}

/** Values that are one difference: what an answer decides, and what a verb says with what is heard of it. */
function grouped(step: Step, values: readonly ChangedValue[]): readonly (readonly ChangedValue[])[] {
  if (step.kind === 'verb') return verbGroups(step, values);
  const answers = ANSWERED.flatMap((name) => values.filter(({ path }) => path === `${step.kind}.${name}`));
  const timing = answers.filter(({ kind }) => kind === 'timing');
  const isWhole = answers.some(({ path }) => /\.(?:status|error)$/.test(path));
  const answer = isWhole ? answers : [];
  const rest = values.filter((value) => !answer.includes(value));
  if (step.kind === 'end' || step.kind === 'call') return [mostTelling(values)];
  return [...(answer.length > 0 ? [answer] : []), ...rest.map((value) => [value])].filter(
    (group) => group.length > 0 && (isWhole || group !== timing),
  );
}

function verbGroups(step: Step, values: readonly ChangedValue[]): readonly (readonly ChangedValue[])[] {
  const replaced = values.find(({ path }) => path.endsWith('.name'));
  if (replaced) {
    const names = values.filter(({ path }) => /^verb\.[^.]+\.name$/.test(path));
    const expected = names.find((one) => one.expected !== null)?.expected ?? null;
    const actual = names.find((one) => one.actual !== null)?.actual ?? null;
    const name: ChangedValue = { kind: 'verb', path: 'verb.name', expected, actual };
    return [[name, ...values.filter((value) => !names.includes(value))]];
  }
  const heard = values.filter(({ kind }) => kind === 'heard');
  const text = values.filter(({ path }) => path === `verb.${step.identity}.text`);
  const rest = values.filter((value) => !heard.includes(value) && !text.includes(value));
  const said = [...heard, ...text];
  return [...(said.length > 0 ? [said] : []), ...rest.map((value) => [value])];
}

const TELLING = ['error', 'status'];

function mostTelling(values: readonly ChangedValue[]): readonly ChangedValue[] {
  const rank = ({ path }: ChangedValue) => {
    const at = TELLING.findIndex((name) => path.endsWith(`.${name}`));
    return at === -1 ? TELLING.length : at;
  };
  return values.toSorted((x, y) => rank(x) - rank(y));
}
