import type { Sid } from '../../engine/identifiers.ts';
import type { Legs } from '../../engine/legs.ts';
import { allLegs, legAt } from '../../engine/legs.ts';
import type { Leg } from '../../engine/switchboard.ts';
import { type Pair, pairKey } from '../conversation/pair.ts';

/** A leg that somebody chose to look at, or that stopped; and whether it was over already then. */
export interface Selection {
  readonly sid: Sid;
  readonly over: boolean;
}

/**
 * The message that is looked at: the newest between two addresses, or another of theirs that was selected while it
 * was under way and still is, or when it was over.
 */
export function latestMessage(legs: Legs, pair: Pair, selection: Selection | null): Leg | null {
  const own = allLegs(legs).filter(({ setup }) => pairKey(setup) === pairKey(pair));
  const chosen = own.find(({ sid }) => sid === selection?.sid);
  if (chosen && (chosen.endedAt === null || selection?.over)) return chosen;
  return own.at(-1) ?? null;
}

/**
 * The leg that is looked at: the selected one. When that ends while it is looked at, the one that dialled it, else
 * another that goes on; without any the one that dialled it all the same, or the first.
 */
export function selectedLeg(legs: Legs, selection: Selection | null): Leg | null {
  const chosen = selection && legAt(legs, selection.sid);
  if (chosen && (chosen.endedAt === null || selection.over)) return chosen;
  const parent = chosen?.parent ? legAt(legs, chosen.parent) : null;
  if (parent?.endedAt === null) return parent;
  const all = allLegs(legs);
  return all.find(({ endedAt }) => endedAt === null) ?? parent ?? chosen ?? all[0] ?? null;
}
