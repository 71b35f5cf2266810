import type { ElementReader } from '../../engine/turn/element-reader.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { childElements } from '../../twiml/document.ts';

/** The noun of a `<Connect>`: there is one, and validation says so; `null` when it cannot be used. */
export function nounOf(verb: VerbContext): ElementReader | null {
  const noun = childElements(verb.document, verb.element.id).find(({ id }) => !verb.skips.includes(id));
  return noun ? verb.noun(noun) : null;
}

/** Says once a session what is not done as Twilio would do it. */
export function sayApproximated(noun: ElementReader): void {
  for (const what of noun.turn.product.approximations(noun.element)) noun.turn.approximated(what);
}
