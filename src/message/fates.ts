import type { Sid } from '../engine/identifiers.ts';
import type { Delivery } from '../engine/placed/inbound-message.ts';
import type { Switchboard } from '../engine/switchboard.ts';
import type { Turn } from '../engine/turn/turn.ts';
import { DELIVERED } from './delivery.ts';
import { messageOf } from './message-of.ts';

const NAME = 'fates';
const BY_HAND = 'fate';

/** The event with which a user decides from now on what becomes of messages; `null` is as planned. */
export function fateChange(delivery: Delivery | null) {
  return { type: 'shared', name: BY_HAND, value: delivery && { ...delivery } } as const;
}

/** What the user has decided by hand; `null` while everything goes as planned. */
export function fateByHand({ shared }: Pick<Switchboard, 'shared'>): Delivery | null {
  // Nobody else puts anything there.
  return (shared[BY_HAND] ?? null) as Delivery | null;
}

/**
 * What becomes of the next message: what the user has decided by hand, else planned for its number, or in turn, the
 * last one over and over.
 */
export function nextFate(turn: Turn, sid: Sid, to: string): Delivery {
  const decided = fateByHand(turn.board);
  if (decided) return decided;
  const { deliveries, deliveriesTo } = messageOf(turn.leg(sid).setup).handling;
  const own = Object.hasOwn(deliveriesTo, to) ? deliveriesTo[to] : undefined;
  if (own) return own;
  const used = turn.shared(NAME, 0);
  turn.share(NAME, used + 1);
  return deliveries[Math.min(used, deliveries.length - 1)] ?? DELIVERED;
}
