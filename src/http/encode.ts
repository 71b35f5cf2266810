import type { Dialect, HopRequest } from './hop.ts';
import type { Params } from './url/params.ts';
import { wireTarget } from './url/wire-target.ts';

/**
 * application/x-www-form-urlencoded in UTF-8. A space is `+`, but `%20` in the callbacks about a call's progress (as
 * Twilio's captured requests have it).
 */
export function formEncode(params: Params, dialect: Dialect = 'call'): string {
  let encoded = '';
  for (const [name, value] of params) {
    if (encoded !== '') encoded += '&';
    encoded += `${component(name)}=${component(value)}`;
  }
  return dialect === 'call-progress' ? encoded.replaceAll('+', '%20') : encoded;
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

const FORM = 'application/x-www-form-urlencoded';

const FORM_TYPES: Readonly<Record<Dialect, string>> = {
  call: `${FORM}; charset=UTF-8`,
  'call-progress': `${FORM}; charset=UTF-8`,
  'conference-event': `${FORM}; charset=UTF-8`,
  message: FORM,
};

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
  const url = wireTarget(target)?.href;
  if (url === undefined) throw new TypeError(`Invalid URL: ${target}`);
  const encoded = formEncode(params, extra.dialect);
  const headers: (readonly [string, string])[] = [
    ['User-Agent', 'TwilioProxy/1.1'],
    ['Accept', '*/*'],
  ];
  if (method === 'POST') headers.push(['Content-Type', FORM_TYPES[extra.dialect]]);
  headers.push(...extra.headers);
  const rest = { ...extra, headers };
  if (method === 'POST') return { method, url, body: encoded, form: params, ...rest };
  // Observed: twilio-node issues 1059 and 1183.
  const own = encoded === '' ? '' : jointOf(url) + encoded.replaceAll('%27', "'");
  return { method, url: url + own, body: null, form: [], ...rest };
}

/** What stands between a URL and the parameters that are appended to it. */
function jointOf(url: string): string {
  if (!url.includes('?')) return '?';
  return url.endsWith('?') ? '' : '&';
}
