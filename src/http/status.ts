import { type Diagnostic, diagnostic } from '../errors/diagnostic.ts';
import { answerableChallenge } from './authentication.ts';
import { type HopResponse, headerValues } from './hop.ts';

/**
 * What Twilio makes of a final status: 4xx and 5xx are 11200 (the catch-all that its debugger shows; newer
 * dictionaries also know 11217), 2xx is an answer. `null` means the status is fine. `signedUrl` is `url` with
 * what was appended to it for a GET.
 */
export function statusDiagnostic(url: string, signedUrl: string, response: HopResponse): Diagnostic | null {
  const { status } = response;
  if (status >= 200 && status < 300) return null;
  return diagnostic({
    code: 11200,
    level: 'error',
    message: `an attempt to retrieve content from ${url} returned the HTTP status code ${status}`,
    help:
      refusedSignature(signedUrl, response) ?? (status === 401 ? unauthorized(response) : helpFor(status)),
    url,
  });
}

/** Twilio logs in with `user:password@` of the URL (Twilio docs: Security, "HTTP authentication"). */
function unauthorized({ headers, sent }: HopResponse): string {
  if (answerableChallenge(headerValues(headers, 'www-authenticate')) === null)
    return 'a 401 needs a WWW-Authenticate header with Basic or Digest and a realm before anybody can log in';
  return sent.user === null
    ? 'put the login into the URL: https://user:password@host/path (Basic or Digest, with a realm)'
    : `the login as ${sent.user} was refused: check user and password in the URL`;
}

function helpFor(status: number): string {
  if (status === 404)
    return 'no route answers this path: check the spelling, and the path your app is mounted under';
  if (status === 405) return 'the route exists for another method: see method="..." and --method';
  if (status >= 500)
    return "your app failed while it answered: its log, or the answer's body, should say why";
  return "see the answer's body for the reason";
}

const UNSIGNED =
  'your app refused a request without X-Twilio-Signature, as it should: leave --signature missing out to have it signed';

/**
 * A validator of X-Twilio-Signature refuses with 403, or with 400 when it found no header (the helper library's
 * Express middleware). The answer tells which URL and which token this request was signed with.
 */
function refusedSignature(url: string, { status, body, sent }: HopResponse): string | null {
  if (status !== 403 && status !== 400) return null;
  const certain = /signature|twilio request validation/i.test(body);
  if (!sent.signature) return certain ? UNSIGNED : null;
  if (status === 400 && !certain) return null;
  const lead = certain
    ? 'your app refused the signature'
    : 'if your app validates X-Twilio-Signature, it refused this one';
  return (
    `${lead}: signed for the URL ${url} with ${sent.signature.key}. ` +
    'Both must be what your app expects: set TWILIO_AUTH_TOKEN (or --auth-token) to the token your app uses, ' +
    'and --public-url if your app computes the signature for another origin'
  );
}
