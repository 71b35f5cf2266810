import { canFail, farEndName, farEndVerb } from '../../call/far-end-verb.ts';
import type { Leg } from '../../engine/switchboard.ts';
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

/** Reads `close 5s`, `close 5s WORDS`, `error CODE` or `error CODE after 5s`; a string says what is wrong. */
export function parseFarEnd(text: string): FarEndPlan | string {
  const [, close, words] = /^close\s+(\S+)(?:\s+(\S.*))?$/s.exec(text.trim()) ?? [];
  const closeMs = close === undefined ? null : milliseconds(close);
  if (closeMs !== null) return words === undefined ? { closeMs } : { closeMs, words };
  const [, code, after] = /^error\s+(\d{5})(?:\s+after\s+(\S+))?$/.exec(text.trim()) ?? [];
  const afterMs = after === undefined ? undefined : milliseconds(after);
  if (code === undefined || afterMs === null) return `"${text}": ${FORMS}`;
  return afterMs === undefined ? { error: Number(code) } : { error: Number(code), afterMs };
}

/**
 * Plays the far end of whatever runs on a leg: of each `<Connect>` once. One that fails does so for a `<Pay>` (its
 * payment connector) and for what `<Start>` began too, where the code is one of theirs. What a `<Connect>` leads to and
 * cannot fail with the code closes instead, which is told.
 */
export function simulatedFarEnd(plan: FarEndPlan): Caller {
  return new SimulatedFarEnd(plan);
}

class SimulatedFarEnd implements Caller {
  readonly #plan: FarEndPlan;
  /** The run of the verb, or the work, that it plays the far end of, and since when. */
  #playing: number | string | null = null;
  #since = 0;
  #done = false;
  /** The noun that it plays the far end of, where that cannot fail as was planned. */
  #unfit: string | null = null;
  #dropped: string[] = [];

  constructor(plan: FarEndPlan) {
    this.#plan = plan;
  }

  next(leg: Leg, now: number): Due | null {
    const subject = leg.endedAt === null ? this.#subject(leg) : null;
    if (subject === null) return null;
    if (subject !== this.#playing) {
      this.#playing = subject;
      this.#since = now;
      this.#done = false;
      this.#unfit = this.#unfitNoun(leg);
    }
    return this.#done ? null : this.#due();
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

  #subject(leg: Leg): number | string | null {
    const plan = this.#plan;
    const verb = farEndVerb(leg);
    if (verb) return canPlay(plan, verb.name) ? verb.run : null;
    if (!('error' in plan)) return null;
    return leg.background.find(({ kind }) => canFail(kind, plan.error))?.sid ?? null;
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

/** What only fails does so with a code of its own. */
function canPlay(plan: FarEndPlan, verb: string): boolean {
  const { farEnd } = traitsOf(verb);
  return !farEnd?.onlyFails || ('error' in plan && failsWith(farEnd, plan.error));
}
