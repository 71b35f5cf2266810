import { defineVerb } from '../../engine/turn/behaviour.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { giveBack } from '../dial/application.ts';
import { answer } from '../leg/status.ts';

/** Ends the call; as the first verb of an inbound call it answers before (Twilio docs: TwiML Voice: Hangup, Reject). */
export const hangup = defineVerb<null>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    giveBack(verb);
    return { type: 'end', status: 'completed', reason: reasonOf(verb) };
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});

function reasonOf({ role }: VerbContext): string {
  return role ? `Hangup in its ${role.kind} document ended it` : 'Hangup ended it';
}
