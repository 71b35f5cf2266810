import { loadLanguage } from '../../../src/cli/data-files.ts';
import type { Finding } from '../../../src/twiml/finding.ts';
import { parseTwiml } from '../../../src/twiml/parse.ts';
import type { ProductName } from '../../../src/twiml/schema.ts';
import { validate } from '../../../src/twiml/validate.ts';

/** The language of the product, read once for all tests. */
export const LANGUAGE = loadLanguage();

/** What is found in the verbs of a document. */
export function findingsIn(verbs: string, product: ProductName = 'voice'): readonly Finding[] {
  return findingsOf(`<Response>${verbs}</Response>`, product);
}

/** What is found in a whole document, which can be read. */
export function findingsOf(source: string, product: ProductName = 'voice'): readonly Finding[] {
  const parsed = parseTwiml(source, 'https://app.test/voice');
  if (!parsed.ok) throw new Error(parsed.diagnostic.message);
  return validate(parsed.document, product, LANGUAGE);
}

/** A document in which `⟦` and `⟧` stand around what is to be underlined, without them. */
export function unmarked(verbs: string): {
  readonly verbs: string;
  readonly place: { readonly line: number; readonly column: number; readonly length: number };
} {
  const source = `<Response>${verbs}`;
  const start = source.indexOf('⟦');
  const end = source.indexOf('⟧') - 1;
  if (start < 0 || end < start) throw new Error(`nothing is marked in ${verbs}`);
  const before = source.slice(0, start).split('\n');
  return {
    verbs: verbs.replace(/[⟦⟧]/g, ''),
    place: { line: before.length, column: (before.at(-1) ?? '').length + 1, length: end - start },
  };
}
