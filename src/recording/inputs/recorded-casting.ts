import type { Caller, CallerAct, Due } from '../../debug/people/caller.ts';
import type { Casting } from '../../debug/people/cast.ts';
import type { Leg } from '../../engine/switchboard.ts';
import { LegWatch } from './leg-watch.ts';
import type { RecordedAct, RecordedPart } from './recorded-acts.ts';

/** Who is on a leg that the recording does not have. */
export type Stranger = (leg: Leg) => readonly Caller[];

/**
 * Puts those who were recorded on the legs of another session: a leg that came by itself has the part of the one that
 * came as the same in order; a dialled one that of the first to the same number, else of the next one.
 */
export function recordedCasting(parts: readonly RecordedPart[], stranger: Stranger): Casting {
  const callers = parts.filter(({ dialled }) => dialled === null);
  const callees = parts.filter(({ dialled }) => dialled !== null);
  const take = (leg: Leg): RecordedPart | undefined => {
    if (leg.owner === null) return callers.shift();
    const same = callees.findIndex(({ dialled }) => dialled === leg.setup.to);
    return callees.splice(Math.max(0, same), 1)[0];
  };
  return (leg) => {
    const part = take(leg);
    return part ? [new RecordedPerson(part.acts)] : stranger(leg);
  };
}

/** What is done in any case, where the moment for it is over: nobody waits for a verb to hang up. */
const DONE_ANYWAY: ReadonlySet<CallerAct['type']> = new Set(['hang-up', 'replaced']);

/** Does what somebody did in a recorded session, each act at the moment that is most like the recorded one. */
class RecordedPerson implements Caller {
  readonly heard = true;
  readonly #acts: readonly RecordedAct[];
  readonly #watch = new LegWatch();
  #at = 0;
  /** The verb at which the next act is about to be done. */
  #meant: number | null = null;

  constructor(acts: readonly RecordedAct[]) {
    this.#acts = acts;
  }

  next(leg: Leg, now: number): Due | null {
    if (leg.endedAt !== null) return null;
    this.#watch.observe(leg, now);
    for (;;) {
      const next = this.#acts[this.#at];
      if (!next) return null;
      const { act, moment, afterMs } = next;
      if (this.#watch.isAt(moment)) {
        this.#meant = this.#watch.run;
        return { at: this.#watch.beginOf(moment) + afterMs, act };
      }
      if (!this.#isTooLate(moment)) return null;
      if (DONE_ANYWAY.has(act.type)) return { at: now, act };
      // Nobody listens any more: what was meant for that verb is lost.
      this.#done(now);
    }
  }

  did(_leg: Leg, _act: CallerAct, at: number): void {
    this.#done(at);
  }

  left(): readonly string[] {
    return this.#acts.slice(this.#at).map(({ act }) => act.type);
  }

  dropped(): readonly string[] {
    return [];
  }

  /** The verb that it was meant for has ended. */
  #isTooLate({ verb, ordinal }: RecordedAct['moment']): boolean {
    if (verb === null) return false;
    if (this.#meant !== null) return this.#meant !== this.#watch.run;
    return ordinal === 0 && this.#watch.moment.ordinal > 0;
  }

  #done(at: number): void {
    this.#at++;
    this.#meant = null;
    this.#watch.acted(at);
  }
}
