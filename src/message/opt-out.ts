import type { Sid } from '../engine/identifiers.ts';
import type { Turn } from '../engine/turn/turn.ts';
import { diagnostic } from '../errors/diagnostic.ts';
import { assume } from './assumptions.ts';
import { channelOf, isShortCode, isTollFree } from './channel.ts';
import { DELIVERED, send } from './delivery.ts';
import { type Keyword, keywordOf } from './keyword.ts';
import { messageOf } from './message-of.ts';

/** The replies that many accounts use (public campaign registrations). */
const REPLIES: Readonly<Record<Keyword, string>> = {
  STOP: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  START:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
  HELP: 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
};

/** The replies of the toll-free network itself. */
const NETWORK_REPLIES: Readonly<Record<'STOP' | 'START', string>> = {
  STOP: 'NETWORK MSG: You replied with the word "stop" which blocks all texts sent from this number. Text back "unstop" to receive messages again.',
  START: 'NETWORK MSG: You have replied "unstop" and will begin receiving messages again from this number.',
};

/**
 * Obeys an opt-out keyword before the webhook is requested, which happens all the same (Twilio help centre: Support
 * for opt-out keywords). A START keyword from somebody who never stopped is an ordinary message.
 */
export function obeyKeyword(turn: Turn, sid: Sid): void {
  const { setup } = turn.leg(sid);
  const { body, handling } = messageOf(setup);
  const keyword = keywordOf(body);
  if (keyword === null || !handles(turn, sid)) return;
  const { from, to } = setup;
  const key = keyOf(to, from, handling.service);
  const blocked = isOptedOut(turn, to, from, handling.service);
  const tollFree = isTollFree(to);
  if (keyword === 'START' && (!blocked || (tollFree && !['START', 'UNSTOP'].includes(word(body))))) return;
  // A toll-free number sends no help to somebody who has opted out of it.
  if (keyword === 'HELP' && tollFree && blocked) return;
  if (keyword !== 'HELP') {
    const { [key]: _before, ...others } = optOuts(turn);
    turn.share(NAME, keyword === 'STOP' ? { ...others, [key]: true } : others);
    report(turn, sid, keyword);
  }
  if (keyword === 'STOP') assume(turn, 'optedOutFirst');
  assume(turn, 'optOutWords');
  const text = tollFree && keyword !== 'HELP' ? NETWORK_REPLIES[keyword] : REPLIES[keyword];
  send(turn, sid, { from: to, to: from, body: text, media: [], callback: null, automatic: true }, DELIVERED);
}

/** Tells whether a recipient has opted out of a sender, or of the messaging service that the sender belongs to. */
export function isOptedOut(turn: Turn, sender: string, recipient: string, service: Sid | null): boolean {
  return Object.hasOwn(optOuts(turn), keyOf(sender, recipient, service));
}

const NAME = 'optOuts';

function optOuts(turn: Turn): Readonly<Record<string, true>> {
  return turn.shared<Readonly<Record<string, true>>>(NAME, {});
}

/**
 * With a messaging service an opt-out holds for all its senders (Twilio docs: TwiML for Programmable Messaging), and
 * for SMS and RCS alike (Twilio docs: Advanced opt-out).
 */
function keyOf(sender: string, recipient: string, service: Sid | null): string {
  return `${service ?? sender}|${recipient}`.replace(/(^|\|)rcs:/gi, '$1');
}

function word(text: string): string {
  return text.trim().toUpperCase();
}

/**
 * Tells whether Twilio handles keywords: it does for long codes and messaging services, but not for a short code
 * alone; channels have their own rules.
 */
function handles(turn: Turn, sid: Sid): boolean {
  const { setup } = turn.leg(sid);
  const { optOut, service } = messageOf(setup).handling;
  const channel = channelOf(setup.to);
  if (optOut === 'off' || (channel !== 'sms' && channel !== 'rcs')) return false;
  return service !== null || !isShortCode(setup.to);
}

function report(turn: Turn, sid: Sid, keyword: 'STOP' | 'START'): void {
  const { from, to } = turn.leg(sid).setup;
  const message =
    keyword === 'STOP'
      ? `${from} has opted out of messages from ${to}: replies are blocked until it sends START`
      : `${from} has opted in again to messages from ${to}`;
  const help = keyword === 'STOP' ? 'the webhook is asked all the same; its replies fail with 21610' : null;
  turn.report(sid, diagnostic({ rule: 'opt-out', level: 'info', message, help }));
}
