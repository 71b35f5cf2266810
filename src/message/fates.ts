import type { Sid } from '../engine/identifiers.ts';
import type { Delivery } from '../engine/placed/inbound-message.ts';
import type { Switchboard } from '../engine/switchboard.ts';
import type { Turn } from '../engine/turn/turn.ts';
import { DELIVERED } from './delivery.ts';
import { messageOf } from './message-of.ts';

const NAME = 'fates';
const BY_HAND = 'fate';

/** The event by which a user decides the outcome of all messages from now on; `null` returns to the plan. */
export function fateChange(delivery: Delivery | null) {
  return { type: 'shared', name: BY_HAND, value: delivery && { ...delivery } } as const;
}

/** The outcome that the user has chosen; `null` while the plan applies. */
export function fateByHand({ shared }: Pick<Switchboard, 'shared'>): Delivery | null {
  // Only this file stores anything under this name.
  return (shared[BY_HAND] ?? null) as Delivery | null;
}

/**
 * Decides the outcome of the next message: the user's choice, else the outcome planned for its number, else the next
 * of those planned in turn; the last of these is used again and again.
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
