import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { isPhoneNumber } from '../../twiml/phone-number.ts';

/** The caller id that a `<Dial>` shows: its own, or the caller's (Twilio docs: TwiML Voice: Dial, "callerId"). */
export function callerIdOf(verb: VerbContext): string {
  return verb.word('callerId').trim() || verb.leg.setup.from;
}

/**
 * True when a party can be called with the caller id there is. A client or SIP user has no phone number, so that a
 * phone cannot be called without `callerId`; WhatsApp wants a sender of its own (error dictionary, 13214). Such a
 * call is not made.
 */
export function mayCall(verb: VerbContext, { noun, to }: { noun: string; to: string }): boolean {
  const callerId = callerIdOf(verb);
  if (noun === 'WhatsApp') {
    if (callerId.startsWith('whatsapp:')) return true;
    const help = 'write callerId="whatsapp:+…", a WhatsApp sender of your account';
    return refuse(verb, `${to} cannot be called from ${callerId}`, help);
  }
  if (noun !== 'Number' && noun !== 'Sim') return true;
  if (callerIdError(verb) === null) return true;
  const help = 'write callerId="+…", a number of your account or a verified one';
  return refuse(verb, `the caller, ${callerId}, has no phone number to show; ${to} is not called`, help);
}

/** The `ErrorMessage` of an `action` when a call has no caller id to show to a phone; `null` when it has (observed). */
export function callerIdError(verb: VerbContext): string | null {
  const written = verb.word('callerId').trim();
  if (written === '' ? isNumber(callerIdOf(verb)) : isPhoneNumber(written)) return null;
  return 'callerId must be provided for TwilioClient and SIP calls when using Dial';
}

/** Says why somebody is not called. What the attribute says was judged with the document. */
function refuse(verb: VerbContext, what: string, help: string): false {
  if (verb.word('callerId').trim() === '')
    verb.report({ code: 13214, level: 'warning', message: `Dial: ${what}`, help });
  return false;
}

/** A SIP address whose user is a number stands for that number. What withholds its number is a phone all the same. */
function isNumber(callerId: string): boolean {
  return !/^(client|sips?|whatsapp):/i.test(callerId) || /^sips?:\+?\d+@/i.test(callerId);
}
