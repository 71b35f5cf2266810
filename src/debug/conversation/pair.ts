import { callOf, type Leg } from '../../engine/switchboard.ts';

/** Two addresses with a conversation of their own: who writes, and the number that is written to. */
export interface Pair {
  readonly from: string;
  readonly to: string;
}

/** What a conversation's events are told under. */
export function pairKey({ from, to }: Pair): string {
  return `${from}|${to}`;
}

/** The messages of a pair, oldest first. */
export function messagesOf(legs: readonly Leg[], pair: Pair): readonly Leg[] {
  return legs.filter(({ setup }) => pairKey(setup) === pairKey(pair));
}

/** Where in its messages a session is. */
interface Looked {
  readonly live: { readonly writer: { readonly pair: Pair } | null } | null;
  readonly leg: Leg | null;
  readonly legs: readonly Leg[];
}

/** The pair that is looked at: that of the next message, else that of the message that is looked at. */
export function pairOf({ live, leg, legs }: Looked): Pair | null {
  const setup = live?.writer?.pair ?? leg?.setup ?? legs[0]?.setup;
  return setup ? { from: setup.from, to: setup.to } : null;
}

/** Every pair that has written, in the order in which they began, and the one that is about to. */
export function pairsOf(target: Looked): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  for (const leg of target.legs) pairs.set(callOf(leg), { from: leg.setup.from, to: leg.setup.to });
  const looked = pairOf(target);
  if (looked && !pairs.has(pairKey(looked))) pairs.set(pairKey(looked), looked);
  return [...pairs.values()];
}
