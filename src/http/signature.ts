import { createHmac } from 'node:crypto';
import type { Params } from './params.ts';

/**
 * The URL as it enters the signature of a voice request: without credentials and fragment, and over https
 * without its port (Twilio docs: Security, "Validating signatures").
 */
export function signedUrl(url: string): string {
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  parsed.hash = '';
  if (parsed.protocol === 'https:') parsed.port = '';
  return parsed.href;
}

/**
 * The string that is signed: the URL, then each body parameter's name and value, sorted by name in byte order,
 * with nothing between them (Twilio docs: Security). A repeated name is signed once for each distinct value,
 * sorted, as the helper library's validator does.
 */
export function stringToSign(url: string, form: Params): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of form) {
    const known = values.get(name);
    if (known) known.add(value);
    else values.set(name, new Set([value]));
  }
  const names = [...values.keys()].sort();
  return (
    signedUrl(url) +
    names
      .map((name) =>
        [...(values.get(name) ?? [])]
          .sort()
          .map((v) => name + v)
          .join(''),
      )
      .join('')
  );
}

/** X-Twilio-Signature: base64 of the HMAC-SHA1 of {@link stringToSign} under the account's auth token. */
export function sign(authToken: string, signed: string): string {
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64');
}
