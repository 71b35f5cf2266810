import type { Sid } from '../../engine/identifiers.ts';
import type { Leg } from '../../engine/switchboard.ts';
import type { Caller } from './caller.ts';
import type { LeftUndone } from './last-words.ts';

/** Makes the people that belong to a leg when it is first seen: who is on it, and what is at its far end. */
export type Casting = (leg: Leg) => readonly Caller[];

/** Everybody in a session: each leg has its own people, who stay with it. */
export class Cast {
  readonly #casting: Casting;
  readonly #people = new Map<Sid, readonly Caller[]>();

  constructor(casting: Casting) {
    this.#casting = casting;
  }

  /** The people of a leg. */
  of(leg: Leg): readonly Caller[] {
    const known = this.#people.get(leg.sid);
    if (known) return known;
    const people = this.#casting(leg);
    this.#people.set(leg.sid, people);
    return people;
  }

  /** What they meant to do and did not, with whose leg it was. */
  left(): readonly LeftUndone[] {
    const all: LeftUndone[] = [];
    for (const [leg, people] of this.#people)
      for (const one of people) for (const what of one.left()) all.push({ leg, what });
    return all;
  }

  /** What they had to give up since the last time that this was asked, with whose leg it was. */
  dropped(): readonly { readonly leg: Sid; readonly what: string }[] {
    const all: { leg: Sid; what: string }[] = [];
    for (const [leg, people] of this.#people)
      for (const one of people) for (const what of one.dropped()) all.push({ leg, what });
    return all;
  }
}
