import { defineVerb } from '../../engine/behaviour.ts';
import { giveBack } from '../dial/application.ts';
import { answer } from '../leg/status.ts';

/** Ends the call; as the first verb of an inbound call it answers before (Twilio docs: TwiML Voice: Hangup, Reject). */
export const hangup = defineVerb<null>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    giveBack(verb);
    return { type: 'end', status: 'completed' };
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});
