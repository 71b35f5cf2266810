import type { Turn } from '../engine/turn/turn.ts';
import { LONGEST_MESSAGE } from '../twiml/language/limits.ts';
import { type Assumed, MESSAGE_ASSUMPTIONS } from '../twiml/language/messaging.ts';

/**
 * What a conversation takes for granted, beside its documents, where Twilio's documentation is silent or disagrees with
 * itself. A run says each at its end if it came to it; the documentation is made from the same words.
 */
const SESSION_ASSUMPTIONS = {
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
  {
    of: 'Texts',
    how: `white space around them is not sent (not documented); ${LONGEST_MESSAGE} characters are taken`,
  },
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

/** What holds for a conversation as a whole, for the documentation. */
export function sessionAssumptions(): readonly Assumed[] {
  return [...Object.values(SESSION_ASSUMPTIONS), ...EVERYWHERE];
}

const TOLD = { ...MESSAGE_ASSUMPTIONS, ...SESSION_ASSUMPTIONS };

/** What the list at the end of a run may say, each in the words of the documentation. */
export type Assumption = keyof typeof TOLD;

/** Says once a session what was taken for granted; `element` is the verb that did, where it has two names. */
export function assume(turn: Turn, what: Assumption, element = 'Message'): void {
  const { of, how } = TOLD[what];
  turn.approximated(`${of.replace(/^Message\b/, element).replace('.', ' ')}: ${how}`);
}
