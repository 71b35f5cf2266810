import type { Sid } from '../../engine/identifiers.ts';
import type { ProgressEvent } from '../../engine/placed/leg-setup.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { attributeOf, childElements, type Element, textOf } from '../../twiml/document.ts';
import { dialledNumber } from '../../twiml/phone-number.ts';
import { callSetup } from '../call-setup.ts';
import { type Detection, detectionOf } from '../leg/machine-detection.ts';
import { sipAddress } from '../leg/sip.ts';
import { mayCall } from './caller-id.ts';

/** Nouns that ring somebody's phone. */
export const PHONES: ReadonlySet<string> = new Set([
  'Number',
  'Client',
  'Sip',
  'Sim',
  'WhatsApp',
  'Application',
]);

/** How many one `<Dial>` rings (Twilio docs: TwiML Voice: Dial). */
const MOST_PARTIES = 10;

type Url = { readonly url: string; readonly method: 'GET' | 'POST' };

/** Whom a `<Dial>` rings, with what its noun says. */
export type Party = {
  readonly noun: string;
  /** As the leg's `To`. */
  readonly to: string;
  /** Whether anybody can have that address: text that is no number is dialled all the same, and fails. */
  readonly reachable: boolean;
  /** Other addresses of the same party, one after the other, when one cannot be reached. */
  readonly others: readonly string[];
  /** Keypad tones once it has answered, before it is connected. */
  readonly sendDigits: string;
  /** A document that it hears first. */
  readonly screening: Url | null;
  readonly statusCallback: Url | null;
  readonly statusCallbackEvents: readonly ProgressEvent[];
  readonly detection: Detection | null;
  readonly amdCallback: Url | null;
  readonly application: CalledApplication | null;
};

/** A TwiML application that is called. */
export type CalledApplication = {
  /** Its Voice URL. */
  readonly url: string;
  /** `CustomerId` and `Param_<name>`. */
  readonly params: readonly (readonly [string, string])[];
};

/**
 * Everybody that a `<Dial>` rings: a number as its text, or its nouns in order (Twilio docs: TwiML Voice: Dial). Who
 * cannot be reached from here, by its address or the caller id, is left out: validation or a warning has said so.
 */
export function partiesOf(verb: VerbContext): readonly Party[] {
  const nouns = childElements(verb.document, verb.element.id).filter(
    ({ id, name }) => PHONES.has(name) && !verb.skips.includes(id),
  );
  const number = textOf(verb.document, verb.element.id).trim();
  const parties =
    nouns.length > 0
      ? nouns.slice(0, MOST_PARTIES).map((noun) => partyOf(verb, noun))
      : [{ ...PLAIN, ...dialledNumber(number) }];
  return parties.filter((party) => party.to !== '' && mayCall(verb, party));
}

const PLAIN: Party = {
  noun: 'Number',
  to: '',
  reachable: true,
  others: [],
  sendDigits: '',
  screening: null,
  statusCallback: null,
  statusCallbackEvents: [],
  detection: null,
  amdCallback: null,
  application: null,
};

function partyOf(verb: VerbContext, noun: Element): Party {
  for (const what of verb.turn.product.approximations(noun)) verb.turn.approximated(what);
  if (noun.name === 'Application') return applicationOf(verb, noun);
  const about = verb.noun(noun);
  const detection = detectionOf(about);
  const [to = '', ...others] = noun.name === 'Sip' ? sipTargets(verb, noun) : [addressOf(verb, noun)];
  return {
    ...PLAIN,
    ...told(verb, noun),
    noun: noun.name,
    to,
    reachable: noun.name !== 'Number' || dialledNumber(textOf(verb.document, noun.id)).reachable,
    others,
    sendDigits: noun.name === 'Number' ? about.word('sendDigits') : '',
    screening: about.callback('url', 'method'),
    detection,
    amdCallback: detection && about.callback('amdStatusCallback', 'amdStatusCallbackMethod'),
  };
}

/** Who is told how a noun's leg comes along. */
function told(verb: VerbContext, noun: Element): Pick<Party, 'statusCallback' | 'statusCallbackEvents'> {
  const about = verb.noun(noun);
  // The schema takes no other words.
  const events = about.words('statusCallbackEvent') as readonly ProgressEvent[];
  return {
    statusCallback: about.callback('statusCallback', 'statusCallbackMethod'),
    statusCallbackEvents: events.length > 0 ? events : ['completed'],
  };
}

function addressOf(verb: VerbContext, noun: Element): string {
  const text = textOf(verb.document, noun.id).trim();
  switch (noun.name) {
    case 'Client': {
      const identity = within(verb, noun, 'Identity') || text;
      return identity === '' ? '' : `client:${identity}`;
    }
    case 'WhatsApp': {
      const { to, reachable } = dialledNumber(text.replace(/^whatsapp:/, ''));
      return reachable ? `whatsapp:${to}` : '';
    }
    case 'Sim':
      return text === '' ? '' : `sim:${text}`;
    default:
      return dialledNumber(text).to;
  }
}

/** The text of a noun inside a noun. */
function within(verb: VerbContext, noun: Element, name: string): string {
  const child = childElements(verb.document, noun.id).find((one) => one.name === name);
  return child ? textOf(verb.document, child.id).trim() : '';
}

/**
 * The addresses of a `<Sip>`, in the order in which they are tried: several `<Uri>` as SRV records are (RFC 2782), by
 * the lowest priority first, and among equals by the highest weight.
 */
function sipTargets(verb: VerbContext, noun: Element): readonly string[] {
  const uris = childElements(verb.document, noun.id).filter(({ name }) => name === 'Uri');
  if (uris.length > 1) {
    verb.turn.approximated(
      'Sip: of several <Uri> the next by priority and weight is dialled when one cannot be reached (not documented)',
    );
  }
  const rank = (uri: Element, name: string) => Number(attributeOf(uri, name) ?? 0) || 0;
  const inOrder = uris.toSorted(
    (a, b) => rank(a, 'priority') - rank(b, 'priority') || rank(b, 'weight') - rank(a, 'weight'),
  );
  const written = inOrder.map(({ id }) => textOf(verb.document, id).trim()).filter(Boolean);
  const wanted = written.length > 0 ? written : [textOf(verb.document, noun.id).trim()];
  return wanted.map((uri) => sipOf(verb, noun, uri)).filter(Boolean);
}

/** The URI that is called. Its headers go to the phone, which nobody here sees; some never get that far. */
function sipOf(verb: VerbContext, noun: Element, written: string): string {
  const address = written === '' ? null : sipAddress(written);
  if (!address) return '';
  if (address.refused.length > 0) {
    verb.noun(noun).report({
      rule: 'sip-header',
      level: 'warning',
      message: `Sip: ${address.refused.join(', ')} in the URI is not passed on`,
      help: 'header names start with x-, or are User-to-User, Remote-Party-ID, P-Preferred-Identity or P-Called-Party-ID',
    });
  }
  return address.uri;
}

/**
 * Another TwiML application (Twilio docs: TwiML Voice: Application). Where its Voice URL is known, it runs; otherwise
 * somebody answers in its place.
 */
function applicationOf(verb: VerbContext, noun: Element): Party {
  const about = verb.noun(noun);
  const sid: Sid = within(verb, noun, 'ApplicationSid') || textOf(verb.document, noun.id).trim();
  const setup = callSetup(verb.leg);
  const url = setup.applications?.[sid];
  if (sid !== '' && url === undefined) {
    verb.turn.approximated(
      `Application ${sid}: a simulated party answers; --application ${sid}=URL runs its document`,
    );
  }
  const params: [string, string][] = [['CustomerId', about.word('customerId') || setup.accountSid]];
  for (const child of childElements(verb.document, noun.id)) {
    const name = child.name === 'Parameter' ? attributeOf(child, 'name') : undefined;
    if (name) params.push([`Param_${name}`, attributeOf(child, 'value') ?? '']);
  }
  return {
    ...PLAIN,
    ...told(verb, noun),
    noun: noun.name,
    to: sid !== '' && about.flag('copyParentTo') ? setup.to : sid,
    application: url === undefined ? null : { url, params },
  };
}
