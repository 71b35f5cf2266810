import { defineVerb } from '../../engine/behaviour.ts';
import { nearestName } from '../../errors/nearest.ts';
import { answer } from '../status.ts';

/** Verbs of Twilio's that this program knows by name only, for now. */
const KNOWN = [
  'Connect',
  'Dial',
  'Echo',
  'Enqueue',
  'Leave',
  'Pay',
  'Prompt',
  'Queue',
  'Refer',
  'Sms',
  'Start',
  'Stop',
];

/** All verbs that a voice document may hold, for finding the one that was meant. */
const VERBS = [...KNOWN, 'Gather', 'Hangup', 'Pause', 'Play', 'Record', 'Redirect', 'Reject', 'Say'];

/** A verb that is passed over, and says so; an unknown element is Twilio's warning 12200. */
export const notSimulated = defineVerb<null>({
  enter(verb) {
    const { name } = verb.element;
    if (KNOWN.includes(name)) {
      if (name !== 'Stop' && name !== 'Leave') answer(verb.turn, verb.sid);
      verb.turn.approximated(`${name}: not simulated yet, passed over`);
      verb.report({
        rule: 'not-simulated',
        level: 'warning',
        message: `<${name}> is not simulated yet: it is passed over, and the next verb runs`,
        help: null,
      });
      return { type: 'next' };
    }
    const meant = nearestName(name, VERBS);
    verb.report({
      code: 12200,
      level: 'warning',
      message: `<${name}> is not a verb of TwiML; it is ignored`,
      help: meant
        ? `did you mean <${meant}>? Names are case-sensitive`
        : 'see the list of verbs in the TwiML documentation',
    });
    return { type: 'next' };
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});
