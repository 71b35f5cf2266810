import type { Element } from '../twiml/document.ts';

/** How much of an element or attribute is done as Twilio does it. */
export type Fidelity = 'simulated' | 'approximated' | 'ignored';

/** How much, and for an approximation what is different. */
export interface Faithful {
  readonly fidelity: Fidelity;
  readonly how?: string;
}

const SIMULATED: Faithful = { fidelity: 'simulated' };
const IGNORED: Faithful = { fidelity: 'ignored' };

/**
 * What is simulated, by `Element` and `Element.attribute`; what is not named here is ignored. The documentation's
 * table and the list at the end of a run are both made from this.
 */
const FIDELITY: Readonly<Record<string, Faithful>> = {
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
  Gather: { fidelity: 'approximated', how: 'keys only; speech is not simulated yet' },
  'Gather.action': SIMULATED,
  'Gather.method': SIMULATED,
  'Gather.input': { fidelity: 'approximated', how: 'speech is not simulated yet' },
  'Gather.finishOnKey': SIMULATED,
  'Gather.numDigits': SIMULATED,
  'Gather.timeout': SIMULATED,
  'Gather.actionOnEmptyResult': SIMULATED,
  Record: { fidelity: 'approximated', how: 'nothing is recorded; RecordingUrl leads nowhere' },
  'Record.action': SIMULATED,
  'Record.method': SIMULATED,
  'Record.timeout': SIMULATED,
  'Record.finishOnKey': SIMULATED,
  'Record.maxLength': SIMULATED,
  'Record.playBeep': SIMULATED,
  Redirect: SIMULATED,
  'Redirect.method': SIMULATED,
  Hangup: SIMULATED,
  Reject: SIMULATED,
  'Reject.reason': SIMULATED,
};

/** SSML is read as text by every voice here. */
const SSML: Faithful = { fidelity: 'approximated', how: 'the text is spoken, the tag has no effect' };

/** Sound that takes its time in silence is what every run does; it is said in the documentation, not each time. */
const UNSAID = new Set(['Say', 'Say.voice', 'Say.language', 'Play', 'Gather', 'Gather.input']);

/** How faithful an element, or one of its attributes, is. */
export function fidelityOf(
  element: { readonly tag: string; readonly kind: string },
  attribute?: string,
): Faithful {
  if (element.kind === 'ssml') return SSML;
  return FIDELITY[attribute === undefined ? element.tag : `${element.tag}.${attribute}`] ?? IGNORED;
}

/** What the list at the end of a run says about an element that ran: approximations and ignored attributes. */
export function approximationsOf({ name, attributes }: Element): readonly string[] {
  if (FIDELITY[name] === undefined) return [`${name}: not simulated yet, passed over`];
  const own = FIDELITY[name];
  const said =
    own?.fidelity === 'approximated' && !UNSAID.has(name) ? [`${name}: ${own.how ?? 'approximated'}`] : [];
  const ignored = attributes
    .filter((attribute) => (FIDELITY[`${name}.${attribute.name}`] ?? IGNORED).fidelity === 'ignored')
    .map((attribute) => `${name} ${attribute.name}: not simulated yet, ignored`);
  return [...said, ...ignored];
}
