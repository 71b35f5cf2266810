import type { Event } from '../../engine/event.ts';
import type { Switchboard } from '../../engine/switchboard.ts';
import type { Arrival } from '../run/agenda.ts';
import { quietSince } from './quiet.ts';
import type { SessionSetup } from './session-setup.ts';

/** What the events of a run's legs have in common. */
interface RunOrigin {
  readonly seed: string;
  readonly date: number;
}

/** Whether somebody else is still to come, as an event says it. */
type More = { readonly more?: true };

/** Everybody who comes into a session after its first leg: further callers, and the next messages of a script. */
export function arrivalsOf(
  { rules, joins = [], followUps = [] }: SessionSetup,
  { seed, date }: RunOrigin,
  more: (left: { readonly messages: number }) => More,
): readonly Arrival[] {
  return [
    ...joins.map(({ afterMs, leg }) => ({
      due: afterMs,
      event: (at: number): Event => ({
        at,
        type: 'placed',
        leg,
        seed,
        date,
        rules,
        ...more({ messages: 0 }),
      }),
      what: `a call from ${leg.from}`,
    })),
    ...followUps.map(({ afterMs, leg }, index) => ({
      due: (board: Switchboard) => quietSince(board, index + 1, afterMs),
      event: (at: number): Event => {
        return {
          at,
          type: 'placed',
          leg,
          seed,
          date,
          rules,
          ...more({ messages: followUps.length - 1 - index }),
        };
      },
      what: `a message from ${leg.from}`,
    })),
  ];
}
