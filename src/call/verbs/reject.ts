import { defineVerb } from '../../engine/behaviour.ts';
import { wordAttribute } from '../../twiml/attribute.ts';

/**
 * Refuses a ringing call without answering it: `busy`, or `no-answer` for the default reason `rejected` (Twilio
 * docs: TwiML Voice: Reject). Later in a call its effect is not documented; here it hangs up, with a warning.
 */
export const reject = defineVerb<null>({
  enter(verb) {
    const { value, bad } = wordAttribute(verb.element, 'reason', ['rejected', 'busy'], 'rejected');
    if (bad !== null) {
      verb.report(
        {
          code: 13810,
          level: 'warning',
          message: `Reject: invalid reason "${bad}"; rejected is used`,
          help: 'write rejected or busy',
        },
        'reason',
      );
    }
    if (verb.leg.answeredAt === null) return { type: 'end', status: value === 'busy' ? 'busy' : 'no-answer' };
    verb.report({
      rule: 'reject-after-answer',
      level: 'warning',
      message: 'Reject: the call was answered before; it is hung up',
      help: 'put <Reject> first, or use <Hangup>',
    });
    return { type: 'end', status: 'completed' };
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});
