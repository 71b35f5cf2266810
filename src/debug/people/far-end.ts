import { canFail, farEndName, farEndVerb } from '../../call/far-end-verb.ts';
import type { Leg } from '../../engine/switchboard.ts';
import { accepted, type Result, refused } from '../../errors/result.ts';
import { failsWith, traitsOf } from '../../twiml/language/traits.ts';
import { milliseconds } from './callee-script.ts';
import type { Caller, CallerAct, Due } from './caller.ts';
import { fits } from './far-end-codes.ts';

/**
 * How the simulated far end of a `<Connect>` behaves: it closes after so many milliseconds, with some words for
 * whoever takes over, or fails at once, or after a while.
 */
export type FarEndPlan =
  | { readonly closeMs: number; readonly words?: string }
  | { readonly error: number; readonly afterMs?: number };

/** It closes after five seconds. */
export const CLOSES = { closeMs: 5_000 } as const satisfies FarEndPlan;

const FORMS = 'write "close 5s", with words after it if need be, or "error 64105", "error 64105 after 5s"';

/** Reads `close 5s`, `close 5s WORDS`, `error CODE` or `error CODE after 5s`. */
export function parseFarEnd(text: string): Result<FarEndPlan> {
  const [, close, words] = /^close\s+(\S+)(?:\s+(\S.*))?$/s.exec(text.trim()) ?? [];
  const closeMs = close === undefined ? null : milliseconds(close);
  if (closeMs !== null) return accepted(words === undefined ? { closeMs } : { closeMs, words });
  const [, code, after] = /^error\s+(\d{5})(?:\s+after\s+(\S+))?$/.exec(text.trim()) ?? [];
  const afterMs = after === undefined ? undefined : milliseconds(after);
  if (code === undefined || afterMs === null) return refused(`"${text}": ${FORMS}`);
  return accepted(afterMs === undefined ? { error: Number(code) } : { error: Number(code), afterMs });
}

/** Reads plans separated by semicolons or newlines: one for each far end in turn, the last one again and again. */
export function parseFarEnds(text: string): Result<readonly FarEndPlan[]> {
  const plans: FarEndPlan[] = [];
  for (const piece of text.split(/[;\n]/).map((one) => one.trim())) {
    if (piece === '' || piece.startsWith('#')) continue;
    const plan = parseFarEnd(piece);
    if (!plan.ok) return plan;
    plans.push(plan.value);
  }
  return plans.length > 0 ? accepted(plans) : refused(`"${text}": ${FORMS}`);
}

/** The plans of all far ends of a session: each one takes the next, and the last is taken again and again. */
export class FarEndPlans {
  readonly #plans: readonly FarEndPlan[];
  #taken = 0;

  constructor(plans: readonly FarEndPlan[]) {
    this.#plans = plans;
  }

  /** What the next far end is to do. */
  get next(): FarEndPlan {
    return this.#plans[Math.min(this.#taken, this.#plans.length - 1)] ?? CLOSES;
  }

  /** A far end does it. */
  take(): FarEndPlan {
    const plan = this.next;
    this.#taken++;
    return plan;
  }
}

/**
 * Plays the far end of whatever runs on a leg: of each `<Connect>` once. One that fails does so for a `<Pay>` (its
 * payment connector) and for what `<Start>` began too, where the code is one of theirs. What a `<Connect>` leads to and
 * cannot fail with the code closes instead, which is told.
 */
export function simulatedFarEnd(plans: FarEndPlans): Caller {
  return new SimulatedFarEnd(plans);
}

class SimulatedFarEnd implements Caller {
  readonly #plans: FarEndPlans;
  #plan: FarEndPlan;
  /** The run of the verb, or the work, that it plays the far end of, and since when. */
  #playing: number | string | null = null;
  #since = 0;
  #done = false;
  /** The noun that it plays the far end of, where that cannot fail as was planned. */
  #unfit: string | null = null;
  #dropped: string[] = [];

  constructor(plans: FarEndPlans) {
    this.#plans = plans;
    this.#plan = plans.next;
  }

  next(leg: Leg, now: number): Due | null {
    if (leg.endedAt !== null) return null;
    if (this.#playing !== null && !this.#done && subjectOf(leg, this.#plan) === this.#playing)
      return this.#due();
    const subject = subjectOf(leg, this.#plans.next);
    if (subject === null || subject === this.#playing) return null;
    this.#plan = this.#plans.take();
    this.#playing = subject;
    this.#since = now;
    this.#done = false;
    this.#unfit = this.#unfitNoun(leg);
    return this.#due();
  }

  did(_leg: Leg, act: CallerAct): void {
    if (act.type !== 'far-end') return;
    this.#done = true;
    if (this.#unfit !== null && 'error' in this.#plan)
      this.#dropped.push(`<${this.#unfit}> does not fail with ${this.#plan.error}: its far end closes`);
  }

  left(): readonly string[] {
    return [];
  }

  dropped(): readonly string[] {
    const dropped = this.#dropped;
    this.#dropped = [];
    return dropped;
  }

  /** What a `<Connect>` leads to, where the planned code is none of its own. */
  #unfitNoun(leg: Leg): string | null {
    const verb = farEndVerb(leg);
    if (!verb || !('error' in this.#plan)) return null;
    const name = farEndName(leg, verb);
    return name === null || fits(name, this.#plan.error) ? null : name;
  }

  #due(): Due {
    const plan = this.#plan;
    if ('error' in plan && this.#unfit !== null)
      return { at: this.#since + (plan.afterMs ?? CLOSES.closeMs), act: { type: 'far-end', error: null } };
    if ('error' in plan)
      return { at: this.#since + (plan.afterMs ?? 0), act: { type: 'far-end', error: plan.error } };
    const { closeMs, words } = plan;
    const said = words === undefined ? {} : { words };
    return { at: this.#since + closeMs, act: { type: 'far-end', error: null, ...said } };
  }
}

/** What runs on a leg and has a far end that can behave so. */
function subjectOf(leg: Leg, plan: FarEndPlan): number | string | null {
  const verb = farEndVerb(leg);
  if (verb) return canPlay(plan, verb.name) ? verb.run : null;
  if (!('error' in plan)) return null;
  return leg.background.find(({ kind }) => canFail(kind, plan.error))?.sid ?? null;
}

/** What only fails does so with a code of its own. */
function canPlay(plan: FarEndPlan, verb: string): boolean {
  const { farEnd } = traitsOf(verb);
  return !farEnd?.onlyFails || ('error' in plan && failsWith(farEnd, plan.error));
}
