import type { Leg } from '../../engine/switchboard.ts';
import type { Debuggable } from '../session/debuggable.ts';

/** The leg after the one that is looked at, or before it: of those that go on, or of all when none does. */
export function neighbourOf({ legs, leg }: Pick<Debuggable, 'legs' | 'leg'>, by: 1 | -1): Leg | null {
  const going = legs.filter(({ endedAt }) => endedAt === null);
  const ring = going.length > 0 ? going : legs;
  // From one that is over: to the one that came after it, or before.
  const at = ring.findIndex(({ sid }) => sid === leg?.sid);
  const next = at === -1 ? (by === 1 ? 0 : ring.length - 1) : (at + by + ring.length) % ring.length;
  return ring[next] ?? null;
}
