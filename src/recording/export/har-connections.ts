import type { HopSummary } from '../../debug/public-event.ts';

/** A connection, and the time until which it was busy. */
interface Known {
  readonly id: number;
  busyUntil: number;
}

/**
 * Numbers the connections of a session from 1, in the order in which they were made. A recording says for each hop
 * where it went and whether its connection was new. A reused connection is taken to be the last free one to the same
 * place, because the wire chooses that one.
 */
export class HarConnections {
  readonly #known = new Map<string, Known[]>();
  #count = 0;

  /** Returns the connection of the next hop, which lasted from `start` to `end`; `null` for a hop without one. */
  of({ connection, cache }: HopSummary, start: number, end: number): string | null {
    if (!connection || cache === 'hit') return null;
    const { remote, reused, tls } = connection;
    const key = `${remote} ${tls ? `${tls.version} ${tls.cipher}` : ''}`;
    const there = this.#known.get(key) ?? [];
    const free = there.filter(({ busyUntil }) => busyUntil <= start);
    const again = reused ? latest(free.length > 0 ? free : there) : null;
    const used = again ?? { id: ++this.#count, busyUntil: end };
    used.busyUntil = Math.max(used.busyUntil, end);
    if (again === null) this.#known.set(key, [...there, used]);
    return String(used.id);
  }
}

function latest(all: readonly Known[]): Known | null {
  return all.reduce<Known | null>(
    (best, one) => (best !== null && best.busyUntil > one.busyUntil ? best : one),
    null,
  );
}
