import type { Element } from '../twiml/document.ts';
import type { ElementSpec } from '../twiml/language/element-spec.ts';
import { APPROXIMATED_PARTS, SIMULATED_PARTS } from './session-fidelity.ts';

/** How much of an element or attribute is done as Twilio does it. */
export type Fidelity = 'simulated' | 'approximated' | 'ignored';

/** How much, and for an approximation what is different. */
export interface Faithful {
  readonly fidelity: Fidelity;
  readonly how?: string;
}

const SIMULATED: Faithful = { fidelity: 'simulated' };
/** What the simulated recogniser does with how it should listen. */
const CHECKED = 'checked; what is said is recognised all the same';
const NEVER_SILENT: Faithful = { fidelity: 'approximated', how: 'checked; nobody who answers is silent' };
const NO_CONFIGURATIONS: Faithful = {
  fidelity: 'approximated',
  how: 'checked; there are no stored configurations',
};
const IGNORED: Faithful = { fidelity: 'ignored' };

/**
 * What is simulated, by `Element` and `Element.attribute`; what is not named here is ignored. The documentation's
 * table and the list at the end of a run are both made from this.
 */
const FIDELITY: Readonly<Record<string, Faithful>> = {
  ...Object.fromEntries(SIMULATED_PARTS.map((part) => [part, SIMULATED])),
  ...Object.fromEntries(
    Object.entries(APPROXIMATED_PARTS).map(
      ([part, how]) => [part, { fidelity: 'approximated', how }] as const,
    ),
  ),
  Response: SIMULATED,
  Say: { fidelity: 'approximated', how: 'silent, for as long as the text would take to speak' },
  'Say.loop': SIMULATED,
  'Say.voice': { fidelity: 'approximated', how: 'checked, not heard' },
  'Say.language': { fidelity: 'approximated', how: 'checked, not heard' },
  Play: { fidelity: 'approximated', how: 'silent, for as long as the file plays' },
  'Play.loop': SIMULATED,
  'Play.digits': SIMULATED,
  Pause: SIMULATED,
  'Pause.length': SIMULATED,
  Gather: {
    fidelity: 'approximated',
    how: 'what the caller is to say is recognised word by word, as it is written',
  },
  'Gather.action': SIMULATED,
  'Gather.method': SIMULATED,
  'Gather.input': SIMULATED,
  'Gather.finishOnKey': SIMULATED,
  'Gather.numDigits': SIMULATED,
  'Gather.timeout': SIMULATED,
  'Gather.actionOnEmptyResult': SIMULATED,
  'Gather.speechTimeout': { fidelity: 'approximated', how: 'auto is a pause of one second' },
  'Gather.maxSpeechTime': SIMULATED,
  'Gather.bargeIn': SIMULATED,
  'Gather.profanityFilter': { fidelity: 'approximated', how: 'masks a few words' },
  'Gather.partialResultCallback': {
    fidelity: 'approximated',
    how: 'told word by word, whatever the speechModel',
  },
  'Gather.partialResultCallbackMethod': SIMULATED,
  'Gather.language': { fidelity: 'approximated', how: CHECKED },
  'Gather.hints': { fidelity: 'approximated', how: CHECKED },
  'Gather.speechModel': { fidelity: 'approximated', how: CHECKED },
  'Gather.enhanced': { fidelity: 'approximated', how: CHECKED },
  Echo: { fidelity: 'approximated', how: 'silent, until the caller hangs up' },
  Sms: { fidelity: 'approximated', how: 'nothing is sent; every message is told to be sent after a second' },
  'Sms.to': SIMULATED,
  'Sms.from': SIMULATED,
  'Sms.action': SIMULATED,
  'Sms.method': SIMULATED,
  'Sms.statusCallback': SIMULATED,
  Record: { fidelity: 'approximated', how: 'recordings are silent' },
  'Record.action': SIMULATED,
  'Record.method': SIMULATED,
  'Record.timeout': SIMULATED,
  'Record.finishOnKey': SIMULATED,
  'Record.maxLength': SIMULATED,
  'Record.playBeep': SIMULATED,
  'Record.trim': SIMULATED,
  'Record.recordingStatusCallback': SIMULATED,
  'Record.recordingStatusCallbackMethod': SIMULATED,
  'Record.recordingStatusCallbackEvent': SIMULATED,
  'Record.transcribe': {
    fidelity: 'approximated',
    how: 'after ten seconds; the text is what the caller said where that is known, else (blank)',
  },
  'Record.transcribeCallback': SIMULATED,
  'Record.recordingConfigurationId': NO_CONFIGURATIONS,
  Enqueue: SIMULATED,
  'Enqueue.action': SIMULATED,
  'Enqueue.method': SIMULATED,
  'Enqueue.waitUrl': {
    fidelity: 'approximated',
    how: 'the default music is silent, and nothing is asked for',
  },
  'Enqueue.waitUrlMethod': SIMULATED,
  'Enqueue.workflowSid': {
    fidelity: 'approximated',
    how: 'a queue of that workflow; no worker is looked for',
  },
  'Enqueue.maxQueueSize': { fidelity: 'approximated', how: 'not documented; the size of the queue' },
  Task: { fidelity: 'approximated', how: 'checked; its priority orders the queue' },
  'Task.priority': SIMULATED,
  TaskAttributes: { fidelity: 'approximated', how: 'as <Task>' },
  Leave: SIMULATED,
  Queue: SIMULATED,
  'Queue.url': SIMULATED,
  'Queue.method': SIMULATED,
  'Queue.reservationSid': {
    fidelity: 'approximated',
    how: 'the front call of a workflow is taken, whoever was reserved',
  },
  'Queue.postWorkActivitySid': { fidelity: 'approximated', how: 'checked; there are no workers' },
  Conference: {
    fidelity: 'approximated',
    how: 'who is there, and what they are told; nobody hears what another says',
  },
  'Conference.muted': SIMULATED,
  'Conference.startConferenceOnEnter': SIMULATED,
  'Conference.endConferenceOnExit': SIMULATED,
  'Conference.participantLabel': SIMULATED,
  'Conference.maxParticipants': SIMULATED,
  'Conference.coach': SIMULATED,
  'Conference.statusCallback': SIMULATED,
  'Conference.statusCallbackMethod': SIMULATED,
  'Conference.recordingStatusCallback': SIMULATED,
  'Conference.recordingStatusCallbackMethod': SIMULATED,
  'Conference.recordingStatusCallbackEvent': SIMULATED,
  'Conference.eventCallbackUrl': SIMULATED,
  'Conference.beep': SIMULATED,
  'Conference.statusCallbackEvent': SIMULATED,
  'Conference.waitUrl': {
    fidelity: 'approximated',
    how: 'the default music is silent, and nothing is asked for',
  },
  'Conference.waitMethod': SIMULATED,
  'Conference.recordingConfigurationId': NO_CONFIGURATIONS,
  'Conference.record': { fidelity: 'approximated', how: 'recordings are silent' },
  'Conference.trim': { fidelity: 'approximated', how: 'checked, not heard' },
  'Conference.jitterBufferSize': { fidelity: 'approximated', how: 'checked, not heard' },
  'Conference.region': { fidelity: 'approximated', how: 'checked, not heard' },
  Redirect: SIMULATED,
  'Redirect.method': SIMULATED,
  Hangup: SIMULATED,
  Reject: SIMULATED,
  'Reject.reason': SIMULATED,
  Refer: { fidelity: 'approximated', how: 'a simulated party takes the call' },
  'Refer.action': SIMULATED,
  'Refer.method': SIMULATED,
  Dial: SIMULATED,
  'Dial.action': SIMULATED,
  'Dial.method': SIMULATED,
  'Dial.timeout': {
    fidelity: 'approximated',
    how: 'a phone always rings for the 5 s longer that Twilio may add',
  },
  'Dial.timeLimit': SIMULATED,
  'Dial.callerId': SIMULATED,
  'Dial.answerOnBridge': SIMULATED,
  'Dial.hangupOnStar': SIMULATED,
  'Dial.sequential': SIMULATED,
  'Dial.record': { fidelity: 'approximated', how: 'recordings are silent' },
  'Dial.recordingTrack': { fidelity: 'approximated', how: 'told, nothing is recorded' },
  'Dial.trim': { fidelity: 'approximated', how: 'checked, nothing is recorded' },
  'Dial.recordingStatusCallback': SIMULATED,
  'Dial.recordingStatusCallbackMethod': SIMULATED,
  'Dial.recordingStatusCallbackEvent': SIMULATED,
  'Dial.referUrl': SIMULATED,
  'Dial.referMethod': SIMULATED,
  'Dial.ringTone': { fidelity: 'approximated', how: 'checked, not heard' },
  'Dial.callReason': { fidelity: 'approximated', how: 'checked; nobody sees it' },
  'Dial.recordingConfigurationId': NO_CONFIGURATIONS,
  Parameter: {
    fidelity: 'approximated',
    how: 'reaches applications and comes back from them; the other ends that it goes to are simulated',
  },
  'Parameter.name': SIMULATED,
  'Parameter.value': SIMULATED,
  Config: { fidelity: 'approximated', how: 'checked; the provider is simulated' },
  'Config.name': SIMULATED,
  'Config.value': SIMULATED,
  Number: SIMULATED,
  'Number.sendDigits': SIMULATED,
  'Number.byoc': { fidelity: 'approximated', how: 'dialled like any other number' },
  Client: SIMULATED,
  Identity: SIMULATED,
  Sip: SIMULATED,
  'Sip.username': { fidelity: 'approximated', how: 'a simulated phone asks for no login' },
  'Sip.password': { fidelity: 'approximated', how: 'a simulated phone asks for no login' },
  Headers: { fidelity: 'approximated', how: 'checked; a simulated phone does nothing with them' },
  Header: { fidelity: 'approximated', how: 'checked; a simulated phone does nothing with them' },
  'Header.name': SIMULATED,
  'Header.value': SIMULATED,
  Uri: {
    fidelity: 'approximated',
    how: 'of several the next by priority and weight is dialled when one cannot be reached',
  },
  'Uri.priority': SIMULATED,
  'Uri.weight': SIMULATED,
  'Uri.username': { fidelity: 'approximated', how: 'a simulated phone asks for no login' },
  'Uri.password': { fidelity: 'approximated', how: 'a simulated phone asks for no login' },
  Sim: { fidelity: 'approximated', how: 'dialled like a number' },
  WhatsApp: SIMULATED,
  Application: SIMULATED,
  ApplicationSid: SIMULATED,
  'Application.customerId': SIMULATED,
  'Application.copyParentTo': SIMULATED,
  'Number.machineDetectionSilenceTimeout': NEVER_SILENT,
  'Sip.machineDetectionSilenceTimeout': NEVER_SILENT,
  ...phones(['Number', 'Client', 'Sip', 'WhatsApp'], ['url', 'method']),
  ...phones(
    ['Number', 'Client', 'Sip', 'WhatsApp', 'Application'],
    ['statusCallback', 'statusCallbackMethod', 'statusCallbackEvent'],
  ),
  ...phones(
    ['Number', 'Sip'],
    [
      'machineDetection',
      'machineDetectionTimeout',
      'machineDetectionSpeechThreshold',
      'machineDetectionSpeechEndThreshold',
      'amdStatusCallback',
      'amdStatusCallbackMethod',
    ],
  ),
};

/** Attributes that several nouns of `<Dial>` have in common. */
function phones(nouns: readonly string[], attributes: readonly string[]): Record<string, Faithful> {
  return Object.fromEntries(
    nouns.flatMap((noun) => attributes.map((attribute) => [`${noun}.${attribute}`, SIMULATED])),
  );
}

/** SSML changes what is spoken and how long it takes, and that only where the voice knows it. */
const SSML: Faithful = {
  fidelity: 'approximated',
  how: 'breaks, rates, aliases and spelling take their time; what else it does is not heard',
};

/** Sound that takes its time in silence is what every run does; it is said in the documentation, not each time. */
const UNSAID = new Set(['Say', 'Say.voice', 'Say.language', 'Play', 'Gather', 'Gather.input', 'Conference']);

/** How faithful an element, or one of its attributes, is. */
export function fidelityOf(
  element: { readonly tag: string; readonly kind: string },
  attribute?: string,
): Faithful {
  if (element.kind === 'ssml') return SSML;
  return FIDELITY[attribute === undefined ? element.tag : `${element.tag}.${attribute}`] ?? IGNORED;
}

/** Elements of documents that come again are asked for again and again. */
const SAID = new WeakMap<Element, readonly string[]>();

/** What the list at the end of a run says about an element that ran: approximations and ignored attributes. */
export function approximationsOf(element: Element, spec: ElementSpec | null): readonly string[] {
  const known = SAID.get(element);
  if (known) return known;
  const said = whatIsApproximated(element, spec);
  SAID.set(element, said);
  return said;
}

function whatIsApproximated({ name, attributes }: Element, spec: ElementSpec | null): readonly string[] {
  if (FIDELITY[name] === undefined) return [`${name}: not simulated yet, passed over`];
  const own = FIDELITY[name];
  const said =
    own?.fidelity === 'approximated' && !UNSAID.has(name) ? [`${name}: ${own.how ?? 'approximated'}`] : [];
  // What is no attribute at all was reported as that.
  const known = attributes.filter((attribute) => spec && Object.hasOwn(spec.attributes, attribute.name));
  const ignored = known
    .filter((attribute) => (FIDELITY[`${name}.${attribute.name}`] ?? IGNORED).fidelity === 'ignored')
    .map((attribute) => `${name} ${attribute.name}: not simulated yet, ignored`);
  return [...said, ...ignored];
}
