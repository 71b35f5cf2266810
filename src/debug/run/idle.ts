import type { Sid } from '../../engine/identifiers.ts';
import { allLegs, legAt } from '../../engine/legs.ts';
import { frameOf, type Leg, type Switchboard } from '../../engine/switchboard.ts';
import { childElements } from '../../twiml/document.ts';
import { LONGEST_CALL_S } from '../../twiml/language/limits.ts';
import { traitsOf } from '../../twiml/language/traits.ts';
import type { OwnFinding } from '../own-finding.ts';

/** How long nothing but documents for those who wait may run, on the session's clock in milliseconds. */
const ONLY_WAITING_MS = 60_000;
/** And how long while somebody still means to do something that never has its time: the longest call. */
const LONGEST_WAIT_MS = LONGEST_CALL_S.usual * 1000;

/** A run goes nowhere: why, in words, and when that is certain on the session's clock. */
export interface Idle {
  readonly at: number;
  readonly why: string;
}

/**
 * Notices that a run would go on for ever: nobody has anything left to do, and either nothing is due at all (a
 * conference alone, Echo) or only music for those who wait has been running for a minute.
 */
export class IdleWatch {
  /** Since when all only wait; and since when nobody means to do anything either. */
  #waiting: number | null = null;
  #since: number | null = null;
  /** Legs that have not ended, and those of them at which a verb is at work. */
  readonly #live = new Set<Sid>();
  readonly #busy = new Set<Sid>();
  /** Legs that have not been looked at since they changed: most steps come before anybody wants to know. */
  readonly #stale = new Set<Sid>();

  /** These legs are new, or have changed. */
  touch(sids: Iterable<Sid>): void {
    for (const sid of sids) this.#stale.add(sid);
  }

  /**
   * That the run is not going anywhere; `null` while it is. `due` is when something is due next; `isLeft` says
   * whether anybody still means to do something.
   */
  judge(board: Switchboard, isLeft: () => boolean, due: number | null): Idle | null {
    const { now } = board;
    this.#look(board);
    // Most of the time a verb of some leg is at work: then nobody needs to be asked what they still mean to do.
    if (this.#live.size === 0 || (due !== null && this.#busy.size > 0)) return this.#active();
    if (due === null) return { at: now, why: 'nothing is left that could end the call' };
    const left = isLeft();
    this.#waiting ??= now;
    this.#since = left ? null : (this.#since ?? now);
    const given = this.#since === null ? LONGEST_WAIT_MS : ONLY_WAITING_MS;
    const at = (this.#since ?? this.#waiting) + given;
    return due > at
      ? { at, why: `nothing but documents for those who wait has run for ${given / 1000} s` }
      : null;
  }

  #look({ legs }: Switchboard): void {
    for (const sid of this.#stale) {
      this.#live.delete(sid);
      this.#busy.delete(sid);
      const leg = legAt(legs, sid);
      if (!leg || leg.endedAt !== null) continue;
      this.#live.add(sid);
      if (!onlyWaits(leg)) this.#busy.add(sid);
    }
    this.#stale.clear();
  }

  #active(): null {
    this.#waiting = null;
    this.#since = null;
    return null;
  }
}

/** It hears a document for those who wait, runs a verb that waits for others, or is with others who do nothing. */
function onlyWaits(leg: Leg): boolean {
  const top = frameOf(leg);
  if (!top) return false;
  if (top.role?.kind === 'wait') return true;
  const [verb] = top.running;
  if (!verb) return false;
  if (traitsOf(verb.name).waits) return true;
  return childElements(top.document, verb.element).some(({ name }) => {
    const { waits } = traitsOf(name);
    return waits === 'always' || (waits === 'bridged' && leg.bridgedTo !== null);
  });
}

/** How a run that is not going anywhere is ended: who hangs up, and what is said about it; `null` with nobody left. */
export function endOf(
  board: Switchboard,
  why: string,
): { readonly leg: Sid; readonly finding: OwnFinding; readonly reason: string } | null {
  const legs = allLegs(board.legs).filter(({ endedAt }) => endedAt === null);
  const leg = legs.find(({ owner }) => !owner) ?? legs[0];
  if (!leg) return null;
  const message = `${why}: the caller hangs up`;
  const help = 'say when with "hang up" in --caller';
  return {
    leg: leg.sid,
    finding: { rule: 'nobody-left', level: 'info', message, help },
    reason: `the run was ended because ${why}`,
  };
}
