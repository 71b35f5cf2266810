import { type Diagnostic, diagnostic } from '../errors/diagnostic.ts';
import { withoutCredentials } from './authentication.ts';
import { type HopResponse, headerValue } from './hop.ts';
import { MAX_REDIRECTS } from './limits.ts';
import { httpUrl } from './url/http-url.ts';
import type { Params } from './url/params.ts';

/** Where a redirect answer leads, with what, or why it cannot be followed. */
export type Redirect =
  | { readonly ok: true; readonly method: 'GET' | 'POST'; readonly url: string; readonly keepsOwn: boolean }
  | { readonly ok: false; readonly diagnostic: Diagnostic };

/** Statuses that Twilio follows (error dictionary, 11216); any other 3xx is refused. */
const FOLLOWED = new Set([301, 302, 303, 307]);

/** True for the answers that {@link followRedirect} is to judge; a 304 to a conditional request is none. */
export function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

/**
 * 301, 302 and 303 lead to a GET that carries the standard parameters again, the verb's own are lost; 307
 * repeats method and parameters (sources disagree about the verb's own: `drop307` is the other reading). At
 * most 10 are followed, the next fails with 11215; other statuses and a bad Location fail with 11216 (Twilio
 * error dictionary 11215 and 11216; Twilio docs: Debugging your application).
 */
export function followRedirect(
  from: { readonly method: 'GET' | 'POST'; readonly url: string; readonly redirects: number },
  response: HopResponse,
  drop307: boolean,
): Redirect {
  const refuse = (code: number, message: string, help: string): Redirect => ({
    ok: false,
    diagnostic: diagnostic({ code, level: 'error', message, help, url: from.url }),
  });
  const { status } = response;
  if (!FOLLOWED.has(status)) {
    return refuse(
      11216,
      `${from.url} answered with the redirect status ${status}, which is not followed`,
      status === 304
        ? 'a 304 needs a conditional request, and this one was none'
        : 'use 301, 302, 303 or 307; 308 is not followed',
    );
  }
  const location = headerValue(response.headers, 'location');
  // An empty one is a valid reference, to the same page again; nobody means that.
  const url = location === null || location === '' ? null : httpUrl(fromBytes(location), from.url);
  if (url === null) {
    const what =
      location === null
        ? 'without a Location header'
        : `to "${withoutCredentials(location)}", which is no http(s) URL`;
    return refuse(
      11216,
      `${from.url} redirects (${status}) ${what}`,
      'send an absolute or relative URL in Location',
    );
  }
  if (from.redirects >= MAX_REDIRECTS) {
    return refuse(
      11215,
      `more than ${MAX_REDIRECTS} HTTP redirects, the last one from ${from.url} to ${withoutCredentials(url)}`,
      'two routes that redirect to each other, or a login page that never lets the request through?',
    );
  }
  if (status === 307) return { ok: true, method: from.method, url, keepsOwn: !drop307 };
  return { ok: true, method: 'GET', url, keepsOwn: false };
}

/**
 * A header's text holds one character for each byte (RFC 9110 section 5.5). Frameworks that send a path with
 * letters beyond ASCII as it is mean UTF-8, as browsers take it.
 */
function fromBytes(header: string): string {
  if (!/[\x80-\xff]/.test(header)) return header;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(header, (char) => char.charCodeAt(0)),
    );
  } catch {
    return header;
  }
}

/** The most common trap of redirects: what the verb had to say does not arrive. */
export function lostByRedirect(from: string, to: string, status: number, own: Params): Diagnostic | null {
  if (own.length === 0) return null;
  const names = own.map(([name]) => name).join(', ');
  return diagnostic({
    rule: 'lost-by-redirect',
    level: 'info',
    message: `the ${status} from ${from} to ${to} loses the parameters ${names}`,
    help: 'if the next page needs them, answer with TwiML directly or put them into the Location; a trailing slash or a redirect to https is the usual cause',
    url: from,
  });
}
