import type { ElementTable } from '../element-spec.ts';

/** Names and values that nouns hand on (Twilio docs: TwiML Voice; error dictionary). */
export const PARAMETERS: ElementTable = {
  // Of a <Stream>, name and value are below 500 characters.
  Parameter: {
    kind: 'noun',
    parents: [
      'Application',
      'Assistant',
      'Client',
      'ConversationRelay',
      'Hangup',
      'Pay',
      'Reject',
      'Siprec',
      'Stream',
      'Transcription',
      'VirtualAgent',
    ],
    simulated: 'reaches applications and comes back from them; the other ends that it goes to are simulated',
    attributes: {
      name: { type: 'string', required: true, simulated: true },
      value: { type: 'string', required: true, simulated: true },
    },
  },
  Config: {
    kind: 'noun',
    parents: ['Transcription', 'VirtualAgent'],
    simulated: 'checked; the provider is simulated',
    attributes: {
      name: { type: 'string', required: true, simulated: true },
      value: { type: 'string', required: true, simulated: true },
    },
  },
};
