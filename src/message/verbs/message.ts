import type { Delivery } from '../../engine/placed/inbound-message.ts';
import { defineVerb, type Outcome } from '../../engine/turn/behaviour.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { withoutCredentials } from '../../http/authentication.ts';
import type { Params } from '../../http/url/params.ts';
import { childElements, elementOf, textOf } from '../../twiml/document.ts';
import { MOST_REPLIES } from '../../twiml/language/limits.ts';
import { assume } from '../assumptions.ts';
import { channelOf, recipient } from '../channel.ts';
import { isInWindow } from '../conversation.ts';
import { create, type Draft, goesItsWay } from '../delivery.ts';
import { nextFate } from '../fates.ts';
import { countDocument, countReply, isLoop } from '../limits.ts';
import { messageOf } from '../message-of.ts';
import { isOptedOut } from '../opt-out.ts';
import { fetchFiles } from '../reply-files.ts';
import { tooManyDocuments } from '../too-many-documents.ts';

/**
 * Sends a message, to the sender unless the document names somebody else (Twilio docs: TwiML Message). With `action`,
 * the document at that URL replaces the rest of this one. Sources disagree: with the option `action` set to status it
 * is only a status callback. `<Sms>` is the same, with text only.
 */
export const message = defineVerb<null>({
  enter(verb) {
    if (!countReply(verb.turn, verb.sid)) {
      const text = `<${verb.element.name}> is reply ${MOST_REPLIES + 1} or more to one message; it is not sent`;
      return refuse(verb, 14109, text, 'send the others with the REST API');
    }
    const draft = letterOf(verb);
    if (draft === null) return { type: 'next' };
    return sent(verb, draft);
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});

/** The result of sending, which an `action` request reports. */
interface Made {
  readonly sid: string;
  readonly error: number | null;
}

function sent(verb: VerbContext, { files, ...draft }: Letter): Outcome<null> {
  const { turn, sid } = verb;
  const { from, to } = draft;
  const { service, optOut, replyMedia } = messageOf(verb.leg.setup).handling;
  const problem = channelProblem(from, to);
  if (problem) {
    verb.report({ ...problem, level: 'error' });
    return goOn(verb, { sid: turn.drawSid('SM'), error: problem.code });
  }
  const blocked = isOptedOut(turn, from, to, service);
  // Without a messaging service Twilio refuses it at once; otherwise the message fails (error dictionary, 21610).
  if (blocked && service === null && optOut !== 'advanced') {
    reportBlocked(verb, from, to);
    return goOn(verb, { sid: turn.drawSid('SM'), error: 21610 });
  }
  const error = blocked ? 21610 : undeliverable(turn, from, to);
  const fate: Delivery = error === null ? nextFate(turn, sid, to) : { status: 'failed', error };
  const made = create(turn, sid, draft, fate);
  const skips = error !== null || replyMedia !== 'fetch';
  if (files.length > 0 && error === null) assume(turn, skips ? 'mediaSkipped' : 'media');
  if (files.length === 0 || skips) goesItsWay(turn, made);
  else fetchFiles(turn, made, files);
  return goOn(verb, { sid: made.sid, error: null });
}

/** The code with which a message fails for another reason than an opt-out; `null` if it can be delivered. */
function undeliverable(turn: VerbContext['turn'], from: string, to: string): number | null {
  if (isLoop(turn, from, to)) {
    assume(turn, 'loop');
    return 14107;
  }
  return isInWindow(turn.board, from, to) ? null : 63016;
}

/** A draft, and the URLs to request its files from, logins included. */
interface Letter extends Draft {
  readonly files: readonly string[];
}

/** Collects everything that is to be sent; `null` if one of the URLs cannot be requested. */
function letterOf(verb: VerbContext): Letter | null {
  const { from: caller, to: called } = verb.leg.setup;
  const { name } = verb.element;
  const sender = verb.attribute('from')?.trim() ?? '';
  if (sender !== '') assume(verb.turn, 'ownSender', name);
  const from = sender || called;
  const written = verb.attribute('to')?.trim() ?? '';
  const to = written === '' ? caller : recipient(written, from);
  if (to.startsWith('+') && !written.startsWith('+') && written !== '')
    assume(verb.turn, 'localNumber', name);
  const files = filesOf(verb);
  if (files === null) return null;
  const media = files.map(withoutCredentials);
  return { from, to, body: bodyOf(verb), media, files, callback: callbackOf(verb) };
}

/** Joins Text and Body in document order, each trimmed of white space. An `<Sms>` has no nouns. */
function bodyOf({ document, element, turn, text: own }: VerbContext): string {
  const nouns = childElements(document, element.id);
  if (own !== '' && nouns.some(({ name }) => name === 'Body')) assume(turn, 'textAndBody');
  let body = '';
  let text = '';
  for (const child of element.children) {
    if (child.kind === 'comment') continue;
    if (child.kind !== 'element') {
      text += child.text;
      continue;
    }
    body += text.trim();
    text = '';
    if (element.name === 'Message' && elementOf(document, child.id).name === 'Body')
      body += textOf(document, child.id);
  }
  return body + text.trim();
}

function filesOf(verb: VerbContext): readonly string[] | null {
  if (verb.element.name === 'Sms') return [];
  const urls: string[] = [];
  for (const element of childElements(verb.document, verb.element.id)) {
    if (element.name !== 'Media') continue;
    const noun = verb.noun(element);
    const resolved = noun.resolve(noun.text);
    if (!resolved.ok) {
      verb.turn.report(verb.sid, resolved.diagnostic);
      return null;
    }
    urls.push(resolved.url);
  }
  return urls;
}

/** Who receives the statuses: `statusCallback`, else `action`, else the messaging service's callback. */
function callbackOf(verb: VerbContext): Draft['callback'] {
  // The callback of <Sms> is always requested by POST (Twilio docs: Sms, 2008-08-01).
  const own = verb.callback('statusCallback', 'method');
  if (own && verb.word('action') === '') assume(verb.turn, 'statusCallbackAlone', verb.element.name);
  if (own) return verb.element.name === 'Sms' ? { ...own, method: 'POST' } : own;
  return verb.callback('action', 'method') ?? verb.leg.setup.statusCallback;
}

function channelProblem(from: string, to: string) {
  const [sender, receiver] = [channelOf(from), channelOf(to)];
  if (sender === null || receiver === null) {
    const address = sender === null ? from : to;
    return {
      code: 30015,
      message: `"${address}" has the prefix of no channel`,
      help: 'write whatsapp:, rcs: or messenger:, or a plain number for SMS',
    };
  }
  if (sender === receiver) return null;
  return {
    code: 30016,
    message: `the message cannot go from ${from} to ${to}: these are different channels`,
    help: 'give from and to addresses of one channel',
  };
}

function refuse(verb: VerbContext, code: number, text: string, help: string): Outcome<null> {
  const level = verb.turn.product.language.catalogue.get(code)?.level ?? 'error';
  verb.report({ code, level, message: text, help });
  return { type: 'next' };
}

function reportBlocked(verb: VerbContext, from: string, to: string): void {
  const text = `the message to ${to} is not sent: it has opted out of ${from} with STOP`;
  verb.report({
    code: 21610,
    level: 'error',
    message: text,
    help: 'nothing can be sent until it sends START',
  });
}

/** Requests `action` at once; its document replaces the rest of this one. */
function goOn(verb: VerbContext, { sid, error }: Made): Outcome<null> {
  const action = verb.attribute('action')?.trim() ?? '';
  if (action === '') return { type: 'next' };
  const flows = messageOf(verb.leg.setup).handling.action === 'flow';
  assume(verb.turn, flows ? 'actionFlows' : 'actionTells', verb.element.name);
  if (!flows) return { type: 'next' };
  const resolved = verb.resolve(action, 'action');
  if (!resolved.ok) return { type: 'fail', diagnostic: resolved.diagnostic };
  if (!countDocument(verb.turn, verb.sid)) return tooManyDocuments(verb);
  const to = {
    purpose: 'action',
    method: verb.method(),
    url: resolved.url,
    own: result(verb, sid, error),
  } as const;
  return { type: 'transfer', to };
}

/**
 * The parameters of `action` (Twilio docs: Message, "action"); for an `<Sms>` they are SmsSid and SmsStatus, with
 * their own words.
 */
function result({ element, leg }: VerbContext, sid: string, error: number | null): Params {
  const { service } = messageOf(leg.setup).handling;
  const created = service === null ? 'queued' : 'accepted';
  const status = error === null ? created : 'failed';
  const smsStatus = error === null ? 'sending' : 'invalid';
  return [
    ['MessageSid', sid],
    ['SmsSid', sid],
    ['SmsMessageSid', sid],
    ['MessageStatus', status],
    ['SmsStatus', element.name === 'Sms' ? smsStatus : status],
    ...(error === null ? [] : ([['ErrorCode', String(error)]] as const)),
  ];
}
