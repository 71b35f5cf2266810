import { type Diagnostic, diagnostic } from '../errors/diagnostic.ts';
import { type RefusedExchange, refusalHelp } from './help/refusal-help.ts';

/**
 * What Twilio makes of a final status: 4xx and 5xx are 11200 (the catch-all that its debugger shows; newer
 * dictionaries also know 11217), 2xx is an answer. `null` means the status is fine.
 */
export function statusDiagnostic(exchange: RefusedExchange): Diagnostic | null {
  const { status } = exchange.got;
  if (status >= 200 && status < 300) return null;
  const url = exchange.hop.asked;
  return diagnostic({
    code: 11200,
    level: 'error',
    message: `an attempt to retrieve content from ${url} returned the HTTP status code ${status}`,
    help: refusalHelp(exchange),
    url,
  });
}
