import { frameOf, type Leg, type Switchboard } from '../engine/switchboard.ts';

/** How long nothing but documents for those who wait may run, on the session's clock in milliseconds. */
const ONLY_WAITING_MS = 60_000;

/**
 * Notices that a run would go on for ever: nobody has anything left to do, and either nothing is due at all (a
 * conference alone, Echo) or only music for those who wait has been running for a minute.
 */
export class IdleWatch {
  #since: number | null = null;

  /** Why the run is not going anywhere, in words; `null` while it is. `due` is when something is due next. */
  judge(board: Switchboard, left: boolean, due: number | null): string | null {
    const legs = Object.values(board.legs).filter(({ endedAt }) => endedAt === null);
    if (left || legs.length === 0) return this.#active();
    if (due === null) return 'nothing is left that could end the call';
    if (!legs.every(onlyWaits)) return this.#active();
    this.#since ??= board.now;
    return due - this.#since > ONLY_WAITING_MS
      ? `nothing but documents for those who wait has run for ${ONLY_WAITING_MS / 1000} s`
      : null;
  }

  #active(): null {
    this.#since = null;
    return null;
  }
}

/** It hears a document for those who wait, or runs a verb that waits for others. */
function onlyWaits(leg: Leg): boolean {
  const top = frameOf(leg);
  if (top?.role?.kind === 'wait') return true;
  return top?.running[0]?.name === 'Enqueue';
}
