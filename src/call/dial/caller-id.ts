import type { VerbContext } from '../../engine/turn/verb-context.ts';

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
    return (
      callerId.startsWith('whatsapp:') ||
      refuse(
        verb,
        `${to} cannot be called from ${callerId}`,
        'write callerId="whatsapp:+…", a WhatsApp sender of your account',
      )
    );
  }
  if (noun !== 'Number' && noun !== 'Sim') return true;
  if (callerIdError(verb) === null) return true;
  return refuse(
    verb,
    `the caller, ${callerId}, has no phone number to show; ${to} is not called`,
    'write callerId="+…", a number of your account or a verified one',
  );
}

/** The `ErrorMessage` of an `action` when a client's call has no caller id to show; `null` when it has (observed). */
export function callerIdError(verb: VerbContext): string | null {
  if (verb.word('callerId').trim() !== '' || isNumber(callerIdOf(verb))) return null;
  return 'callerId must be provided for TwilioClient and SIP calls when using Dial';
}

function refuse(verb: VerbContext, what: string, help: string): false {
  const attribute = verb.attribute('callerId') === undefined ? undefined : 'callerId';
  verb.report({ code: 13214, level: 'warning', message: `Dial: ${what}`, help }, attribute);
  return false;
}

/** A SIP address whose user is a number stands for that number. What withholds its number is a phone all the same. */
function isNumber(callerId: string): boolean {
  return !/^(client|sips?|whatsapp):/i.test(callerId) || /^sips?:\+?\d+@/i.test(callerId);
}
