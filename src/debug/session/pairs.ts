import { callOf } from '../../engine/switchboard.ts';
import { type Pair, pairKey } from '../conversation/pair.ts';
import type { Debuggable } from './debuggable.ts';

/** The pair that is looked at: that of the next message, else that of the message that is looked at. */
export function pairOf({ writer, leg, legs }: Pick<Debuggable, 'writer' | 'leg' | 'legs'>): Pair | null {
  const setup = writer?.pair ?? leg?.setup ?? legs[0]?.setup;
  return setup ? { from: setup.from, to: setup.to } : null;
}

/** Every pair that has written, in the order in which they began, and the one that is about to. */
export function pairsOf(target: Pick<Debuggable, 'writer' | 'leg' | 'legs'>): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  for (const leg of target.legs) pairs.set(callOf(leg), { from: leg.setup.from, to: leg.setup.to });
  const looked = pairOf(target);
  if (looked && !pairs.has(pairKey(looked))) pairs.set(pairKey(looked), looked);
  return [...pairs.values()];
}
