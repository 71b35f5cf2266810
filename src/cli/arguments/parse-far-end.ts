import { type FarEndPlan, parseFarEnds } from '../../debug/people/far-end.ts';
import { isFarEndCode } from '../../debug/people/far-end-codes.ts';
import { loadCatalogue } from '../catalogue-file.ts';
import { fitting } from './fitting.ts';
import { UsageError } from './usage-error.ts';

/** How many codes are suggested in place of a wrong one. */
const MOST_NAMED = 3;

/** Parses how far ends behave, one after the other; a code must be one of Twilio's with which a far end can fail. */
export function parseFarEndOption(text: string): readonly FarEndPlan[] {
  const plans = fitting(parseFarEnds(text));
  for (const plan of plans) if ('error' in plan) refuseUnknown(plan.error);
  return plans;
}

function refuseUnknown(error: number): void {
  const catalogue = loadCatalogue();
  const fits = (code: number) => isFarEndCode(code, (known) => catalogue.get(known) !== null);
  if (fits(error)) return;
  const found = catalogue.get(error);
  const near = catalogue.entries
    .filter(({ code }) => fits(code))
    .toSorted((a, b) => Math.abs(a.code - error) - Math.abs(b.code - error))
    .slice(0, MOST_NAMED)
    .map(({ code, title }) => `${code} (${title})`);
  const why = found
    ? `${error} (${found.title}) is not a code with which a far end can fail`
    : `${error} is not a code of Twilio's`;
  throw new UsageError(`${why}; the nearest are ${near.join(', ')}`);
}
