import type { AttributeSpec, ElementSpec } from './schema.ts';

const METHOD: AttributeSpec = { type: 'enum', enum: ['GET', 'POST'], default: 'POST' };
const URL: AttributeSpec = { type: 'url' };

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
      to: { type: 'string', defaultNote: 'the sender of the inbound message' },
      from: { type: 'string', defaultNote: 'the number that received the message' },
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
      to: { type: 'string', defaultNote: 'the sender of the inbound message' },
      from: { type: 'string', defaultNote: 'the number that received the message' },
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
