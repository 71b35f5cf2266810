import type { VerbBehaviour } from '../../engine/behaviour.ts';
import type { VerbContext } from '../../engine/verb-context.ts';
import { childElements } from '../../twiml/document.ts';
import { dialConference } from '../conference/dial-conference.ts';
import { dialPhones } from '../dial/phones.ts';
import { dialQueue } from '../queue/dial-queue.ts';

/** Nouns that are no phones, and what dialling them means. */
const NOUNS: ReadonlyMap<string, VerbBehaviour> = new Map([
  ['Conference', dialConference],
  ['Queue', dialQueue],
]);

/** Connects the caller with somebody or something else; its nouns say with whom (Twilio docs: TwiML Voice: Dial). */
export const dial: VerbBehaviour = {
  enter: (verb) => behaviourOf(verb).enter(verb),
  react: (verb, state, signal) => behaviourOf(verb).react(verb, state, signal),
};

function behaviourOf(verb: VerbContext): VerbBehaviour {
  for (const { id, name } of childElements(verb.document, verb.element.id)) {
    const behaviour = verb.skips.includes(id) ? undefined : NOUNS.get(name);
    if (behaviour) return behaviour;
  }
  return dialPhones;
}
