import type { InboundMessage } from '../engine/inbound-message.ts';
import type { LegSetup } from '../engine/leg-setup.ts';

/** What a leg of messaging brings. */
export function messageOf(setup: LegSetup): InboundMessage {
  if (setup.product !== 'messaging') throw new Error('this leg is no message');
  return setup.message;
}
