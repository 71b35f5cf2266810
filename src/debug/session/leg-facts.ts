import type { Sid } from '../../engine/identifiers.ts';
import { hearerOf } from '../../engine/legs.ts';
import { NOTHING_PENDING, workFor } from '../../engine/pending.ts';
import type { Leg } from '../../engine/switchboard.ts';
import { traitsOf } from '../../twiml/language/traits.ts';
import { readyVerb } from '../ready-verb.ts';
import type { Debuggable } from './debuggable.ts';

/** A dialled phone that nobody has taken yet. */
export function rings({ owner, answeredAt, endedAt }: Leg): boolean {
  return owner !== null && answeredAt === null && endedAt === null;
}

/** The phone that a command is about: the one that is looked at, or the only one that rings. */
export function ringingLeg({ leg, legs }: Pick<Debuggable, 'leg' | 'legs'>): Leg | null {
  if (leg && rings(leg)) return leg;
  const [only, another] = legs.filter(rings);
  return another ? null : (only ?? null);
}

/** The leg whose verbs hear what is done on this one: an application that it dialled hears it. */
export function hearer({ board }: Pick<Debuggable, 'board'>, leg: Leg): Leg {
  return board ? hearerOf(board.legs, leg) : leg;
}

/** Keys on this leg are for a verb that keeps them secret, or will be when time goes on: nobody else may see them. */
export function hidesKeys(target: Pick<Debuggable, 'board'>, leg: Leg): boolean {
  const heard = hearer(target, leg);
  const ready = readyVerb(heard)?.element.name ?? '';
  const running = heard.frames.flatMap((frame) => frame.running.map(({ name }) => name));
  return [ready, ...running].some((name) => traitsOf(name).secret);
}

/** True while a leg waits for a document. */
export function fetches({ board }: Pick<Debuggable, 'board'>, sid: Sid): boolean {
  return workFor(board?.pending ?? NOTHING_PENDING, sid).some(
    (work) =>
      work.kind === 'hop' &&
      work.leg === sid &&
      (work.awaitedBy === 'leg' || (typeof work.awaitedBy === 'object' && 'frame' in work.awaitedBy)),
  );
}

/** The leg after the one that is looked at, or before it: of those that go on, or of all when none does. */
export function neighbourOf({ legs, leg }: Pick<Debuggable, 'legs' | 'leg'>, by: 1 | -1): Leg | null {
  const going = legs.filter(({ endedAt }) => endedAt === null);
  const ring = going.length > 0 ? going : legs;
  // From one that is over: to the one that came after it, or before.
  const at = ring.findIndex(({ sid }) => sid === leg?.sid);
  if (at === -1) return ring.at(by === 1 ? 0 : -1) ?? null;
  return ring[(at + by + ring.length) % ring.length] ?? null;
}
