import type { Sid } from '../../engine/identifiers.ts';
import { allLegs, legAt } from '../../engine/legs.ts';
import type { Leg, Switchboard } from '../../engine/switchboard.ts';
import type { Caller } from './caller.ts';

/** What somebody meant to do and did not, with their leg. */
export interface LeftUndone {
  readonly leg: Sid;
  readonly what: string;
}

/** Makes the people that belong to a leg when it is first seen: who is on it, and what is at its far end. */
export type Casting = (leg: Leg) => readonly Caller[];

/** Everybody in a session: each leg has its own people, who stay with it. */
export class Cast {
  readonly #casting: Casting;
  readonly #people = new Map<Sid, readonly Caller[]>();
  /** Whose people have been asked or have acted since somebody wanted to know what they dropped. */
  readonly #asked = new Set<Sid>();
  /** Whose people may mean to do something yet. */
  readonly #unfinished = new Set<Sid>();

  constructor(casting: Casting) {
    this.#casting = casting;
  }

  /** The people of a leg. */
  of(leg: Leg): readonly Caller[] {
    const known = this.#people.get(leg.sid);
    if (known) return known;
    const people = this.#casting(leg);
    this.#people.set(leg.sid, people);
    this.#unfinished.add(leg.sid);
    return people;
  }

  /** The people of a leg, who are about to be asked something, or to act. */
  asked(leg: Leg): readonly Caller[] {
    this.#asked.add(leg.sid);
    return this.of(leg);
  }

  /** True while somebody means to do something yet. */
  isLeft(legs: Switchboard['legs']): boolean {
    for (const sid of this.#unfinished) {
      if (this.#people.get(sid)?.some((person) => person.left().length > 0)) return true;
      // Nobody on it will think of anything new.
      if (legAt(legs, sid)?.endedAt !== null) this.#unfinished.delete(sid);
    }
    return false;
  }

  /** What they meant to do and did not when the session is over, with whose leg it was. */
  left(legs: Switchboard['legs']): readonly LeftUndone[] {
    const all: LeftUndone[] = [];
    for (const leg of allLegs(legs)) {
      // What the end of the call itself settled is done: a silence that was kept, keys that came too late.
      if (leg.endedAt !== null) for (const one of this.asked(leg)) one.next(leg, leg.endedAt);
      else this.#asked.add(leg.sid);
    }
    for (const [leg, people] of this.#people)
      for (const one of people) for (const what of one.left()) all.push({ leg, what });
    return all;
  }

  /** What they had to give up since the last time that this was asked, with whose leg it was. */
  dropped(): readonly { readonly leg: Sid; readonly what: string }[] {
    const all: { leg: Sid; what: string }[] = [];
    for (const leg of this.#asked)
      for (const one of this.#people.get(leg) ?? [])
        for (const what of one.dropped()) all.push({ leg, what });
    this.#asked.clear();
    return all;
  }
}
