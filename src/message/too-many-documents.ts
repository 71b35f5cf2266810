import type { Outcome } from '../engine/turn/behaviour.ts';
import type { VerbContext } from '../engine/turn/verb-context.ts';
import { MOST_DOCUMENTS } from './limits.ts';

/** The code for a message that has requested too many documents (error dictionary). */
export const TOO_MANY_DOCUMENTS = 14106;

/** Stops running the documents of a message; messages sent before stay sent. */
export function tooManyDocuments(verb: VerbContext): Outcome<null> {
  return {
    type: 'fail',
    diagnostic: verb.diagnostic({
      code: TOO_MANY_DOCUMENTS,
      level: 'warning',
      message: `${MOST_DOCUMENTS} documents were asked for one message: nothing more of it runs`,
      help: 'do two documents lead to each other, by <Redirect> or action?',
    }),
  };
}
