import { type Leg, listenerOf } from '../../engine/switchboard.ts';
import type { CalleePlan } from './callee-script.ts';
import type { Caller, CallerAct, Due } from './caller.ts';

/** A phone that is going to ring does so this much later; in milliseconds. */
export const NETWORK_MS = 500;
/** How long a busy line is listened to before it is clear that it is. */
export const BUSY_MS = 1_000;
/** Keys of the screening document are this far apart. */
const KEY_INTERVAL_MS = 100;
/** Who wanted to refer the caller to somebody else, and may not, hangs up after this. */
const REFUSED_MS = 1_000;

type Act = Extract<CallerAct, { type: 'callee' }>['does'];

/** A dialled party that does what a plan says. */
export function scriptedCallee(plan: CalleePlan): Caller {
  return new ScriptedCallee(plan);
}

class ScriptedCallee implements Caller {
  readonly #plan: CalleePlan;
  #to = '';
  #answered = false;
  #pressed = 0;
  #lastKey = 0;
  #referredAt: number | null = null;

  constructor(plan: CalleePlan) {
    this.#plan = plan;
  }

  next(leg: Leg, now: number): Due | null {
    this.#to = leg.setup.to;
    if (leg.endedAt !== null) return null;
    return leg.answeredAt === null ? this.#unanswered(leg) : this.#talks(leg, leg.answeredAt, now);
  }

  did(_leg: Leg, act: CallerAct, at: number): void {
    if (act.type === 'callee') {
      const { does } = act;
      if (typeof does === 'object' && 'refer' in does) this.#referredAt = at;
      else this.#answered ||= this.#plan.kind === 'answers' && how(does) === this.#plan.by;
    }
    if (act.type !== 'key') return;
    this.#pressed++;
    this.#lastKey = at;
  }

  left(): readonly string[] {
    const plan = this.#plan;
    const keys = plan.kind === 'answers' ? plan.press.slice(this.#pressed) : '';
    return this.#answered && keys !== '' ? [`press ${keys} of the callee ${this.#to}`] : [];
  }

  dropped(): readonly string[] {
    return [];
  }

  #unanswered({ status, startedAt }: Leg): Due | null {
    const plan = this.#plan;
    const ringsAt = startedAt + NETWORK_MS;
    if (plan.kind === 'refuses' && plan.act === 'fail') return { at: ringsAt, act: does('fail') };
    if (status !== 'ringing') return { at: ringsAt, act: does('ring') };
    if (plan.kind === 'answers') return { at: ringsAt + plan.afterMs, act: does(answerOf(plan)) };
    // Who does not answer just lets it ring: the one who dialled gives up.
    return plan.act === 'busy' ? { at: ringsAt + BUSY_MS, act: does('busy') } : null;
  }

  #talks(leg: Leg, answeredAt: number, now: number): Due | null {
    const plan = this.#plan;
    if (plan.kind !== 'answers') return null;
    const key = plan.press[this.#pressed];
    if (key !== undefined && leg.bridgedTo === null) {
      const listening = listenerOf(leg)?.listening;
      if (!listening || (listening.prompting && this.#pressed === 0)) return null;
      const at = this.#pressed === 0 ? now : this.#lastKey + KEY_INTERVAL_MS;
      return { at, act: { type: 'key', value: key } };
    }
    if (leg.bridgedTo === null) return null;
    // Talking begins when both sides are connected.
    const at = Math.max(leg.bridgedAt ?? answeredAt, answeredAt) + plan.talkMs;
    if (plan.refer !== null && this.#referredAt === null) return { at, act: does({ refer: plan.refer }) };
    return { at: this.#referredAt === null ? at : this.#referredAt + REFUSED_MS, act: { type: 'hang-up' } };
  }
}

function answerOf({ by, headers }: Extract<CalleePlan, { kind: 'answers' }>): Act {
  return headers === undefined ? by : { answer: by, headers };
}

/** What is done, whatever comes with it. */
function how(act: Exclude<Act, { refer: string }>): string {
  return typeof act === 'object' ? act.answer : act;
}

function does(act: Act): CallerAct {
  return { type: 'callee', does: act };
}
