import { frameOf, type Leg } from '../engine/switchboard.ts';
import { milliseconds } from './callee-script.ts';
import type { Caller, CallerAct, Due } from './caller.ts';

/** How the simulated far end of a `<Connect>` behaves: it closes after so many milliseconds, or fails at once. */
export type FarEndPlan = { readonly closeMs: number } | { readonly error: number };

/** It closes after five seconds. */
export const CLOSES: FarEndPlan = { closeMs: 5_000 };

/** Reads `close 5s` or `error CODE`; a string says what is wrong. */
export function parseFarEnd(text: string): FarEndPlan | string {
  const [, word, value = ''] = /^(close|error)\s+(\S+)$/.exec(text.trim()) ?? [];
  const closeMs = word === 'close' ? milliseconds(value) : null;
  if (closeMs !== null) return { closeMs };
  if (word === 'error' && /^\d{5}$/.test(value)) return { error: Number(value) };
  return `"${text}": write "close 5s" or "error 64105"`;
}

/** Plays the far end of whatever `<Connect>` runs on a leg. */
export function simulatedFarEnd(plan: FarEndPlan): Caller {
  let run: number | null = null;
  let since = 0;
  return {
    next(leg: Leg, now: number): Due | null {
      const verb = frameOf(leg)?.running[0];
      if (verb?.name !== 'Connect' || leg.endedAt !== null) return null;
      if (verb.run !== run) {
        run = verb.run;
        since = now;
      }
      const act: CallerAct = { type: 'far-end', error: 'error' in plan ? plan.error : null };
      return { at: since + ('closeMs' in plan ? plan.closeMs : 0), act };
    },
    did: () => {},
    left: () => [],
    dropped: () => [],
  };
}
