import type { Sid } from '../engine/identifiers.ts';

/** A party that a leg dialled, or one that came by itself. */
export type LegRole = 'caller' | 'callee';

/**
 * Short names for the legs of a session, in the order in which they come up: `caller`, `caller 2`, `callee 1`. A
 * leg keeps its name whatever comes after it.
 */
export class LegNames {
  readonly #names = new Map<Sid, string>();
  readonly #dialled = new Set<Sid>();
  #callers = 0;
  #callees = 0;

  /** How many legs there have been. */
  get size(): number {
    return this.#names.size;
  }

  /** A leg came up; `parent` is the one that dialled it. Naming it again changes nothing. */
  add(sid: Sid, parent: Sid | null): void {
    if (this.#names.has(sid)) return;
    if (parent === null) this.#names.set(sid, ++this.#callers === 1 ? 'caller' : `caller ${this.#callers}`);
    else {
      this.#names.set(sid, `callee ${++this.#callees}`);
      this.#dialled.add(sid);
    }
  }

  /** The name of a leg; the identifier itself for one that never came up. */
  of(sid: Sid): string {
    return this.#names.get(sid) ?? sid;
  }

  /** What whoever is on a leg is: dialled by another leg, or not. */
  roleOf(sid: Sid): LegRole {
    return this.#dialled.has(sid) ? 'callee' : 'caller';
  }

  /** The first leg needs no name beside the others: it is who the session is about. */
  isFirst(sid: Sid): boolean {
    for (const first of this.#names.keys()) return first === sid;
    return true;
  }
}
