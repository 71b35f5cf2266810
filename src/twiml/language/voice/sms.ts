import { METHOD } from '../common-attributes.ts';
import type { ElementTable } from '../element-spec.ts';

/** The verb that sends a text out of a call (Twilio docs: TwiML Voice; error dictionary). */
export const SMS: ElementTable = {
  Sms: {
    kind: 'verb',
    parents: ['Response'],
    text: { type: 'message', required: true, maxLength: 160, longCode: 14103 },
    deprecated: 'send texts with the REST API, or answer messages with <Message>',
    nextRuns: 'without-action',
    simulated: 'nothing is sent; every message is told to be sent after a second',
    attributes: {
      to: { type: 'string', defaultNote: 'the other party', code: 14101, simulated: true },
      from: { type: 'string', defaultNote: 'the Twilio number of the call', code: 14102, simulated: true },
      action: { type: 'url', simulated: true },
      method: { ...METHOD, code: 14104, simulated: true },
      statusCallback: { type: 'url', code: 14105, simulated: true },
    },
  },
};
