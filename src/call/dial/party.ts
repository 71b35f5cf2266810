import type { ProgressEvent } from '../../engine/event.ts';
import type { VerbContext } from '../../engine/verb-context.ts';
import { attributeOf, childElements, type Element, textOf } from '../../twiml/document.ts';

/** Nouns that ring somebody's phone. */
export const PHONES: ReadonlySet<string> = new Set([
  'Number',
  'Client',
  'Sip',
  'Sim',
  'WhatsApp',
  'Application',
]);

/** Whom a `<Dial>` rings, with what its noun says. */
export type Party = {
  readonly noun: string;
  /** As the leg's `To`. */
  readonly to: string;
  /** Keypad tones once it has answered, before it is connected. */
  readonly sendDigits: string;
  /** A document that it hears first. */
  readonly screening: { readonly url: string; readonly method: 'GET' | 'POST' } | null;
  readonly statusCallback: { readonly url: string; readonly method: 'GET' | 'POST' } | null;
  readonly statusCallbackEvents: readonly ProgressEvent[];
  /** `Enable` or `DetectMessageEnd`; empty for none. */
  readonly machineDetection: string;
  readonly amdCallback: { readonly url: string; readonly method: 'GET' | 'POST' } | null;
  /** What its noun hands over: parameters of a client or an application, headers of a SIP address. */
  readonly extra: readonly (readonly [string, string])[];
};

/** Everybody that a `<Dial>` rings: a number as its text, or its nouns in order (Twilio docs: TwiML Voice: Dial). */
export function partiesOf(verb: VerbContext): readonly Party[] {
  const nouns = childElements(verb.document, verb.element.id).filter(
    ({ id, name }) => PHONES.has(name) && !verb.skips.includes(id),
  );
  if (nouns.length > 0) return nouns.map((noun) => partyOf(verb, noun)).filter(({ to }) => to !== '');
  const number = textOf(verb.document, verb.element.id).trim();
  return number === '' ? [] : [plainNumber(number)];
}

function plainNumber(number: string): Party {
  return {
    noun: 'Number',
    to: e164(number),
    sendDigits: '',
    screening: null,
    statusCallback: null,
    statusCallbackEvents: [],
    machineDetection: '',
    amdCallback: null,
    extra: [],
  };
}

function partyOf(verb: VerbContext, noun: Element): Party {
  const about = verb.noun(noun);
  const events = about.words('statusCallbackEvent') as readonly ProgressEvent[];
  return {
    noun: noun.name,
    to: addressOf(verb, noun),
    sendDigits: noun.name === 'Number' ? about.word('sendDigits') : '',
    screening: about.callback('url', 'method'),
    statusCallback: about.callback('statusCallback', 'statusCallbackMethod'),
    statusCallbackEvents: events.length > 0 ? events : ['completed'],
    machineDetection: about.word('machineDetection'),
    amdCallback: about.callback('amdStatusCallback', 'amdStatusCallbackMethod'),
    extra: extraOf(verb, noun),
  };
}

function addressOf(verb: VerbContext, noun: Element): string {
  const within = (name: string) => {
    const child = childElements(verb.document, noun.id).find((one) => one.name === name);
    return child ? textOf(verb.document, child.id).trim() : '';
  };
  const text = textOf(verb.document, noun.id).trim();
  switch (noun.name) {
    case 'Client': {
      const identity = within('Identity') || text;
      return identity === '' ? '' : `client:${identity}`;
    }
    case 'Sip': {
      const uri = within('Uri') || text;
      return uri === '' || /^sips?:/i.test(uri) ? uri : `sip:${uri}`;
    }
    case 'WhatsApp':
      return text === '' || text.startsWith('whatsapp:') ? text : `whatsapp:${text}`;
    case 'Application':
      return within('ApplicationSid') || text;
    case 'Sim':
      return text === '' ? '' : `sim:${text}`;
    default:
      return e164(text);
  }
}

function extraOf(verb: VerbContext, noun: Element): Party['extra'] {
  const pairs: [string, string][] = [];
  const collect = (parent: Element) => {
    for (const child of childElements(verb.document, parent.id)) {
      if (child.name === 'Headers') collect(child);
      if (child.name !== 'Parameter' && child.name !== 'Header') continue;
      const name = attributeOf(child, 'name') ?? '';
      if (name !== '') pairs.push([name, attributeOf(child, 'value') ?? '']);
    }
  };
  collect(noun);
  return pairs;
}

/** Punctuation is tolerated, and US numbers may come without `+1` (Twilio docs: TwiML Voice: Number). */
function e164(written: string): string {
  const digits = written.replace(/[\s().-]/g, '');
  if (/^\d{10}$/.test(digits)) return `+1${digits}`;
  return /^1\d{10}$/.test(digits) ? `+${digits}` : digits;
}
