import { type FarEndPlan, parseFarEnd } from '../../debug/people/far-end.ts';
import { isFarEndCode } from '../../debug/people/far-end-codes.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { loadCatalogue } from '../data-files.ts';

/** So many codes are named in place of one that is none. */
const MOST_NAMED = 3;

/** Reads `--far-end`; a code must be one of Twilio's with which a far end fails. */
export function farEndOption(text: string): FarEndPlan {
  const plan = parseFarEnd(text);
  if (typeof plan === 'string') throw new UsageError(plan);
  if (!('error' in plan)) return plan;
  const { error } = plan;
  const catalogue = loadCatalogue();
  const fits = (code: number) => isFarEndCode(code, (known) => catalogue.get(known) !== null);
  if (fits(error)) return plan;
  const found = catalogue.get(error);
  const near = catalogue.entries
    .filter(({ code }) => fits(code))
    .toSorted((a, b) => Math.abs(a.code - error) - Math.abs(b.code - error))
    .slice(0, MOST_NAMED)
    .map(({ code, title }) => `${code} (${title})`);
  const why = found
    ? `${error} (${found.title}) is no code with which a far end fails`
    : `no code ${error} is known`;
  throw new UsageError(`${why}; the nearest are ${near.join(', ')}`);
}
