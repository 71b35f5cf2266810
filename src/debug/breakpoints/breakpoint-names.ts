import type { ProductName } from '../../twiml/language/schema.ts';
import { VOCABULARY } from '../../twiml/language/vocabulary.ts';

const ALL = Object.values(VOCABULARY);

/** The verbs and nouns of a product, verbs first; of all products without one. */
export function namesOf(product: ProductName | null): readonly string[] {
  const some = product === null ? ALL : [VOCABULARY[product]];
  return [...new Set([...some.flatMap(({ verbs }) => verbs), ...some.flatMap(({ nouns }) => nouns)])];
}

/** True for a word that stands in verbs only: it never starts, so that nothing stops before it. */
export function isOnlyNoun(name: string): boolean {
  return ALL.every(({ verbs }) => !verbs.includes(name));
}
