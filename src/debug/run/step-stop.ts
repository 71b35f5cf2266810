import type { Event } from '../../engine/event.ts';
import type { HappenedOf } from '../../engine/happened.ts';
import type { Sid } from '../../engine/identifiers.ts';
import { legAt } from '../../engine/legs.ts';
import { workAt } from '../../engine/pending.ts';
import type { Switchboard } from '../../engine/switchboard.ts';
import type { PlacedVerb } from '../ready-verb.ts';
import type { Stop, StopCause } from '../stop.ts';

/** The stop that comes right after an event: on its leg, before the verb that this one is at, if it is at one. */
export function stopAfter(cause: StopCause, event: Event, before: Switchboard, after: Switchboard): Stop {
  const leg = legAt(after.legs, legOf(event, before) ?? '');
  return { ...cause, leg: leg?.sid ?? null, element: leg?.ready?.element ?? null };
}

/** The leg that an event is about; `null` where it is about none. */
function legOf(event: Event, { pending }: Switchboard): Sid | null {
  if ('work' in event) return workAt(pending, event.work)?.leg ?? null;
  return 'leg' in event && typeof event.leg === 'string' ? event.leg : null;
}

/** A stop as it is told; without a verb it is in the middle of something. */
export function stopNews(
  { reason, text, breakpoint }: StopCause,
  verb: PlacedVerb | null,
): Omit<HappenedOf<'stop'>, 'at' | 'call'> {
  const stop = { type: 'stop', reason, text, breakpoint, line: null, column: null } as const;
  if (!verb) return stop;
  const { name, line, column } = verb.element;
  return { ...stop, line, column, name, url: verb.document.url };
}
