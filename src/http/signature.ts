import { createHmac } from 'node:crypto';
import type { Dialect } from './hop.ts';
import { joinUrl, splitUrl } from './url/http-url.ts';
import type { Params } from './url/params.ts';

/**
 * Whether the port of an https URL is signed (Twilio docs: Security, "Validating signatures"); that of a conference's
 * events is (observed: twilio-node issue 411).
 */
const KEEPS_PORT: Readonly<Record<Dialect, boolean>> = {
  call: false,
  'call-progress': false,
  'conference-event': true,
  message: true,
};

/** The URL as it enters the signature: as it is requested, without credentials and fragment. */
export function signedUrl(url: string, dialect: Dialect = 'call'): string {
  // Most are: nothing to take away, and this is asked for each request.
  if (url.startsWith('http://') && !/[@#]/.test(url)) return url;
  const parts = splitUrl(url);
  if (!parts) throw new TypeError(`Invalid URL: ${url}`);
  const isSecure = /^https:$/i.test(parts.scheme);
  const host = isSecure && !KEEPS_PORT[dialect] ? parts.host.replace(/:\d*$/, '') : parts.host;
  return joinUrl({ ...parts, userinfo: '', host, fragment: '' });
}

/**
 * The string that is signed: the URL, then each body parameter's name and value, sorted by name in byte order,
 * with nothing between them (Twilio docs: Security). A repeated name is signed once for each distinct value,
 * sorted, as the helper library's validator does.
 */
export function stringToSign(url: string, form: Params, dialect: Dialect = 'call'): string {
  const sorted = form.toSorted(byNameAndValue);
  let signed = signedUrl(url, dialect);
  let before: Params[number] | null = null;
  for (const pair of sorted) {
    if (before === null || before[0] !== pair[0] || before[1] !== pair[1]) signed += pair[0] + pair[1];
    before = pair;
  }
  return signed;
}

/** By UTF-16 unit, as the helper library's own sorting does. */
function byNameAndValue(a: Params[number], b: Params[number]): number {
  return compare(a[0], b[0]) || compare(a[1], b[1]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** X-Twilio-Signature: base64 of the HMAC-SHA1 of {@link stringToSign} under the account's auth token. */
export function sign(authToken: string, signed: string): string {
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64');
}
