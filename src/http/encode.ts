import type { HopRequest } from './hop.ts';
import type { Params } from './params.ts';

/** application/x-www-form-urlencoded in UTF-8, a space as `+` (as Twilio's captured requests have it). */
export function formEncode(params: Params): string {
  let encoded = '';
  for (const [name, value] of params) {
    if (encoded !== '') encoded += '&';
    encoded += `${component(name)}=${component(value)}`;
  }
  return encoded;
}

/** The same names and values come with every request of a call. */
const ENCODED = new Map<string, string>();
const KEPT = 1024;

function component(text: string): string {
  const known = ENCODED.get(text);
  if (known !== undefined) return known;
  const encoded = new URLSearchParams([['', text]]).toString().slice(1);
  if (ENCODED.size >= KEPT) ENCODED.clear();
  ENCODED.set(text, encoded);
  return encoded;
}

/**
 * One request as Twilio would send it: parameters in the body for POST, behind the URL's own query for GET
 * (Twilio docs: Security; the URL's own query stays in the URL for POST too). The fragment never goes on the
 * wire (Twilio docs: Webhooks: Connection overrides). Throws on a URL that is not absolute http(s).
 */
export function encodeHop(
  method: 'GET' | 'POST',
  target: string,
  params: Params,
  extra: Omit<HopRequest, 'method' | 'url' | 'body' | 'form'>,
): HopRequest {
  const url = new URL(target);
  if (target.includes('#')) url.hash = '';
  const encoded = formEncode(params);
  const headers: (readonly [string, string])[] = [
    ['User-Agent', 'TwilioProxy/1.1'],
    ['Accept', '*/*'],
  ];
  if (method === 'POST') headers.push(['Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8']);
  headers.push(...extra.headers);
  const rest = { ...extra, headers };
  if (method === 'POST') return { method, url: url.href, body: encoded, form: params, ...rest };
  const joint = encoded === '' ? '' : url.search === '' ? '?' : '&';
  // `url.search` is empty for a bare `?` too; the href then still ends in it.
  const base = url.search === '' ? url.href.replace(/\?$/, '') : url.href;
  return { method, url: base + joint + encoded, body: null, form: [], ...rest };
}
