import type { InboundMessage } from '../engine/placed/inbound-message.ts';
import type { LegSetup } from '../engine/placed/leg-setup.ts';

/** The message that a leg was placed with. Throws for a leg of another product. */
export function messageOf(setup: LegSetup): InboundMessage {
  if (setup.product !== 'messaging') throw new Error('this leg is no message');
  return setup.message;
}
