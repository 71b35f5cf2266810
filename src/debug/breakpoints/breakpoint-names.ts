import type { ProductName } from '../../twiml/language/schema.ts';

/** The verbs before which one can stop, by product. */
const VERBS: Readonly<Record<ProductName, readonly string[]>> = {
  voice: [
    ...['Connect', 'Dial', 'Echo', 'Enqueue', 'Gather', 'Hangup', 'Leave', 'Pause', 'Pay', 'Play', 'Record'],
    ...['Redirect', 'Refer', 'Reject', 'Say', 'Sms', 'Start', 'Stop'],
  ],
  messaging: ['Message', 'Redirect', 'Sms'],
  fax: ['Receive'],
};

/** What stands in verbs: it does not start by itself, but is a word of the language. */
const NOUNS: Readonly<Record<ProductName, readonly string[]>> = {
  voice: [
    ...[
      'AiSession',
      'Application',
      'ApplicationSid',
      'Assistant',
      'Autopilot',
      'Client',
      'Conference',
      'Config',
    ],
    ...['Conversation', 'ConversationRelay', 'ConversationRelaySession', 'Header', 'Headers', 'Identity'],
    ...[
      'Language',
      'Number',
      'Parameter',
      'Prompt',
      'Queue',
      'Recording',
      'Room',
      'Sim',
      'Sip',
      'Siprec',
      'Stream',
    ],
    ...['Task', 'TaskAttributes', 'Transcription', 'Uri', 'VirtualAgent', 'WhatsApp'],
  ],
  messaging: ['Body', 'Media'],
  fax: [],
};

const PRODUCTS = Object.keys(VERBS) as readonly ProductName[];

/** The verbs and nouns of a product, verbs first; of all products without one. */
export function namesOf(product: ProductName | null): readonly string[] {
  const products = product === null ? PRODUCTS : [product];
  return [...new Set([...products.flatMap((one) => VERBS[one]), ...products.flatMap((one) => NOUNS[one])])];
}

/** True for a word that stands in verbs only: it never starts, so that nothing stops before it. */
export function isOnlyNoun(name: string): boolean {
  return PRODUCTS.every((product) => !VERBS[product].includes(name));
}
