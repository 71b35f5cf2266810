import type { VerbBehaviour } from '../../engine/turn/behaviour.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { childElements } from '../../twiml/document.ts';
import { dialConference } from '../conference/dial-conference.ts';
import { PHONES } from '../dial/party.ts';
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
  const nouns = childElements(verb.document, verb.element.id);
  const usable = nouns.filter(({ id }) => !verb.skips.includes(id));
  const nobody = verb.text === '' && !usable.some(({ name }) => PHONES.has(name));
  // One that cannot be used fails in its own way, unless there is somebody to ring.
  const room = [...usable, ...(nobody ? nouns : [])].find(({ name }) => NOUNS.has(name));
  return NOUNS.get(room?.name ?? '') ?? dialPhones;
}
