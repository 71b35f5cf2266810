import type { AttributeSpec, ElementSpec } from './element-spec.ts';

const METHOD: AttributeSpec = { type: 'enum', enum: ['GET', 'POST'], default: 'POST' };
const URL: AttributeSpec = { type: 'url' };
/** Numbers, short codes, addresses of channels (`whatsapp:+1...`) and SIDs; nobody knows all of them. */
const TO: AttributeSpec = {
  type: 'string',
  pattern: '^([A-Za-z]+:.+|[A-Z]{2}[0-9a-fA-F]{32}|[+]?[0-9(][0-9 ().-]+)$',
  expected: 'a phone number in E.164, like +15551230001, or an address such as whatsapp:+15551230001',
  defaultNote: 'the sender of the inbound message',
};
const FROM: AttributeSpec = {
  type: 'string',
  pattern: '^([A-Za-z]+:.+|[A-Z]{2}[0-9a-fA-F]{32}|[+]?[0-9(][0-9 ().-]+|[A-Za-z0-9 ]{1,11})$',
  expected: 'a number of yours, or a sender ID of 1 to 11 letters, digits and spaces',
  defaultNote: 'the number that received the message',
};

/** The elements of a messaging document (Twilio docs: TwiML for Programmable Messaging; typings of the helper library). */
export const MESSAGING_ELEMENTS: Readonly<Record<string, ElementSpec>> = {
  Response: {
    tag: 'Response',
    kind: 'root',
    parents: [],
    children: ['Message', 'Redirect', 'Sms'],
    text: false,
    attributes: {},
  },
  Message: {
    tag: 'Message',
    kind: 'verb',
    parents: ['Response'],
    children: ['Body', 'Media'],
    text: true,
    textType: 'message',
    textMaxLength: 1600,
    attributes: {
      to: TO,
      from: FROM,
      action: URL,
      method: METHOD,
      statusCallback: { type: 'url', note: 'action is the newer name' },
    },
  },
  Body: {
    tag: 'Body',
    kind: 'noun',
    parents: ['Message'],
    children: [],
    text: true,
    textType: 'message',
    attributes: {},
  },
  Media: {
    tag: 'Media',
    kind: 'noun',
    parents: ['Message'],
    children: [],
    text: true,
    textType: 'url',
    textRequired: true,
    attributes: {},
  },
  Redirect: {
    tag: 'Redirect',
    kind: 'verb',
    parents: ['Response'],
    children: [],
    text: true,
    textType: 'url',
    attributes: { method: METHOD },
  },
  Sms: {
    tag: 'Sms',
    kind: 'verb',
    parents: ['Response'],
    children: [],
    text: true,
    textType: 'message',
    textMaxLength: 1600,
    deprecated: true,
    note: 'the predecessor of Message',
    attributes: {
      to: TO,
      from: FROM,
      action: URL,
      method: METHOD,
      statusCallback: URL,
    },
  },
};

/** The elements of a fax document; the product is retired (helper library: FaxResponse). */
export const FAX_ELEMENTS: Readonly<Record<string, ElementSpec>> = {
  Response: {
    tag: 'Response',
    kind: 'root',
    parents: [],
    children: ['Receive'],
    text: false,
    attributes: {},
  },
  Receive: {
    tag: 'Receive',
    kind: 'verb',
    parents: ['Response'],
    children: [],
    text: false,
    deprecated: true,
    note: 'Programmable Fax is retired',
    attributes: {
      action: URL,
      method: METHOD,
      mediaType: { type: 'enum', enum: ['application/pdf', 'image/tiff'], default: 'application/pdf' },
      pageSize: { type: 'enum', enum: ['letter', 'legal', 'a4'] },
      storeMedia: { type: 'boolean', default: true },
    },
  },
};
