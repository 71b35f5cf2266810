import { typedDigits } from '../../call/pay/typed-digits.ts';
import type { Event } from '../../engine/event.ts';
import type { Sid } from '../../engine/identifiers.ts';
import { legAt } from '../../engine/legs.ts';
import { listenerOf, type Switchboard } from '../../engine/switchboard.ts';

/** What is typed on a leg now, and what was typed before it. */
interface Typing {
  readonly digits: string;
  readonly before: string;
}

const NOTHING: Typing = { digits: '', before: '' };

/**
 * Keeps secret digits out of the simulation: a key for which a card is awaited enters as `x`, with what may be known
 * of the digits so far. Only this object has the digits, while they are typed; a recording never does, and replays
 * to the same all the same.
 */
export class HiddenKeys {
  readonly #typing = new Map<Sid, Typing>();

  /** An event as it may enter; only keys for a card are changed. */
  hide(event: Event, board: Switchboard): Event {
    // What a recorded session typed is hidden already.
    if (event.type !== 'key' || event.typed !== undefined) return event;
    const leg = legAt(board.legs, event.leg);
    const listening = leg && listenerOf(leg)?.listening;
    if (listening?.for !== 'card') {
      this.#typing.delete(event.leg);
      return event;
    }
    const isDigit = /^\d$/.test(event.value);
    const known = this.#typing.get(event.leg) ?? NOTHING;
    // Nothing is there yet: another entry begins.
    const typing = listening.digits === '' && isDigit ? { digits: '', before: known.digits } : known;
    const digits = listening.digits === '' && !isDigit ? '' : typing.digits + (isDigit ? event.value : '');
    if (isDigit) this.#typing.set(event.leg, { ...typing, digits });
    const typed = typedDigits(digits, typing.before, event.value === '#');
    return { ...event, value: isDigit ? 'x' : event.value, typed };
  }
}
