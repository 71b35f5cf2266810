import type { Event } from '../engine/event.ts';
import type { Stepped } from '../engine/step.ts';
import { EMPTY, type Switchboard } from '../engine/switchboard.ts';

/** One step of a session: what entered, what happened, and the switchboard after it. */
export interface TimelineStep extends Stepped {
  readonly event: Event;
}

/**
 * The steps of a session in order. Switchboards share what did not change, so keeping all of them costs little,
 * and looking back is looking up.
 */
export class Timeline {
  readonly #steps: TimelineStep[] = [];

  /** The switchboard as it is now. */
  get tip(): Switchboard {
    return this.#steps.at(-1)?.switchboard ?? EMPTY;
  }

  get length(): number {
    return this.#steps.length;
  }

  get steps(): readonly TimelineStep[] {
    return this.#steps;
  }

  append(event: Event, stepped: Stepped): void {
    this.#steps.push({ event, ...stepped });
  }

  /** The switchboard after the first `count` steps; 0 is before anything happened. */
  at(count: number): Switchboard {
    return count <= 0 ? EMPTY : (this.#steps[Math.min(count, this.length) - 1]?.switchboard ?? EMPTY);
  }
}
