import type { VerbBehaviour } from '../../engine/turn/behaviour.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { conversationRelay } from '../connect/conversation-relay.ts';
import { nounOf } from '../connect/noun.ts';
import { retired, session } from '../connect/session.ts';
import { connectStream } from '../connect/stream.ts';
import { virtualAgent } from '../connect/virtual-agent.ts';
import { answer } from '../leg/status.ts';

/** What a call can be connected to, by noun. */
const NOUNS: ReadonlyMap<string, VerbBehaviour> = new Map([
  ['Assistant', retired],
  ['Autopilot', retired],
  ['ConversationRelay', conversationRelay],
  ['Stream', connectStream],
  ['VirtualAgent', virtualAgent],
]);

/**
 * Connects the call with something that is no phone, and with nothing else, until that is over (Twilio docs: TwiML
 * Voice: Connect). Then `action` is requested, or the next verb runs.
 */
export const connect: VerbBehaviour = {
  enter(verb) {
    answer(verb.turn, verb.sid);
    return behaviourOf(verb).enter(verb);
  },
  react: (verb, state, signal) => behaviourOf(verb).react(verb, state, signal),
};

function behaviourOf(verb: VerbContext): VerbBehaviour {
  return NOUNS.get(nounOf(verb)?.element.name ?? '') ?? session;
}
