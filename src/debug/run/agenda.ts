import type { Playback, Speaker } from '../../audio/speaker.ts';
import type { Event } from '../../engine/event.ts';
import type { Sid, WorkId } from '../../engine/identifiers.ts';
import { legAt } from '../../engine/legs.ts';
import type { Work } from '../../engine/pending.ts';
import type { Switchboard } from '../../engine/switchboard.ts';
import { assertNever } from '../../errors/assert-never.ts';
import { LONGEST_CALL_S } from '../../twiml/language/limits.ts';
import type { Cast } from '../people/cast.ts';
import { DueQueue, type Ranked } from './due-queue.ts';
import { Intentions } from './intentions.ts';

/** Longest call in milliseconds, from its answer (Twilio docs: Call resource, TimeLimit; error dictionary, 32015). */
const LONGEST_CALL_MS = LONGEST_CALL_S.usual * 1000;

/** A moment, and the event that is due then; without one it is just time to look again. */
export interface Appointment {
  readonly at: number;
  readonly event: ((at: number) => Event) | null;
  /** It ends a call that has lasted too long, which nobody waits for; anything else is due then, or (`null`) never. */
  readonly otherwise?: number | null;
}

/** When something is due next that somebody waits for; `null` when nothing is. */
export function dueOf(next: Appointment | null): number | null {
  if (next?.otherwise !== undefined) return next.otherwise;
  return next?.at ?? null;
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

/** A call that is ended when it has lasted as long as Twilio lets one last. */
interface Limit extends Ranked {
  readonly leg: Sid;
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
  /** Told when it is known how long something lasts that was being measured. */
  readonly #measured: () => void;
  readonly #measuring = new Set<Playback>();
  readonly #endings = new Map<WorkId, Ending>();
  readonly #works = new DueQueue<Ending>();
  readonly #comings = new DueQueue<Coming>();
  readonly #limits = new DueQueue<Limit>();
  readonly #answered = new Set<Sid>();
  readonly #arrivals: Set<Arrival>;
  /** Those whose time depends on what happens before. */
  readonly #depending: readonly Arrival[];
  #started = 0;

  constructor(speaker: Speaker, cast: Cast, arrivals: readonly Arrival[], measured: () => void) {
    this.#speaker = speaker;
    this.#measured = measured;
    this.#intentions = new Intentions(cast);
    this.#arrivals = new Set(arrivals);
    this.#depending = arrivals.filter(({ due }) => typeof due === 'function');
    for (const [rank, arrival] of arrivals.entries())
      if (typeof arrival.due === 'number') this.#comings.add({ at: arrival.due, rank, arrival });
  }

  /** True while something is heard of which nobody knows yet how long it lasts. */
  get measures(): boolean {
    return this.#measuring.size > 0;
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
        return this.#plays(work, work.since, playback);
      }
      case 'timer':
        return this.#ends(work, 'due', work.due);
      default:
        assertNever(work);
    }
  }

  stop(id: WorkId): void {
    const playback = this.#playbacks.get(id);
    if (playback) this.#measuring.delete(playback);
    playback?.stop();
    this.#playbacks.delete(id);
    this.#endings.delete(id);
  }

  /** These legs are new, or have changed. */
  touch(sids: Iterable<Sid>, { legs }: Switchboard): void {
    const touched = [...sids];
    this.#intentions.touch(touched, legs);
    for (const sid of touched) {
      const { answeredAt = null, setup } = legAt(legs, sid) ?? {};
      if (answeredAt === null || setup?.product !== 'voice' || this.#answered.has(sid)) continue;
      this.#answered.add(sid);
      this.#limits.add({ at: answeredAt + LONGEST_CALL_MS, rank: this.#started++, leg: sid });
    }
  }

  close(): void {
    for (const playback of this.#playbacks.values()) playback.stop();
    this.#playbacks.clear();
    this.#measuring.clear();
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
    return this.#limited(board, first);
  }

  #plays(work: Work, since: number, playback: Playback): void {
    const { durationMs } = playback;
    if (typeof durationMs === 'number') return this.#ends(work, 'played', since + durationMs);
    this.#measuring.add(playback);
    void durationMs.then((ms) => {
      // It may have been cut off meanwhile.
      if (!this.#measuring.delete(playback)) return;
      this.#ends(work, 'played', since + ms);
      this.#measured();
    });
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

  /** What is due next, or the end of a call that has lasted too long by then. */
  #limited({ legs }: Switchboard, next: Appointment | null): Appointment | null {
    for (;;) {
      const { first } = this.#limits;
      if (!first || (next && next.at <= first.at)) return next;
      const { at, leg } = first;
      if (legAt(legs, leg)?.endedAt === null)
        return { at, event: (now) => this.#exceeds(leg, now), otherwise: next?.at ?? null };
      this.#limits.removeFirst();
    }
  }

  #exceeds(leg: Sid, at: number): Event {
    this.#limits.removeFirst();
    return {
      at,
      type: 'hang-up',
      leg,
      reason: 'the call had lasted as long as Twilio lets one last',
      exceeded: true,
    };
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
