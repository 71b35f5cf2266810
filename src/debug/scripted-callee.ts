import { type Leg, listenerOf } from '../engine/switchboard.ts';
import type { CalleePlan } from './callee-script.ts';
import type { Caller, CallerAct, Due } from './caller.ts';

/** A phone that is going to ring does so this much later; in milliseconds. */
const NETWORK_MS = 500;
/** How long a busy line is listened to before it is clear that it is. */
const BUSY_MS = 1_000;
/** Keys of the screening document are this far apart. */
const KEY_INTERVAL_MS = 100;

/** A dialled party that does what a plan says. */
export function scriptedCallee(plan: CalleePlan): Caller {
  return new ScriptedCallee(plan);
}

class ScriptedCallee implements Caller {
  readonly #plan: CalleePlan;
  #pressed = 0;
  #lastKey = 0;

  constructor(plan: CalleePlan) {
    this.#plan = plan;
  }

  next(leg: Leg, now: number): Due | null {
    if (leg.endedAt !== null) return null;
    return leg.answeredAt === null ? this.#unanswered(leg) : this.#answered(leg, leg.answeredAt, now);
  }

  did(_leg: Leg, act: CallerAct, at: number): void {
    if (act.type !== 'key') return;
    this.#pressed++;
    this.#lastKey = at;
  }

  left(): readonly string[] {
    return [];
  }

  dropped(): readonly string[] {
    return [];
  }

  #unanswered({ status, startedAt }: Leg): Due | null {
    const plan = this.#plan;
    if (plan.kind === 'refuses' && plan.act === 'fail')
      return { at: startedAt + NETWORK_MS, act: does('fail') };
    const ringsAt = startedAt + NETWORK_MS;
    if (status !== 'ringing') return { at: ringsAt, act: does('ring') };
    if (plan.kind === 'answers') return { at: ringsAt + plan.afterMs, act: does(plan.by) };
    // Who does not answer just lets it ring: the one who dialled gives up.
    return plan.act === 'busy' ? { at: ringsAt + BUSY_MS, act: does('busy') } : null;
  }

  #answered(leg: Leg, answeredAt: number, now: number): Due | null {
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
    return { at: Math.max(leg.bridgedAt ?? answeredAt, answeredAt) + plan.talkMs, act: { type: 'hang-up' } };
  }
}

function does(act: Extract<CallerAct, { type: 'callee' }>['does']): CallerAct {
  return { type: 'callee', does: act };
}
