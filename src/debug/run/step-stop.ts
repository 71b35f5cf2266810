import type { Event } from '../../engine/event.ts';
import type { Sid } from '../../engine/identifiers.ts';
import type { Switchboard } from '../../engine/switchboard.ts';
import type { Stop, StopReason } from '../stop.ts';

/** The stop that comes right after an event: on its leg, before the verb that this one is at, if it is at one. */
export function stopAfter(reason: StopReason, event: Event, before: Switchboard, after: Switchboard): Stop {
  const leg = after.legs[legOf(event, before) ?? ''];
  return { reason, leg: leg?.sid ?? null, element: leg?.ready?.element ?? null };
}

/** The leg that an event is about; `null` where it is about none. */
function legOf(event: Event, { pending }: Switchboard): Sid | null {
  if ('work' in event) return pending[event.work]?.leg ?? null;
  return 'leg' in event && typeof event.leg === 'string' ? event.leg : null;
}
