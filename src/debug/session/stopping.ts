import { firstLeg, legAt } from '../../engine/legs.ts';
import type { Leg } from '../../engine/switchboard.ts';
import type { StopPoints } from '../breakpoints/stop-points.ts';
import type { Moment } from '../expressions/session-scope.ts';
import type { Journal } from '../journal.ts';
import type { PublicEvent } from '../public-event.ts';
import type { Driver } from '../run/driver.ts';
import type { DriverOptions } from '../run/driver-options.ts';
import type { StopCause } from '../stop.ts';

/** What the driver asks about stops, and what it is to tell. */
export interface Stopping extends Pick<DriverOptions, 'stopBefore' | 'stopAfter'> {
  /** Something was told, and is in the journal. */
  told(event: PublicEvent): void;
}

/** Connects the places where a session stops with the present of its run. */
export function stopping(stops: StopPoints, journal: Journal, driver: () => Driver): Stopping {
  const moment = (leg: Leg | null): Moment => {
    const { board, timeline } = driver();
    return { board, leg, journal, position: timeline.length, now: board.now };
  };
  const say = (text: string) => driver().note(null, { type: 'printed', expression: null, value: null, text });
  /** What logpoints had to say is told before whatever stops. */
  const logging = (cause: StopCause | null): StopCause | null => {
    for (const text of stops.breakpoints.takeLogged()) say(text);
    return cause;
  };
  return {
    stopBefore: (document, element, leg) => logging(stops.before(document, element, moment(leg))),
    stopAfter: () => logging(stops.after()),
    told: (event) => {
      const { legs } = driver().board;
      stops.told(event, moment(legAt(legs, event.call ?? '') ?? firstLeg(legs)));
    },
  };
}
