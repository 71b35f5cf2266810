import { defineVerb } from '../../engine/turn/behaviour.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import type { Params } from '../../http/url/params.ts';
import { reportFailure, tellCallback, titleOf } from '../background/callbacks.ts';
import { actionOrNext } from '../leg/action.ts';
import { HEARS_SPEECH } from '../sound/listening.ts';
import { nounOf, sayApproximated } from './noun.ts';

type State = { readonly conversation: string };

/** The provider that connectors lead to (Twilio docs: VirtualAgent). */
const PROVIDER = 'dialogflow';

/**
 * An agent at a provider (Twilio docs: TwiML Voice: VirtualAgent). The simulated one completes, or ends with the
 * status that its far end names (`live-agent-handoff`, `timeout` ...), or fails with a code.
 */
export const virtualAgent = defineVerb<State>({
  enter(verb) {
    const noun = nounOf(verb);
    if (!noun) return actionOrNext(verb);
    sayApproximated(noun);
    return { type: 'stay', state: { conversation: verb.turn.drawSid('') }, listening: HEARS_SPEECH };
  },

  react(verb, state, signal) {
    switch (signal.type) {
      case 'far-end': {
        if (signal.error === null)
          return actionOrNext(verb, ended(verb, state, signal.words ?? 'completed', []));
        reportFailure(verb.turn, verb.sid, '<VirtualAgent>', signal.error);
        const error: Params = [
          ['VirtualAgentError', titleOf(verb.turn, signal.error)],
          ['VirtualAgentErrorCode', String(signal.error)],
        ];
        return actionOrNext(verb, ended(verb, state, 'failed', error));
      }
      case 'hang-up':
        return actionOrNext(verb, ended(verb, state, 'hangup', []));
      case 'redirected':
      case 'interrupted':
        ended(verb, state, 'completed', []);
        return { type: 'next' };
      default:
        return { type: 'stay', state, listening: HEARS_SPEECH };
    }
  },
});

/** Tells the status callback, and answers what `action` is told: the same. */
function ended(verb: VerbContext, { conversation }: State, status: string, error: Params): Params {
  const noun = nounOf(verb);
  const own: Params = [
    ['VirtualAgentProvider', PROVIDER],
    ['VirtualAgentStatus', status],
    ['VirtualAgentProviderData', JSON.stringify({ ConversationId: conversation })],
    ...error,
  ];
  const callback = noun?.callback('statusCallback', 'statusCallbackMethod') ?? null;
  tellCallback(verb.turn, verb.sid, { purpose: 'virtual-agent-status', callback, own });
  return own;
}
