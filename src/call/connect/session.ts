import { defineVerb, type VerbBehaviour } from '../../engine/turn/behaviour.ts';
import { reportFailure } from '../background/callbacks.ts';
import { actionOrNext } from '../leg/action.ts';
import { HEARS_SPEECH } from '../sound/listening.ts';
import { nounOf, sayApproximated } from './noun.ts';

/**
 * A session of which nothing is known but that it blocks until its far end closes (Twilio docs: TwiML Voice: Room;
 * Conversation, AiSession and ConversationRelaySession are in Twilio's libraries only). `action` gets no parameters.
 */
export const session: VerbBehaviour = defineVerb<null>({
  enter(verb) {
    const noun = nounOf(verb);
    if (!noun) return actionOrNext(verb);
    sayApproximated(noun);
    return { type: 'stay', state: null, listening: HEARS_SPEECH };
  },

  react(verb, state, signal) {
    if (signal.type !== 'far-end') return { type: 'stay', state, listening: HEARS_SPEECH };
    const { error } = signal;
    if (error !== null) reportFailure(verb.turn, verb.sid, `<${nounOf(verb)?.element.name}>`, error);
    return actionOrNext(verb);
  },
});

/** What cannot be connected to any more: the product behind it is gone. */
export const retired: VerbBehaviour = defineVerb<null>({
  enter(verb) {
    const name = nounOf(verb)?.element.name ?? '';
    const message = `Connect: there is nothing to connect <${name}> to any more; the call goes on after it`;
    const help = 'Twilio has shut the product down: use <ConversationRelay> or <VirtualAgent>';
    nounOf(verb)?.report({ rule: 'retired-product', level: 'error', message, help });
    return actionOrNext(verb);
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});
