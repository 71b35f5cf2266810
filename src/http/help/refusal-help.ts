import { CAUSES, type Refused } from './causes.ts';
import { errorPageOf } from './error-page.ts';

/** The exchange that was refused, as it stands when its last answer has come. */
export type RefusedExchange = Omit<Refused, 'page'>;

/** Why an app refused, and what to do: the first cause of the table that the exchange gives away. */
export function refusalHelp(exchange: RefusedExchange): string {
  const refused = { ...exchange, page: errorPageOf(exchange.got.body, exchange.got.headers) };
  const cause = CAUSES.find(({ tells }) => tells(refused));
  const help = cause?.help(refused) ?? '';
  const { page } = refused;
  return page === null || help.startsWith(page.framework)
    ? help
    : `${help} (an error page of ${page.framework})`;
}
