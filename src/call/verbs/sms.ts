import type { Sid } from '../../engine/identifiers.ts';
import type { Json } from '../../engine/json.ts';
import { defineVerb } from '../../engine/turn/behaviour.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { callBack } from '../callbacks/later-callback.ts';
import { actionOrNext } from '../leg/action.ts';
import { answer } from '../leg/status.ts';

/** The errand of a message on its way. */
export const SMS_SENT = 'sms-sent';
/** How long after it was handed over a message has been sent, in milliseconds. */
const SENT_AFTER_MS = 1_000;

/** A text message that a call sends; plain data. */
type Text = {
  readonly sid: Sid;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly callback: { readonly url: string; readonly method: 'GET' | 'POST' } | null;
};

/**
 * Sends a text message from a call (Twilio docs, 2008-2013: TwiML Voice: Sms; deprecated). It is handed over at once
 * and `action` told so, or that a number is invalid; that it was sent is told to `statusCallback` a little later.
 */
export const sms = defineVerb<null>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    // Without a text there is nothing to send; validation said so.
    if (verb.text === '') return { type: 'next' };
    const text = textOf(verb);
    const status = fits(verb, text) ? 'sending' : 'invalid';
    if (status === 'sending') {
      tell(verb.turn, verb.sid, text, status);
      verb.turn.later(verb.sid, SENT_AFTER_MS, { what: SMS_SENT, data: text });
    }
    return actionOrNext(verb, statusParams(text, status));
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});

/** A message has been sent; its call may be over. */
export function smsSent(turn: Turn, sid: Sid, data: Json): void {
  // Only `sms` leaves this errand.
  const text = data as Text;
  tell(turn, sid, text, 'sent');
  const { callback } = text;
  if (callback) callBack(turn, sid, { purpose: 'sms-status', callback, own: statusParams(text, 'sent') });
}

/** Without attributes it goes from the Twilio number of the call to the other party. */
function textOf(verb: VerbContext): Text {
  const { from, to, direction } = verb.leg.setup;
  const [own, other] = direction === 'inbound' ? [to, from] : [from, to];
  const callback = verb.callback('statusCallback', 'statusCallbackMethod');
  return {
    sid: verb.turn.drawSid('SM'),
    from: verb.word('from').trim() || own,
    to: verb.word('to').trim() || other,
    body: verb.text,
    callback: callback && { url: callback.url, method: callback.method },
  };
}

/** Says which number cannot be used (Twilio error dictionary, 14101 and 14102). */
function fits(verb: VerbContext, { from, to }: Text): boolean {
  const help = 'write phone numbers in E.164, like +15551230001';
  const refuse = (code: number, name: 'to' | 'from', number: string) => {
    const message = `Sms: "${number}" is not a number that can ${name === 'to' ? 'get' : 'send'} messages; nothing is sent`;
    verb.report({ code, level: 'warning', message, help }, name);
    return false;
  };
  if (!isNumber(to)) return refuse(14101, 'to', to);
  return isNumber(from) || refuse(14102, 'from', from);
}

/** A phone number, or a short code. */
function isNumber(written: string): boolean {
  const digits = written.replace(/[\s().-]/g, '');
  return /^(\+[1-9]\d{6,14}|\d{3,15})$/.test(digits);
}

function statusParams({ sid }: Text, status: string): readonly (readonly [string, string])[] {
  return [
    ['SmsSid', sid],
    ['SmsStatus', status],
  ];
}

function tell(
  turn: Turn,
  sid: Sid,
  { sid: message, from, to, body }: Text,
  status: 'sending' | 'sent',
): void {
  const sent = { sid: message, direction: 'outbound-api', from, to, body, media: [], status } as const;
  turn.emit(sid, { type: 'message', ...sent, error: null });
}
