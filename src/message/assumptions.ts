import type { Turn } from '../engine/turn/turn.ts';
import { LONGEST_MESSAGE } from '../twiml/language/limits.ts';
import { type Assumed, MESSAGE_ASSUMPTIONS } from '../twiml/language/messaging.ts';

/**
 * The assumptions that a conversation makes where Twilio's documentation is silent or contradicts itself. A run lists
 * the ones that it relied on at its end; the documentation is generated from the same words.
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

/** Assumptions that hold for every conversation: the documentation lists them, a run does not. */
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

/** All assumptions about a conversation as a whole, for the documentation. */
export function sessionAssumptions(): readonly Assumed[] {
  return [...Object.values(SESSION_ASSUMPTIONS), ...EVERYWHERE];
}

const TOLD = { ...MESSAGE_ASSUMPTIONS, ...SESSION_ASSUMPTIONS };

/** The assumptions that the list at the end of a run may name, in the words of the documentation. */
export type Assumption = keyof typeof TOLD;

/** Reports an assumption, once a session; `element` is the verb that made it, where it has two names. */
export function assume(turn: Turn, what: Assumption, element = 'Message'): void {
  const { of, how } = TOLD[what];
  turn.approximated(`${of.replace(/^Message\b/, element).replace('.', ' ')}: ${how}`);
}
