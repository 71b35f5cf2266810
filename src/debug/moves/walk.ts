import { legAt } from '../../engine/legs.ts';
import type { Leg } from '../../engine/switchboard.ts';
import type { Timeline } from '../timeline.ts';
import { backwards } from './backwards.ts';
import { forwards } from './forwards.ts';
import type { BackMove, Move } from './move.ts';

/** A walk over what has happened: which moment of a session is looked at. */
export class Walk {
  readonly #timeline: () => Timeline;
  /** `null` at the end, wherever that is. */
  #at: number | null = null;

  constructor(timeline: () => Timeline) {
    this.#timeline = timeline;
  }

  /** How many steps are looked at. */
  get position(): number {
    return this.#at ?? this.#timeline().length;
  }

  /** Whether there are later steps than the ones that are looked at. */
  get isPast(): boolean {
    return this.#at !== null;
  }

  /** Goes on over known steps; `stopsAt` says where something stops besides. */
  forward(move: Move, leg: Leg | null, stopsAt: (position: number) => boolean): void {
    this.goTo(forwards(move, { timeline: this.#timeline(), position: this.position, leg, stopsAt }));
  }

  /** Goes back; answers why that cannot be done, or `null`. */
  back(move: BackMove, leg: Leg | null, stopsAt: (position: number) => boolean): string | null {
    const found = backwards(move, { timeline: this.#timeline(), position: this.position, leg, stopsAt });
    if ('refusal' in found) return found.refusal;
    this.goTo(found.to);
    return null;
  }

  goTo(position: number): void {
    this.#at = position >= this.#timeline().length ? null : Math.max(0, position);
  }

  /** The leg that starts a verb next at the moment that is looked at; `null` where none does. */
  get acting(): Leg | null {
    const timeline = this.#timeline();
    const event = timeline.steps[this.position]?.event;
    return event?.type === 'advance' ? (legAt(timeline.at(this.position).legs, event.leg) ?? null) : null;
  }
}
