import { type Diagnostic, diagnostic } from '../errors/diagnostic.ts';
import { signedUrl } from './signature.ts';

/**
 * A finding for a URL that the WHATWG parser would write in another way. Twilio signs a URL as it requests it, so an
 * application that hashes the parser's form answers 403 in production (observed: twilio-node issues 1059 and 1183,
 * from 5.0.4 until 6.2). `null` for a URL on which all validators agree.
 */
export function normalisedDiffers(url: string): Diagnostic | null {
  const signed = signedUrl(url);
  const normalised = URL.parse(signed)?.href;
  if (normalised === undefined || normalised === signed) return null;
  return diagnostic({
    rule: 'normalised-url',
    level: 'info',
    message: `a validator that normalises the URL will refuse the signature of ${signed}`,
    help: `Twilio signs the URL as it is requested; new URL() makes ${normalised} of it. Hash the raw request URL, or percent-encode the URL in your TwiML`,
    url,
  });
}
