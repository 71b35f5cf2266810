import type { Traits } from './element-spec.ts';
import { type ProductName, SCHEMA } from './schema.ts';

/** What is asked of a name: what its element says of itself, and what follows from its table. */
export interface NameTraits extends Traits {
  /** The verbs that it starts inside itself. */
  readonly nests?: readonly string[];
  /** It holds a text with elements in it. */
  readonly spoken?: true;
}

/** The names of a product's elements, and what can be said by a name alone. */
export interface Vocabulary {
  /** What starts by itself, in alphabetical order. */
  readonly verbs: readonly string[];
  /** What stands in verbs, in alphabetical order. */
  readonly nouns: readonly string[];
  /** By name; most names have no traits. */
  readonly traits: Readonly<Record<string, NameTraits>>;
}

/**
 * The names of the language, by product. It is all that is needed before the first document, so that the build puts it in
 * as data, without the tables behind it.
 */
export const VOCABULARY: Readonly<Record<ProductName, Vocabulary>> = {
  voice: vocabularyOf('voice'),
  messaging: vocabularyOf('messaging'),
  fax: vocabularyOf('fax'),
};

function vocabularyOf(product: ProductName): Vocabulary {
  const elements = Object.values(SCHEMA.elements(product));
  const named = (kind: string) => elements.filter((one) => one.kind === kind).map(({ tag }) => tag);
  const verbs = named('verb');
  const traits = elements.map(({ tag, kind, children, text, traits }) => {
    const nests = kind === 'verb' ? children.filter((name) => verbs.includes(name)) : [];
    const derived = {
      ...(nests.length > 0 && { nests }),
      ...(text?.type === 'speech' && { spoken: true as const }),
    };
    return [tag, { ...traits, ...derived }] as const;
  });
  return {
    verbs: verbs.toSorted(),
    nouns: named('noun').toSorted(),
    traits: Object.fromEntries(traits.filter(([, of]) => Object.keys(of).length > 0)),
  };
}
