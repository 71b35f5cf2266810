import type { Event } from '../../engine/event.ts';
import type { Sid } from '../../engine/identifiers.ts';
import { hearerOf, legAt } from '../../engine/legs.ts';
import type { Leg, Switchboard } from '../../engine/switchboard.ts';
import { actEvent, type Caller, type Due } from '../people/caller.ts';
import type { Cast } from '../people/cast.ts';
import { DueQueue, type Ranked } from './due-queue.ts';

/** What somebody on a leg does next. Without an event it is just time to ask again. */
export interface Intention extends Ranked {
  readonly leg: Sid;
  /** When they were asked. */
  readonly askedAt: number;
  readonly event: ((at: number) => Event) | null;
}

/**
 * What the people of all legs mean to do next. They are asked again when their leg has changed, when they have done
 * something, and when it is time: what they answer depends on nothing else.
 */
export class Intentions {
  readonly #cast: Cast;
  readonly #queue = new DueQueue<Intention>();
  readonly #current = new Map<Sid, Intention>();
  /** Legs whose people are to be asked. */
  readonly #stale = new Set<Sid>();
  /** Legs in the order in which they came up. */
  readonly #ranks = new Map<Sid, number>();
  /** Legs that lead to an application, which hears the party of the leg that dialled it. */
  readonly #applications = new Set<Sid>();

  constructor(cast: Cast) {
    this.#cast = cast;
  }

  /** These legs are new, or have changed. */
  touch(sids: Iterable<Sid>, legs: Switchboard['legs']): void {
    for (const sid of sids) {
      this.#stale.add(sid);
      if (!this.#ranks.has(sid)) this.#ranks.set(sid, this.#ranks.size);
      const leg = legAt(legs, sid);
      if (!leg?.owner || leg.setup.target === null) continue;
      this.#applications.add(sid);
      for (let up: Sid | undefined = leg.owner.leg; up !== undefined; up = legAt(legs, up)?.owner?.leg)
        this.#stale.add(up);
    }
  }

  /** What is done first; `null` when nobody means to do anything. */
  earliest(legs: Switchboard['legs'], present: number): Intention | null {
    for (const sid of this.#stale) this.#ask(legs, sid, present);
    this.#stale.clear();
    for (;;) {
      const { first } = this.#queue;
      if (!first) return null;
      const isCurrent = this.#current.get(first.leg) === first;
      // Now it is time, and they may have changed their mind.
      const isOld = first.at <= present && first.askedAt < present;
      if (isCurrent && !isOld) return first;
      this.#queue.removeFirst();
      if (isCurrent) this.#ask(legs, first.leg, present);
    }
  }

  #ask(legs: Switchboard['legs'], sid: Sid, present: number): void {
    this.#current.delete(sid);
    const leg = legAt(legs, sid);
    if (!leg || leg.endedAt !== null) return;
    let first: Intention | null = null;
    for (const person of this.#cast.asked(leg)) {
      const seen = person.heard ? this.#asHeard(legs, leg) : leg;
      const due = person.next(seen, present);
      if (!due || !Number.isFinite(due.at) || (first && first.at <= due.at)) continue;
      const rank = this.#ranks.get(sid) ?? 0;
      first = { at: due.at, rank, leg: sid, askedAt: present, event: this.#eventOf(person, seen, due) };
    }
    if (!first) return;
    this.#current.set(sid, first);
    this.#queue.add(first);
  }

  #eventOf(person: Caller, leg: Leg, { act }: Due): Intention['event'] {
    if (!act) return null;
    return (now) => {
      this.#cast.asked(leg);
      person.did(leg, act, now);
      this.#stale.add(leg.sid);
      return actEvent(leg, act, now);
    };
  }

  /** A leg with the documents that hear its party. */
  #asHeard(legs: Switchboard['legs'], leg: Leg): Leg {
    if (this.#applications.size === 0) return leg;
    const hearer = hearerOf(legs, leg);
    return hearer === leg ? leg : { ...leg, frames: hearer.frames };
  }
}
