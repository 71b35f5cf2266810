import { METHOD } from '../common-attributes.ts';
import type { AttributeTable, ElementTable } from '../element-spec.ts';

/** How a dialled call is getting on. */
const PROGRESS: AttributeTable = {
  statusCallback: { type: 'url', simulated: true },
  statusCallbackMethod: { ...METHOD, simulated: true },
  statusCallbackEvent: {
    type: 'enumList',
    enum: ['initiated', 'ringing', 'answered', 'completed'],
    default: 'completed',
    simulated: true,
  },
};

/** Whether a person or a machine answers. */
const MACHINE_DETECTION: AttributeTable = {
  machineDetection: { type: 'enum', enum: ['Enable', 'DetectMessageEnd'], simulated: true },
  machineDetectionTimeout: {
    needs: 'machineDetection',
    type: 'integer',
    min: 3,
    max: 60,
    default: 30,
    unit: 's',
    simulated: true,
  },
  machineDetectionSpeechThreshold: {
    needs: 'machineDetection',
    type: 'integer',
    min: 1000,
    max: 6000,
    default: 2400,
    unit: 'ms',
    simulated: true,
  },
  machineDetectionSpeechEndThreshold: {
    needs: 'machineDetection',
    type: 'integer',
    min: 500,
    max: 5000,
    default: 1200,
    unit: 'ms',
    simulated: true,
  },
  machineDetectionSilenceTimeout: {
    needs: 'machineDetection',
    type: 'integer',
    min: 2000,
    max: 10000,
    default: 5000,
    unit: 'ms',
    simulated: 'checked; nobody who answers is silent',
  },
  amdStatusCallback: { type: 'url', needs: 'machineDetection', simulated: true },
  amdStatusCallbackMethod: { ...METHOD, simulated: true },
};

/** The nouns of Dial that ring, and what they hold (Twilio docs: TwiML Voice; error dictionary). */
export const PHONES: ElementTable = {
  // Letters are the keys they stand on, punctuation is dropped: 1-800-FLOWERS is +18003569377 (observed).
  Number: {
    kind: 'noun',
    parents: ['Dial'],
    text: { type: 'phoneNumber', required: true, emptyCode: 13223 },
    simulated: true,
    attributes: {
      // w waits for 0.5 s, W for 1 s.
      sendDigits: { type: 'dtmf', pattern: /^[0-9A-D#*wW]+$/, code: 13222, simulated: true },
      url: { type: 'url', simulated: true },
      method: { ...METHOD, code: 13221, simulated: true },
      byoc: {
        type: 'string',
        pattern: /^BY[0-9a-fA-F]{32}$/,
        expected: 'a SID: BY and 32 hexadecimal digits',
        simulated: 'dialled like any other number',
      },
      ...PROGRESS,
      ...MACHINE_DETECTION,
    },
  },
  // The identity is its text, or an <Identity> where there are <Parameter>s.
  Client: {
    kind: 'noun',
    parents: ['Dial'],
    text: { type: 'identity', or: 'an <Identity>', maxLength: 256 },
    simulated: true,
    attributes: {
      url: { type: 'url', simulated: true },
      method: { ...METHOD, simulated: true },
      ...PROGRESS,
      // Always requested with POST.
      clientNotificationUrl: { type: 'url', code: 13806 },
    },
  },
  Identity: {
    kind: 'noun',
    parents: ['Client'],
    text: { type: 'identity', required: true },
    simulated: true,
    attributes: {},
  },
  // Inside <Refer> it has neither attributes nor elements. Headers and Uri are in the typings only.
  Sip: {
    kind: 'noun',
    parents: ['Dial', 'Refer'],
    text: { type: 'sipUri', or: 'a <Uri>', maxLength: 255, emptyCode: 13243, longCode: 13243 },
    contexts: { Refer: { attributes: [], children: [], textRequired: true } },
    retired: {
      sendDigits: {
        values: /^[0-9*#wW]*$/,
        code: 13242,
        instead: 'only <Number> has sendDigits; <Play digits="…"/> sends keys too',
      },
    },
    simulated: true,
    attributes: {
      username: { type: 'string', simulated: 'a simulated phone asks for no login' },
      password: { type: 'string', simulated: 'a simulated phone asks for no login' },
      url: { type: 'url', simulated: true },
      method: { ...METHOD, code: 13241, simulated: true },
      ...PROGRESS,
      ...MACHINE_DETECTION,
    },
  },
  // In the typings only.
  Headers: {
    kind: 'noun',
    parents: ['Sip'],
    simulated: 'checked; a simulated phone does nothing with them',
    attributes: {},
  },
  // In the typings only.
  Header: {
    kind: 'noun',
    parents: ['Headers'],
    simulated: 'checked; a simulated phone does nothing with them',
    attributes: {
      name: { type: 'string', required: true, simulated: true },
      value: { type: 'string', required: true, simulated: true },
    },
  },
  // In the typings only.
  Uri: {
    kind: 'noun',
    parents: ['Sip'],
    text: { type: 'sipUri', required: true },
    simulated: 'of several the next by priority and weight is dialled when one cannot be reached',
    attributes: {
      priority: { type: 'string', simulated: true },
      weight: { type: 'string', simulated: true },
      username: { type: 'string', simulated: 'a simulated phone asks for no login' },
      password: { type: 'string', simulated: 'a simulated phone asks for no login' },
    },
  },
  // The SID of a SIM of Wireless (DE...), of which nothing more is documented.
  Sim: {
    kind: 'noun',
    parents: ['Dial'],
    text: { type: 'sid', required: true },
    simulated: 'dialled like a number',
    attributes: {},
  },
  // The callerId of its <Dial> must be whatsapp:+...
  WhatsApp: {
    kind: 'noun',
    parents: ['Dial'],
    text: { type: 'phoneNumber', required: true },
    simulated: true,
    attributes: {
      url: { type: 'url', simulated: true },
      method: { ...METHOD, simulated: true },
      ...PROGRESS,
    },
  },
  // The SID is its text, or an <ApplicationSid> where there are <Parameter>s.
  Application: {
    kind: 'noun',
    parents: ['Dial'],
    text: { type: 'sid', or: 'an <ApplicationSid>' },
    simulated: true,
    attributes: {
      customerId: {
        type: 'string',
        maxLength: 256,
        defaultNote: 'AccountSid of the caller',
        simulated: true,
      },
      copyParentTo: { type: 'boolean', default: false, simulated: true },
      url: { type: 'url' },
      method: METHOD,
      statusCallback: { type: 'url', simulated: true },
      statusCallbackMethod: { ...METHOD, simulated: true },
      statusCallbackEvent: {
        type: 'enumList',
        enum: ['initiated', 'ringing', 'answered', 'completed'],
        simulated: true,
      },
    },
  },
  ApplicationSid: {
    kind: 'noun',
    parents: ['Application'],
    text: { type: 'sid', required: true },
    simulated: true,
    attributes: {},
  },
};
