import type { Headers } from '../hop.ts';
import type { WireRequest } from './transport.ts';

/** A request as it goes over the wire. */
export interface RequestBytes {
  /** The whole header, in order. */
  readonly headers: Headers;
  /** All of it, one byte a character. */
  readonly text: string;
}

/** RFC 9110 section 5.6.2: a token. */
const NAME = /^[!#$%&'*+.^_`|~\w-]+$/;

/** RFC 9110 section 5.5: what no value may contain. Line breaks are the dangerous part. */
const NOT_IN_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * A request as Twilio's captured requests have it: Host first, then the given fields in the given order, then the
 * length of a POST's body, which is never chunked. A Host that is given goes first, instead of the URL's. Answers
 * with a sentence when a field cannot be sent.
 */
export function requestBytes(
  { method, headers: given, body }: WireRequest,
  authority: string,
  path: string,
): RequestBytes | string {
  const headers: (readonly [string, string])[] = [['Host', authority]];
  for (const field of given) {
    const [name, value] = field;
    if (!NAME.test(name)) return `no header can be called "${name}"`;
    if (NOT_IN_VALUE.test(value)) return `the value of the header ${name} cannot be sent`;
    if (name.length === 4 && name.toLowerCase() === 'host') headers[0] = field;
    else headers.push(field);
  }
  const bytes = body === null ? '' : utf8Bytes(body);
  if (method === 'POST') headers.push(['Content-Length', String(bytes.length)]);
  let text = `${method} ${path} HTTP/1.1\r\n`;
  for (const [name, value] of headers) text += `${name}: ${value}\r\n`;
  return { headers, text: `${text}\r\n${bytes}` };
}

function utf8Bytes(text: string): string {
  return Buffer.byteLength(text) === text.length ? text : Buffer.from(text).toString('latin1');
}
