import { type ProductName, SCHEMA } from './schema.ts';

/** The names of a product's elements, and what can be said of a document by names alone. */
export interface Vocabulary {
  /** What starts by itself, in alphabetical order. */
  readonly verbs: readonly string[];
  /** What stands in verbs, in alphabetical order. */
  readonly nouns: readonly string[];
  /** Verbs that start others inside them, with these. */
  readonly nested: Readonly<Record<string, readonly string[]>>;
  /** Elements whose content is a text with elements in it. */
  readonly spoken: readonly string[];
}

/**
 * The names of the language, by product. It is all that a front end needs to know before the first document, so that a
 * build puts it in as data, without the tables behind it.
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
  return {
    verbs: verbs.toSorted(),
    nouns: named('noun').toSorted(),
    nested: Object.fromEntries(
      elements.flatMap(({ tag, kind, children }) => {
        const inside = kind === 'verb' ? children.filter((name) => verbs.includes(name)) : [];
        return inside.length > 0 ? [[tag, inside]] : [];
      }),
    ),
    spoken: elements.flatMap(({ tag, text }) => (text?.type === 'speech' ? [tag] : [])),
  };
}
