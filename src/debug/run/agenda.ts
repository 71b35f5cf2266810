import type { Playback, Speaker } from '../../audio/speaker.ts';
import type { Event } from '../../engine/event.ts';
import type { Sid, WorkId } from '../../engine/identifiers.ts';
import type { Work } from '../../engine/pending.ts';
import type { Switchboard } from '../../engine/switchboard.ts';
import { assertNever } from '../../errors/assert-never.ts';
import type { Cast } from '../people/cast.ts';
import { DueQueue, type Ranked } from './due-queue.ts';
import { Intentions } from './intentions.ts';

/** A moment, and the event that is due then; without one it is just time to look again. */
export interface Appointment {
  readonly at: number;
  readonly event: ((at: number) => Event) | null;
}

/** Somebody else who calls into the session, or sends the next message. */
export interface Arrival {
  /**
   * When, on the session's clock in milliseconds; where that depends on what happens before, `null` while it has not
   * happened.
   */
  readonly due: number | ((board: Switchboard) => number | null);
  readonly event: (at: number) => Event;
  /** In words, for when it comes to nothing. */
  readonly what: string;
}

/** Work that is over at a known time. */
interface Ending extends Ranked, Appointment {
  readonly work: WorkId;
}

/** Somebody who comes at a known time. */
interface Coming extends Ranked {
  readonly arrival: Arrival;
}

/**
 * What is due on the session's clock, and when: the ends of what is being heard, timers, what the people on the
 * legs mean to do, and calls that are yet to come in. Each is looked at when it changes, not at every step.
 */
export class Agenda {
  readonly #speaker: Speaker;
  readonly #intentions: Intentions;
  readonly #playbacks = new Map<WorkId, Playback>();
  readonly #endings = new Map<WorkId, Ending>();
  readonly #works = new DueQueue<Ending>();
  readonly #comings = new DueQueue<Coming>();
  readonly #arrivals: Set<Arrival>;
  /** Those whose time depends on what happens before. */
  readonly #depending: readonly Arrival[];
  #started = 0;

  constructor(speaker: Speaker, cast: Cast, arrivals: readonly Arrival[]) {
    this.#speaker = speaker;
    this.#intentions = new Intentions(cast);
    this.#arrivals = new Set(arrivals);
    this.#depending = arrivals.filter(({ due }) => typeof due === 'function');
    for (const [rank, arrival] of arrivals.entries())
      if (typeof arrival.due === 'number') this.#comings.add({ at: arrival.due, rank, arrival });
  }

  /** True while somebody is yet to call in. */
  get expects(): boolean {
    return this.#arrivals.size > 0;
  }

  /** Nobody else comes any more; answers who would have. */
  dismiss(): readonly string[] {
    const dismissed = [...this.#arrivals].map(({ what }) => what);
    this.#arrivals.clear();
    return dismissed;
  }

  start(work: Exclude<Work, { kind: 'hop' }>): void {
    switch (work.kind) {
      case 'play': {
        const playback = this.#speaker.start(work.piece);
        this.#playbacks.set(work.id, playback);
        return this.#ends(work, 'played', work.since + playback.durationMs);
      }
      case 'timer':
        return this.#ends(work, 'due', work.due);
      default:
        assertNever(work);
    }
  }

  stop(id: WorkId): void {
    this.#playbacks.get(id)?.stop();
    this.#playbacks.delete(id);
    this.#endings.delete(id);
  }

  /** These legs are new, or have changed. */
  touch(sids: Iterable<Sid>, { legs }: Switchboard): void {
    this.#intentions.touch(sids, legs);
  }

  close(): void {
    for (const playback of this.#playbacks.values()) playback.stop();
    this.#playbacks.clear();
    this.#endings.clear();
    this.#arrivals.clear();
  }

  /** The earliest thing that is due; `null` when nothing will happen by itself. */
  earliest(board: Switchboard, present: number): Appointment | null {
    let first: Appointment | null = this.#nextEnding();
    const consider = (next: Appointment | null) => {
      if (next && (!first || next.at < first.at)) first = next;
    };
    consider(this.#intentions.earliest(board.legs, present));
    consider(this.#nextComing());
    for (const arrival of this.#depending) consider(this.#coming(arrival, board));
    return first;
  }

  #ends({ id }: Work, type: 'played' | 'due', at: number): void {
    // What has no end is over when it is stopped.
    if (!Number.isFinite(at)) return;
    const ending = {
      at,
      rank: this.#started++,
      work: id,
      event: (now: number) => ({ at: now, type, work: id }),
    };
    this.#endings.set(id, ending);
    this.#works.add(ending);
  }

  #nextEnding(): Ending | null {
    for (;;) {
      const { first } = this.#works;
      if (!first || this.#endings.get(first.work) === first) return first;
      this.#works.removeFirst();
    }
  }

  #nextComing(): Appointment | null {
    for (;;) {
      const { first } = this.#comings;
      if (!first) return null;
      if (this.#arrivals.has(first.arrival)) return this.#appointment(first.arrival, first.at);
      this.#comings.removeFirst();
    }
  }

  #coming(arrival: Arrival, board: Switchboard): Appointment | null {
    if (typeof arrival.due === 'number' || !this.#arrivals.has(arrival)) return null;
    const at = arrival.due(board);
    return at === null ? null : this.#appointment(arrival, at);
  }

  #appointment(arrival: Arrival, at: number): Appointment {
    return {
      at,
      event: (now) => {
        this.#arrivals.delete(arrival);
        return arrival.event(now);
      },
    };
  }
}
