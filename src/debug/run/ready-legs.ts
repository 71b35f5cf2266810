import type { Sid } from '../../engine/identifiers.ts';
import { legAt } from '../../engine/legs.ts';
import type { Leg, Switchboard } from '../../engine/switchboard.ts';

const NONE: readonly Leg[] = [];

/** The legs at which a verb may start, in the order in which they came up: kept, so that nobody looks through all. */
export class ReadyLegs {
  readonly #ranks = new Map<Sid, number>();
  readonly #ready = new Set<Sid>();

  /** These legs are new, or have changed. */
  touch(sids: Iterable<Sid>, { legs }: Switchboard): void {
    for (const sid of sids) {
      if (!this.#ranks.has(sid)) this.#ranks.set(sid, this.#ranks.size);
      if (legAt(legs, sid)?.ready) this.#ready.add(sid);
      else this.#ready.delete(sid);
    }
  }

  /** As they are now. */
  in({ legs }: Switchboard): readonly Leg[] {
    if (this.#ready.size === 0) return NONE;
    const ready: Leg[] = [];
    for (const sid of this.#ready) {
      const leg = legAt(legs, sid);
      if (leg) ready.push(leg);
    }
    const rank = ({ sid }: Leg) => this.#ranks.get(sid) ?? 0;
    return ready.length > 1 ? ready.sort((a, b) => rank(a) - rank(b)) : ready;
  }
}
