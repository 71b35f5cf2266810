import { expect } from 'vitest';
import { loadLanguage } from '../../../src/cli/language.ts';
import type { Finding } from '../../../src/twiml/finding.ts';
import type { ProductName } from '../../../src/twiml/language/schema.ts';
import { parseTwiml } from '../../../src/twiml/source/parse.ts';
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
  const source = `<Response>${verbs.replaceAll('\\n', '\n')}`;
  const start = source.indexOf('⟦');
  const end = source.indexOf('⟧') - 1;
  if (start < 0 || end < start) throw new Error(`nothing is marked in ${verbs}`);
  const before = source.slice(0, start).split('\n');
  return {
    verbs: verbs.replaceAll('\\n', '\n').replaceAll('⟦', '').replaceAll('⟧', ''),
    place: { line: before.length, column: (before.at(-1) ?? '').length + 1, length: end - start },
  };
}

/** A line of a table: what is found in a document, and nothing else. */
export interface Row {
  readonly code: string;
  readonly level: string;
  readonly effect: string;
  readonly document: string;
  readonly message: string;
  readonly help: string | null;
}

/** Reads a table: `code level effect | document | message | help`, one finding a line. */
export function rows(table: string): readonly Row[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [head = '', document = '', message = '', help = ''] = line.split(' | ');
      const [code = '', level = '', effect = ''] = head.trim().split(' ');
      return { code, level, effect, document, message, help: help === '-' ? null : help };
    });
}

/** What is said of most short documents beside what a row is about. */
const BESIDE: readonly (string | null)[] = ['does-nothing', 'ssml-ignored', 'second-dial'];

/** What a row says, and what was found in its document, in the same form: one is compared with the other. */
export function compared(row: Row, product: ProductName) {
  const { verbs, place } = unmarked(row.document);
  const all = findingsIn(verbs, product).filter(({ rule }) => rule === row.code || !BESIDE.includes(rule));
  const found = all.map((finding) => {
    const { code, rule, level, effect, message, help, location, excerpt } = finding;
    const caret = excerpt?.split('\n').at(-1)?.trimEnd() ?? '';
    return {
      code: String(code ?? rule),
      level,
      effect,
      message,
      help,
      place: location && { line: location.line, column: location.column, length: location.length },
      caret: caret.slice(caret.indexOf('^')),
    };
  });
  const { document: _, ...said } = row;
  // Excerpts are 96 columns wide.
  const caret = expect.stringMatching(place.length > 40 ? /^\^+$/ : new RegExp(`^\\^{${place.length}}$`));
  return { found, expected: [{ ...said, place, caret }] };
}
