import { defineVerb } from '../../engine/turn/behaviour.ts';
import { answer } from '../leg/status.ts';

/** Verbs that leave an unanswered call as it is (Twilio docs: SIP and TwiML interaction). */
const DO_NOT_ANSWER = ['Leave', 'Stop'];

/** A verb of Twilio's that is known by name only, for now: it is passed over, and says so. */
export const notSimulated = defineVerb<null>({
  enter(verb) {
    const { name } = verb.element;
    if (!DO_NOT_ANSWER.includes(name)) answer(verb.turn, verb.sid);
    verb.report({
      rule: 'not-simulated',
      level: 'warning',
      message: `<${name}> is not simulated yet: it is passed over, and the next verb runs`,
    });
    return { type: 'next' };
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});
