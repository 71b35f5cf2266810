import { defineVerb } from '../../engine/turn/behaviour.ts';
import { textOf } from '../../twiml/document.ts';

/** Transfers control to another document; an empty one to this document again (Twilio docs: TwiML Voice: Redirect). */
export const redirect = defineVerb<null>({
  onlyAsks: true,
  enter(verb) {
    const resolved = verb.resolve(textOf(verb.document, verb.element.id));
    if (!resolved.ok) return { type: 'fail', diagnostic: resolved.diagnostic };
    return {
      type: 'transfer',
      to: { purpose: 'redirect', method: verb.method(), url: resolved.url, own: [] },
    };
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});
