import { defineVerb } from '../../engine/turn/behaviour.ts';
import { giveBack } from '../dial/application.ts';
import { answeredHere } from '../leg/status.ts';

/**
 * Refuses a ringing call without answering it: `busy`, or `no-answer` for the default reason `rejected` (Twilio
 * docs: TwiML Voice: Reject). Later in a call its effect is not documented; here it hangs up, with a warning.
 */
export const reject = defineVerb<null>({
  enter(verb) {
    giveBack(verb);
    if (verb.leg.answeredAt === null) {
      return verb.word('reason') === 'busy'
        ? { type: 'end', status: 'busy', reason: 'Reject answered busy' }
        : { type: 'end', status: 'no-answer', reason: 'Reject did not answer' };
    }
    if (!answeredHere(verb))
      verb.report({
        rule: 'reject-after-answer',
        level: 'warning',
        message: 'Reject: the call was answered before; it is hung up',
        help: 'put <Reject> first, or use <Hangup>',
      });
    return { type: 'end', status: 'completed', reason: 'Reject hung it up' };
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});
