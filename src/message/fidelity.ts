import type { Turn } from '../engine/turn.ts';

/** How much of an element or attribute is done as Twilio does it. */
export interface Faithful {
  readonly fidelity: 'simulated' | 'approximated' | 'ignored';
  /** For an approximation: what is different. */
  readonly how?: string;
}

/** Something that is taken for granted, or done in another way: of which part of a document or a session. */
interface Assumed {
  /** `Element`, `Element.attribute`, or words for what is no part of a document. */
  readonly of: string;
  readonly how: string;
}

/**
 * What a conversation takes for granted where Twilio's documentation is silent or disagrees with itself, and what it
 * does in another way. A run says each at its end if it came to it; the documentation is made from the same words.
 */
const TOLD = {
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
  optedOutFirst: {
    of: 'STOP',
    how: 'counts before the webhook is asked, so that the reply to it is blocked too (not documented)',
  },
  optOutWords: {
    of: 'STOP, START and HELP',
    how: 'answered in the words that many accounts use',
  },
  severalCookies: {
    of: 'Cookies',
    how: 'as many as are set are kept (older texts: only one)',
  },
  loop: {
    of: 'Replies in a row',
    how: '30 between two numbers are taken for a loop (older texts: 20)',
  },
} as const satisfies Readonly<Record<string, Assumed>>;

/** What is so in every conversation: the documentation says it, not each run. */
const EVERYWHERE: readonly Assumed[] = [
  { of: 'Message', how: 'nothing is sent: its statuses come as --delivery plans them' },
  { of: 'Sms', how: 'as <Message>, with text alone' },
  { of: 'Texts', how: 'white space around them is not sent (not documented); 1600 characters are taken' },
  {
    of: 'Statuses',
    how: 'sent after 0.4 s, delivered a second later; of several replies none overtakes the one before (not documented)',
  },
  {
    of: 'Status callbacks',
    how: 'which of the standard parameters they have is not documented: numbers, identifiers and account',
  },
  {
    of: 'Opt-out',
    how: 'the keywords are the default ones, with Advanced Opt-Out too',
  },
  { of: 'Accounts', how: 'no trial, no unregistered or disabled number, every region allowed' },
  { of: 'WhatsApp', how: 'there are no templates: who has not written for 24 hours gets nothing (63016)' },
  { of: 'Unknown geography', how: 'empty FromCity, ToCity and so on; --param sets them' },
];

const SIMULATED: Faithful = { fidelity: 'simulated' };
const IGNORED: Faithful = { fidelity: 'ignored' };

/** Parts that are done as Twilio does them. */
const SIMULATED_PARTS: readonly string[] = ['Response', 'Message.method', 'Redirect.method'];

const ASSUMED: readonly Assumed[] = [...Object.values(TOLD), ...EVERYWHERE];

/** What is simulated, by `Element` and `Element.attribute`; what is not named here is ignored. */
const FIDELITY: ReadonlyMap<string, Faithful> = new Map([
  ...SIMULATED_PARTS.map((part) => [part, SIMULATED] as const),
  ...ASSUMED.map(({ of }) => [of, { fidelity: 'approximated', how: howOf(of) }] as const),
]);

function howOf(part: string): string {
  return ASSUMED.filter(({ of }) => of === part)
    .map(({ how }) => how)
    .join('; ');
}

/** How faithful an element of messaging, or one of its attributes, is. `<Sms>` is to Message as an older name. */
export function fidelityOf(element: { readonly tag: string }, attribute?: string): Faithful {
  if (attribute === undefined) return FIDELITY.get(element.tag) ?? IGNORED;
  const tag = element.tag === 'Sms' ? 'Message' : element.tag;
  return FIDELITY.get(`${tag}.${attribute}`) ?? IGNORED;
}

/** What holds for a conversation as a whole, for the documentation. */
export function sessionAssumptions(): readonly Assumed[] {
  return ASSUMED.filter(({ of }) => !/^(Message|Sms|Body|Media|Redirect)(\.|$)/.test(of));
}

/** What the list at the end of a run may say, each in the words of the documentation. */
export type Assumption = keyof typeof TOLD;

/** Says once a session what was taken for granted; `element` is the verb that did, where it has two names. */
export function assume(turn: Turn, what: Assumption, element = 'Message'): void {
  const { of, how } = TOLD[what];
  turn.approximated(`${of.replace(/^Message\b/, element).replace('.', ' ')}: ${how}`);
}
