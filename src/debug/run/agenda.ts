import type { Playback, Speaker } from '../../audio/speaker.ts';
import type { Event } from '../../engine/event.ts';
import type { WorkId } from '../../engine/identifiers.ts';
import type { Work } from '../../engine/pending.ts';
import { hearerOf, type Leg, type Switchboard } from '../../engine/switchboard.ts';
import { assertNever } from '../../errors/assert-never.ts';
import { actEvent, type Caller, type Due } from '../people/caller.ts';
import type { Cast } from '../people/cast.ts';

/** A moment, and the event that is due then; without one it is just time to look again. */
export interface Appointment {
  readonly at: number;
  readonly event: ((at: number) => Event) | null;
}

/** Somebody else who calls into the session, or sends the next message. */
export interface Arrival {
  /** When, on the session's clock in milliseconds; `null` while something else must happen before. */
  due(board: Switchboard): number | null;
  readonly event: (at: number) => Event;
  /** In words, for when it comes to nothing. */
  readonly what: string;
}

/**
 * What is due on the session's clock, and when: the ends of what is being heard, timers, what the people on the
 * legs mean to do, and calls that are yet to come in.
 */
export class Agenda {
  readonly #speaker: Speaker;
  readonly #cast: Cast;
  readonly #playbacks = new Map<WorkId, Playback>();
  #arrivals: readonly Arrival[];

  constructor(speaker: Speaker, cast: Cast, arrivals: readonly Arrival[]) {
    this.#speaker = speaker;
    this.#cast = cast;
    this.#arrivals = arrivals;
  }

  /** True while somebody is yet to call in. */
  get expects(): boolean {
    return this.#arrivals.length > 0;
  }

  /** Nobody else comes any more; answers who would have. */
  dismiss(): readonly string[] {
    const dismissed = this.#arrivals.map(({ what }) => what);
    this.#arrivals = [];
    return dismissed;
  }

  start(work: Exclude<Work, { kind: 'hop' }>): void {
    switch (work.kind) {
      case 'play':
        this.#playbacks.set(work.id, this.#speaker.start(work.piece));
        return;
      case 'timer':
        // It is read from the state when it is due.
        return;
      default:
        assertNever(work);
    }
  }

  stop(id: WorkId): void {
    this.#playbacks.get(id)?.stop();
    this.#playbacks.delete(id);
  }

  close(): void {
    for (const playback of this.#playbacks.values()) playback.stop();
    this.#playbacks.clear();
    this.#arrivals = [];
  }

  /** The earliest thing that is due; `null` when nothing will happen by itself. */
  earliest(board: Switchboard, present: number): Appointment | null {
    const { pending, legs } = board;
    let first: Appointment | null = null;
    const consider = (next: Appointment | null) => {
      if (next && Number.isFinite(next.at) && (!first || next.at < first.at)) first = next;
    };
    for (const id in pending) {
      const work = pending[id];
      if (work && work.kind !== 'hop') consider(this.#endOf(work));
    }
    for (const sid in legs) {
      const leg = legs[sid];
      if (!leg || leg.endedAt !== null) continue;
      for (const person of this.#cast.of(leg)) {
        const seen = person.heard ? asHeard(legs, leg) : leg;
        const due = person.next(seen, present);
        if (due) consider(intention(person, seen, due));
      }
    }
    for (const arrival of this.#arrivals) {
      const due = arrival.due(board);
      if (due !== null) consider({ at: due, event: (at) => this.#arrive(arrival, at) });
    }
    return first;
  }

  #arrive(arrival: Arrival, at: number): Event {
    this.#arrivals = this.#arrivals.filter((other) => other !== arrival);
    return arrival.event(at);
  }

  #endOf(work: Exclude<Work, { kind: 'hop' }>): Appointment | null {
    switch (work.kind) {
      case 'timer':
        return { at: work.due, event: (at) => ({ at, type: 'due', work: work.id }) };
      case 'play': {
        const playback = this.#playbacks.get(work.id);
        if (!playback) return null;
        const ends = work.since + playback.durationMs;
        return { at: ends, event: (at) => ({ at, type: 'played', work: work.id }) };
      }
      default:
        return assertNever(work);
    }
  }
}

/** A leg with the documents that hear its party. */
function asHeard(legs: Switchboard['legs'], leg: Leg): Leg {
  const hearer = hearerOf(legs, leg);
  return hearer === leg ? leg : { ...leg, frames: hearer.frames };
}

function intention(person: Caller, leg: Leg, { at, act }: Due): Appointment {
  if (!act) return { at, event: null };
  return {
    at,
    event: (now) => {
      person.did(leg, act, now);
      return actEvent(leg, act, now);
    },
  };
}
