import type { Leg } from '../../engine/switchboard.ts';

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
