import type { LegSetup } from '../engine/event.ts';
import type { InboundMessage } from '../engine/inbound-message.ts';

/** What a leg of messaging brings. */
export function messageOf({ message }: LegSetup): InboundMessage {
  if (!message) throw new Error('this leg is no message');
  return message;
}
