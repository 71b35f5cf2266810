import type { Sid } from '../../engine/identifiers.ts';
import { legAt } from '../../engine/legs.ts';
import { callOf, type Leg, type Switchboard } from '../../engine/switchboard.ts';
import type { Element } from '../../twiml/document.ts';
import type { TimelineStep } from '../timeline.ts';
import type { Move } from './move.ts';

/**
 * Watches a session go on until a move has arrived, in a live call as in the past: it is told of each step that was made,
 * and asked before each verb that may start.
 */
export class MoveWatch {
  readonly #move: Move;
  readonly #leg: Sid | null;
  /** How many documents lay on each other where the move began, and how deep its verb is nested in the topmost one. */
  readonly #frames: number;
  readonly #depth: number;
  /** Another document has come in its place, or in that of one below it. */
  #anew = false;

  /** A move of a leg; without one it arrives at whichever verb comes first. */
  constructor(move: Move, leg: Leg | null) {
    this.#move = move;
    this.#leg = leg?.sid ?? null;
    // A leg without a document yet goes to the first verb of the first one.
    this.#frames = leg?.frames.length || Number.POSITIVE_INFINITY;
    this.#depth = leg ? depthOf(leg) : 0;
  }

  /** Whether the move has arrived with this step. */
  after({ event, happened, switchboard }: TimelineStep): boolean {
    const leg = legAt(switchboard.legs, this.#leg ?? '');
    if (leg && leg.frames.length <= this.#frames)
      this.#anew ||= happened.some((one) => one.type === 'document' && one.call === callOf(leg));
    if (this.#move !== 'into') return false;
    return event.type === 'hop' || happened.some(isSmallerThing);
  }

  /** Whether the move has arrived before this verb. */
  before({ legs }: Switchboard, leg: Leg, element: Element): boolean {
    if (this.#move === 'continue') return false;
    const own = legAt(legs, this.#leg ?? '');
    // A leg that is over cannot get to another verb; then any leg's counts.
    if (!own || own.endedAt !== null || this.#move === 'into') return true;
    if (leg.sid !== own.sid || leg.frames.length > this.#frames) return false;
    if (leg.frames.length < this.#frames || this.#anew) return true;
    if (this.#move === 'finish') return false;
    if (this.#move === 'next') return (leg.ready?.depth ?? 0) <= this.#depth;
    return element.line === this.#move.until;
  }
}

/** What `into` goes to besides verbs: an exchange that needed no request, and a leg that comes up. */
function isSmallerThing(one: TimelineStep['happened'][number]): boolean {
  return one.type === 'exchange' || (one.type === 'call' && one.status === 'initiated');
}

/** How deep the verb at hand is nested: the one that would start next, else the innermost that runs. */
function depthOf({ ready, frames }: Leg): number {
  return ready?.depth ?? Math.max(0, (frames.at(-1)?.running.length ?? 0) - 1);
}
