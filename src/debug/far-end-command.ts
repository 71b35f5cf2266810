import { frameOf, type Leg } from '../engine/switchboard.ts';
import type { Suggestion } from './command.ts';
import type { Debuggable } from './debuggable.ts';

/** The far end of the `<Connect>` that runs closes, or fails. */
export function farEnd(target: Debuggable, written = ''): string | null {
  const leg = connected(target);
  if (!leg) return whyNoFarEnd(target);
  const [, code] = /^error\s+(\d{5})$/i.exec(written.trim()) ?? [];
  if (code !== undefined) return target.act({ type: 'far-end', error: Number(code) }, leg.sid);
  if (/^close$/i.test(written.trim())) return target.act({ type: 'far-end', error: null }, leg.sid);
  return `"${written}": write close, or error and a Twilio code, such as error 64105`;
}

/** Why nothing has a far end now; `null` when something has. */
export function whyNoFarEnd(target: Debuggable): string | null {
  if (connected(target)) return null;
  return target.legs.some(connects)
    ? 'several legs are in a <Connect>: look at the one that is meant'
    : 'no <Connect> runs: nothing has a far end';
}

/** What a far end can do. */
export function farEndForms(): readonly Suggestion[] {
  return [
    { text: 'close', help: 'it hangs up' },
    { text: 'error 64105', help: 'it fails with this Twilio code' },
  ];
}

/** The leg that is looked at, or the only one. */
function connected({ leg, legs }: Debuggable): Leg | null {
  if (leg && connects(leg)) return leg;
  const [only, another] = legs.filter(connects);
  return another ? null : (only ?? null);
}

function connects(leg: Leg): boolean {
  return leg.endedAt === null && frameOf(leg)?.running[0]?.name === 'Connect';
}
