import { defineVerb } from '../../engine/turn/behaviour.ts';
import { answer } from '../leg/status.ts';

/** Sends the caller's own sound back until the caller hangs up; Twilio documents no more than the name. */
export const echo = defineVerb<null>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    return { type: 'stay', state: null, listening: null };
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});
