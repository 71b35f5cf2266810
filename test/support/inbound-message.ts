import type { InboundMessage, MessageHandling } from '../../src/engine/placed/inbound-message.ts';
import type { MessageSetup } from '../../src/engine/placed/leg-setup.ts';
import { plainLeg } from './plain-leg.ts';

/** A number with nothing special about it: Twilio answers STOP, and every reply arrives. */
export const PLAIN_HANDLING: MessageHandling = {
  service: null,
  optOut: 'default',
  action: 'flow',
  replyMedia: 'fetch',
  deliveries: [],
  deliveriesTo: {},
  profileName: 'Alice',
  mediaAt: 'https://api.twilio.com',
};

/** A text with nothing else to it. */
export function textMessage(body: string, handling: MessageHandling = PLAIN_HANDLING): InboundMessage {
  return { body, media: [], button: null, location: null, isReply: false, handling };
}

/** A message that comes in for a webhook: example numbers, nothing configured. */
export function inboundMessage(url: string, message: InboundMessage, accountSid?: string): MessageSetup {
  return {
    product: 'messaging',
    ...plainLeg(url, accountSid),
    message,
  };
}
