import { createHmac } from 'node:crypto';
import type { Dialect } from './hop.ts';
import type { Params } from './url/params.ts';

/**
 * The URL as it enters the signature: without credentials and fragment; over https a call's is signed without its
 * port, a message's with it (Twilio docs: Security, "Validating signatures").
 */
export function signedUrl(url: string, dialect: Dialect = 'call'): string {
  // Most are: nothing to take away, and this is asked for each request.
  if (url.startsWith('http://') && !/[@#]/.test(url)) return url;
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  parsed.hash = '';
  if (parsed.protocol === 'https:' && dialect !== 'message') parsed.port = '';
  return parsed.href;
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
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;
}

/** X-Twilio-Signature: base64 of the HMAC-SHA1 of {@link stringToSign} under the account's auth token. */
export function sign(authToken: string, signed: string): string {
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64');
}
