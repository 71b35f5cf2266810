import { METHOD } from './common-attributes.ts';
import type { AttributeTable, ElementTable } from './element-spec.ts';
import { LONGEST_MESSAGE } from './limits.ts';

/** Something that is taken for granted, or done in another way: of which part of a document or a session. */
export interface Assumed {
  /** `Element`, `Element.attribute`, or words for what is no part of a document. */
  readonly of: string;
  readonly how: string;
}

/**
 * What is taken for granted of a message where Twilio's documentation is silent or disagrees with itself, and what is
 * done in another way. A run says each at its end if it came to it.
 */
export const MESSAGE_ASSUMPTIONS = {
  actionFlows: {
    of: 'Message.action',
    how: 'its answer goes on in place of the document; later statuses go there too (sources disagree)',
  },
  actionTells: {
    of: 'Message.action',
    how: 'with --message-action status it is told how far the message is, and no more (sources disagree)',
  },
  statusCallbackAlone: {
    of: 'Message.statusCallback',
    how: 'told of an SMS too, where Twilio may report nothing without action (sources disagree)',
  },
  localNumber: {
    of: 'Message.to',
    how: 'a number without + is read as one of North America, or as a whole one',
  },
  ownSender: {
    of: 'Message.from',
    how: 'every number and sender ID is taken to be yours, and able to send what is sent',
  },
  textAndBody: {
    of: 'Body',
    how: 'a text beside it is sent with it, in document order (not documented)',
  },
  media: {
    of: 'Media',
    how: 'asked for by GET alone; type and size count as the answer states them, nobody looks into the file',
  },
  mediaSkipped: {
    of: 'Media',
    how: 'with --reply-media skip it is not asked for',
  },
  redirected: {
    of: 'Redirect',
    how: 'the parameters of the message are sent again (not documented)',
  },
} as const satisfies Readonly<Record<string, Assumed>>;

const how = (...names: (keyof typeof MESSAGE_ASSUMPTIONS)[]) =>
  names.map((name) => MESSAGE_ASSUMPTIONS[name].how).join('; ');

const ATTRIBUTES: AttributeTable = {
  // Numbers, short codes, addresses of channels (`whatsapp:+1...`) and SIDs; nobody knows all of them.
  to: {
    type: 'string',
    pattern: /^([A-Za-z]+:.+|[A-Z]{2}[0-9a-fA-F]{32}|[+]?[0-9(][0-9 ().-]+)$/,
    expected: 'a phone number in E.164, like +15551230001, or an address such as whatsapp:+15551230001',
    defaultNote: 'the sender of the inbound message',
    code: 14101,
    simulated: how('localNumber'),
  },
  from: {
    type: 'string',
    pattern: /^([A-Za-z]+:.+|[A-Z]{2}[0-9a-fA-F]{32}|[+]?[0-9(][0-9 ().-]+|[A-Za-z0-9 ]{1,11})$/,
    expected: 'a number of yours, or a sender ID of 1 to 11 letters, digits and spaces',
    defaultNote: 'the number that received the message',
    code: 14102,
    simulated: how('ownSender'),
  },
  action: { type: 'url', simulated: how('actionFlows', 'actionTells') },
  method: { ...METHOD, code: 14104, simulated: true },
  // The newer name is action.
  statusCallback: { type: 'url', code: 14105, simulated: how('statusCallbackAlone') },
};

/** The elements of a messaging document (Twilio docs: TwiML for Programmable Messaging; error dictionary). */
export const MESSAGING: ElementTable = {
  Response: {
    kind: 'root',
    parents: [],
    misplacedText: 'put the text into <Message>',
    quoted: 'Sms, Message, Redirect',
    // The error dictionary has 14110 for a voice verb here, which no public log shows (yap issues 9, 217, 754).
    dictionaryCode: 14110,
    simulated: true,
    attributes: {},
  },
  Message: {
    kind: 'verb',
    parents: ['Response'],
    text: { type: 'message', maxLength: LONGEST_MESSAGE, longCode: 14103 },
    nextRuns: 'without-action',
    simulated: 'nothing is sent: its statuses come as --delivery plans them',
    traits: { tells: ['MessageStatus', 'ErrorCode'], toldAs: 'message' },
    attributes: ATTRIBUTES,
  },
  Body: {
    kind: 'noun',
    parents: ['Message'],
    text: { type: 'message' },
    simulated: how('textAndBody'),
    attributes: {},
  },
  Media: {
    kind: 'noun',
    parents: ['Message'],
    text: { type: 'url', required: true, code: 21620, emptyCode: 21620 },
    failsParent: true,
    simulated: how('media', 'mediaSkipped'),
    attributes: {},
  },
  Redirect: {
    kind: 'verb',
    parents: ['Response'],
    text: { type: 'url' },
    nextRuns: 'never',
    simulated: how('redirected'),
    traits: { silent: true },
    attributes: { method: { ...METHOD, code: 13710, simulated: true } },
  },
  // The predecessor of Message.
  Sms: {
    kind: 'verb',
    parents: ['Response'],
    text: { type: 'message', maxLength: LONGEST_MESSAGE, longCode: 14103 },
    deprecated: 'use <Message>',
    nextRuns: 'without-action',
    simulated: 'as <Message>, with text alone',
    traits: { tells: ['MessageStatus', 'ErrorCode'], toldAs: 'message' },
    attributes: ATTRIBUTES,
  },
};
