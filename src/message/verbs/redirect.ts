import { defineVerb } from '../../engine/turn/behaviour.ts';
import { assume } from '../assumptions.ts';
import { countDocument } from '../limits.ts';
import { tooManyDocuments } from '../too-many-documents.ts';

/** Continues with another document; the messages before it are sent all the same (Twilio docs: TwiML SMS: Redirect). */
export const redirect = defineVerb<null>({
  enter(verb) {
    const resolved = verb.resolve(verb.text);
    if (!resolved.ok) return { type: 'fail', diagnostic: resolved.diagnostic };
    if (!countDocument(verb.turn, verb.sid)) return tooManyDocuments(verb);
    assume(verb.turn, 'redirected');
    const to = { purpose: 'redirect', method: verb.method(), url: resolved.url, own: [] } as const;
    return { type: 'transfer', to };
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});
