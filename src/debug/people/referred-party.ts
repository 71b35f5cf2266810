import type { CalleeAct } from '../../engine/event.ts';
import { frameOf, type Leg } from '../../engine/switchboard.ts';
import { childElements, textOf } from '../../twiml/document.ts';
import type { CalleePlan } from './callee-script.ts';
import type { Caller, Due } from './caller.ts';
import { BUSY_MS, NETWORK_MS } from './scripted-callee.ts';

/** How long a phone rings that nobody takes, in milliseconds. */
const NO_ANSWER_MS = 30_000;

/** Plays whoever a `<Refer>` on a leg leads to: `plan` says what the party with an address does. */
export function referredParty(plan: (to: string) => CalleePlan): Caller {
  let current: {
    readonly run: number;
    readonly rings: number;
    readonly at: number;
    readonly does: CalleeAct;
  } | null = null;
  /** The run whose party has been told to ring. */
  let rang = 0;
  return {
    next(leg: Leg, now: number): Due | null {
      const frame = frameOf(leg);
      const verb = frame?.running[0];
      if (!frame || verb?.name !== 'Refer' || leg.endedAt !== null) return null;
      if (current?.run !== verb.run) {
        const [noun] = childElements(frame.document, verb.element);
        const outcome = plan(noun ? textOf(frame.document, noun.id).trim() : '');
        const rings = now + NETWORK_MS;
        current = { run: verb.run, rings, at: rings + delay(outcome), does: actOf(outcome) };
      }
      if (rang !== current.run && current.does !== 'fail')
        return { at: current.rings, act: { type: 'callee', does: 'ring' } };
      return { at: current.at, act: { type: 'callee', does: current.does } };
    },
    did(_leg, act) {
      if (act.type === 'callee' && act.does === 'ring') rang = current?.run ?? 0;
    },
    left: () => [],
    dropped: () => [],
  };
}

function actOf(plan: CalleePlan): CalleeAct {
  return plan.kind === 'answers' ? plan.by : plan.act;
}

function delay(plan: CalleePlan): number {
  if (plan.kind === 'answers') return plan.afterMs;
  return { busy: BUSY_MS, fail: 0, 'no-answer': NO_ANSWER_MS }[plan.act];
}
