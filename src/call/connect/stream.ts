import type { Sid } from '../../engine/identifiers.ts';
import { defineVerb } from '../../engine/turn/behaviour.ts';
import { endWork, startWork } from '../background/works.ts';
import { actionOrNext } from '../leg/action.ts';
import { HEARS_ALL } from '../sound/listening.ts';
import { nounOf } from './noun.ts';

type State = { readonly stream: Sid };

/**
 * A media stream both ways (Twilio docs: TwiML Voice: Stream): it ends when the server closes the socket, and only
 * the verb with it. Twilio documents no parameters of its `action`, and no request for a caller who hangs up.
 */
export const connectStream = defineVerb<State>({
  enter(verb) {
    const noun = nounOf(verb);
    const work = noun && startWork(noun);
    if (!work) return actionOrNext(verb);
    verb.turn.approximated('Connect: a closed socket ends the <Stream>, not the call (sources disagree)');
    return { type: 'stay', state: { stream: work.sid }, listening: HEARS_ALL };
  },

  react(verb, state, signal) {
    switch (signal.type) {
      case 'far-end':
        endWork(verb.turn, verb.sid, state.stream, signal.error);
        return actionOrNext(verb);
      case 'redirected':
      case 'interrupted':
        endWork(verb.turn, verb.sid, state.stream);
        return { type: 'next' };
      case 'hang-up':
        // It ends with the call, as all streams do.
        return { type: 'next' };
      default:
        return { type: 'stay', state, listening: HEARS_ALL };
    }
  },
});
