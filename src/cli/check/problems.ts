import type { Diagnostic } from '../../errors/diagnostic.ts';
import type { Language } from '../../twiml/inspection.ts';
import { parseTwiml } from '../../twiml/parse.ts';
import type { ProductName } from '../../twiml/schema.ts';
import { guessProduct, validate } from '../../twiml/validate.ts';
import type { Source } from './sources.ts';

/** A checked document: everything that is wrong with it, in document order. */
export interface Checked {
  readonly name: string;
  /** `null` when it could not be read as TwiML at all. */
  readonly product: ProductName | null;
  readonly problems: readonly Diagnostic[];
}

/** Checks one document for a product, or for the one that it seems to be for. */
export function checkSource({ name, text }: Source, wanted: ProductName | null, language: Language): Checked {
  const parsed = parseTwiml(text, name);
  if (!parsed.ok) return { name, product: null, problems: [parsed.diagnostic] };
  const product = wanted ?? guessProduct(parsed.document, language);
  return { name, product, problems: validate(parsed.document, product, language) };
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
