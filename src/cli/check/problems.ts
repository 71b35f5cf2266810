import type { Diagnostic } from '../../errors/diagnostic.ts';
import { wrongBytesDiagnostic } from '../../errors/wrong-bytes.ts';
import type { ProductName } from '../../twiml/language/schema.ts';
import type { Language } from '../../twiml/rules/inspection.ts';
import { byteOrderMark } from '../../twiml/source/byte-order-mark.ts';
import { parseTwiml } from '../../twiml/source/parse.ts';
import { unreadable } from '../../twiml/source/unreadable.ts';
import { guessProduct, validate } from '../../twiml/validate.ts';
import type { Source } from './sources.ts';

/** A checked document: everything that is wrong with it, in document order. */
export interface Checked {
  readonly name: string;
  /** The text that was read, to which the lines and columns of problems refer; `null` when nothing was read. */
  readonly text: string | null;
  /** `null` when it could not be read as TwiML at all. */
  readonly product: ProductName | null;
  /** Nobody said which product it is for. */
  readonly guessed: boolean;
  readonly problems: readonly Diagnostic[];
}

/** Checks one document for a product, or for the one that it seems to be for. */
export function checkSource(source: Source, wanted: ProductName | null, language: Language): Checked {
  const { name, text, problems } = source;
  const guessed = wanted === null;
  if (text === null) return { name, text, product: null, guessed, problems };
  const mark = byteOrderMark(text, name);
  const before = mark ? [...problems, mark] : problems;
  const wrong = source.wrong;
  const parsed = wrong
    ? ({ ok: false, diagnostic: wrongBytesDiagnostic(text, name, wrong) } as const)
    : parseTwiml(text, name);
  if (!parsed.ok) {
    const refusal = unreadable(parsed.diagnostic, wanted ?? 'voice');
    return { name, text, product: null, guessed, problems: [...before, refusal] };
  }
  const { document } = parsed;
  const product = wanted ?? guessProduct(document, language);
  return {
    name,
    text: document.source,
    product,
    guessed,
    problems: [...before, ...validate(document, product, language)],
  };
}

/** How many problems of each level there are. */
export function countLevels(checked: readonly Checked[]): {
  readonly errors: number;
  readonly warnings: number;
} {
  const problems = checked.flatMap((one) => one.problems);
  return {
    errors: problems.filter(({ level }) => level === 'error').length,
    warnings: problems.filter(({ level }) => level === 'warning').length,
  };
}
