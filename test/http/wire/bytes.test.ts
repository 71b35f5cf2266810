import { createHmac } from 'node:crypto';
import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import { signingSender } from '../../../src/debug/wire/sender.ts';
import { encodeHop } from '../../../src/http/encode.ts';
import type { Dialect } from '../../../src/http/hop.ts';
import { normalisedDiffers } from '../../../src/http/normalised-url.ts';
import { httpUrl } from '../../../src/http/url/http-url.ts';
import type { Params } from '../../../src/http/url/params.ts';
import { serveRaw } from '../../support/loopback.ts';
import { UNBOUND } from '../builders.ts';
import { DONE, transport } from './undici-wire.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';

/** What came over the wire of one request, byte by byte. */
interface Seen {
  readonly line: string;
  readonly host: string;
  readonly signature: string;
  readonly body: string;
}

/** Sends what a document wrote to a server that records bytes; names of hosts stand for the server's own. */
async function sent(
  method: 'GET' | 'POST',
  written: string,
  params: Params = [],
  dialect: Dialect = 'call',
): Promise<Seen & { readonly origin: string; readonly signed: string }> {
  let request = '';
  const server = await serveRaw((connection) => {
    request = connection.request;
    connection.socket.end(DONE);
  });
  const url = httpUrl(written, `${server.origin}/ivr/menu?lang=en`);
  if (url === null) throw new Error(`${written} is no URL`);
  const hop = encodeHop(method, url, params, { ...UNBOUND, dialect, headers: [] });
  const key = { authToken: TOKEN, name: 'the test token' };
  const got = await signingSender(transport(), { key, publicUrls: [] }).send(
    hop,
    new AbortController().signal,
  );
  if (got.kind === 'failure') throw new Error(got.detail);
  const [head = '', body = ''] = request.split('\r\n\r\n');
  const [line = '', ...headers] = head.split('\r\n');
  const header = (name: string) =>
    headers.find((one) => one.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 2) ?? '';
  const signature = header('x-twilio-signature');
  return {
    line,
    host: header('host'),
    signature,
    body,
    origin: server.origin,
    signed: got.sent.signature?.signed ?? '',
  };
}

/** Which validators take a request: over the raw request line, over what `new URL()` makes of it, and Twilio's own. */
function verdicts({ line, host, signature, body }: Seen) {
  const url = `http://${host}${line.split(' ')[1]}`;
  const form = [...new URLSearchParams(body)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const over = (text: string) =>
    createHmac('sha1', TOKEN)
      .update(text + form.map(([name, value]) => name + value).join(''))
      .digest('base64');
  return {
    raw: over(url) === signature,
    normalising: over(new URL(url).href) === signature,
    official: validateRequest(TOKEN, signature, url, Object.fromEntries(form)),
  };
}

describe('a request by GET: the bytes of the URL as the document wrote it (twilio-node issues 1059, 1183; yap 1627)', () => {
  it.each<readonly [string, string, string]>([
    ['an apostrophe in the query stays', "/next?a=Couldn't", "/next?a=Couldn't"],
    ['an apostrophe in the path stays', "/o'clock", "/o'clock"],
    ['the order of the query stays', '/next?z=1&a=2&m=3', '/next?z=1&a=2&m=3'],
    ['encodings stay in their letter case', '/a%2fb?c=%c3%a9&d=%7E', '/a%2fb?c=%c3%a9&d=%7E'],
    ['a plus stays', '/next?a=1+2', '/next?a=1+2'],
    ['a space is encoded, as it cannot stand in a request line', '/next?a=1 2', '/next?a=1%202'],
    ['so are letters beyond ASCII, in UTF-8', '/caf\u00e9?x=\u260e', '/caf%C3%A9?x=%E2%98%8E'],
    ['quotes, braces and bars stay', '/n?a="b"&c={d}|e^f`', '/n?a="b"&c={d}|e^f`'],
    ['@ and : stay', '/n?sip=ann@app.test:5060', '/n?sip=ann@app.test:5060'],
    ['an empty value and a repeated name stay', '/n?a=&b&a=2', '/n?a=&b&a=2'],
    ['an empty query stays', '/n?', '/n?'],
    ['a fragment is not sent', '/n?a=1#rc=2', '/n?a=1'],
    ['two slashes stay', '/a//b', '/a//b'],
    ['a backslash stays', '/a\\b', '/a\\b'],
    ['a relative reference goes by the document (RFC 3986, 5.2)', 'next?a=1', '/ivr/next?a=1'],
    ['dots of a relative reference are resolved', '../x/./y/../z', '/x/z'],
    ['a query alone takes the path of the document', '?again=1', '/ivr/menu?again=1'],
    ['an empty reference is the document itself', '', '/ivr/menu?lang=en'],
  ])('%s: %s', async (_name, written, path) => {
    const seen = await sent('GET', written);
    expect(seen.line).toBe(`GET ${path} HTTP/1.1`);
    expect(seen.signed).toBe(seen.origin + path);
    expect(seen.signature).toBe(getExpectedTwilioSignature(TOKEN, seen.origin + path, {}));
    const { raw, official, normalising } = verdicts(seen);
    expect({ raw, official }).toEqual({ raw: true, official: true });
    // Where validators differ, it is said.
    expect(normalisedDiffers(seen.origin + path) === null).toBe(normalising);
  });

  it('keeps the apostrophe in parameters that are appended', async () => {
    const params: Params = [
      ['CallSid', 'CA00000000000000000000000000000001'],
      ['ToCity', "Trezzo Sull'Adda"],
    ];
    const seen = await sent('GET', "/next?a=Couldn't+find+it", params);
    const path =
      "/next?a=Couldn't+find+it&CallSid=CA00000000000000000000000000000001&ToCity=Trezzo+Sull'Adda";
    expect(seen.line).toBe(`GET ${path} HTTP/1.1`);
    expect(verdicts(seen)).toEqual({ raw: true, official: true, normalising: false });
    expect(normalisedDiffers(seen.origin + path)).toMatchObject({
      rule: 'normalised-url',
      level: 'info',
      message: `a validator that normalises the URL will refuse the signature of ${seen.origin}${path}`,
    });
  });

  it('keeps an absolute URL as it is written, dots and usual port included', async () => {
    expect(httpUrl('HTTP://App.Test:80/a/../b?c#d')).toBe('http://App.Test:80/a/../b?c#d');
    expect(httpUrl('http://b\u00fccher.test/x')).toBe('http://xn--bcher-kva.test/x');
    expect(httpUrl('http:app.test/x', 'https://other.test/')).toBe('http://app.test/x');
    expect(httpUrl('//cdn.test/a', 'https://app.test/b')).toBe('https://cdn.test/a');
    expect(httpUrl('http://[::1]:3000')).toBe('http://[::1]:3000/');
    expect(httpUrl('ftp://app.test/')).toBeNull();
  });
});

describe('a request by POST', () => {
  it('has its parameters in the body, the query stays in the URL (Twilio docs: Security)', async () => {
    const params: Params = [
      ['ToCity', "Sull'Adda"],
      ['From', '+15550001111'],
      ['Body', 'h\u00e9llo w\u00f6rld \u260e'],
    ];
    const seen = await sent('POST', "/next?a='", params);
    expect(seen.line).toBe("POST /next?a=' HTTP/1.1");
    expect(seen.body).toBe('ToCity=Sull%27Adda&From=%2B15550001111&Body=h%C3%A9llo+w%C3%B6rld+%E2%98%8E');
    expect(verdicts(seen)).toEqual({ raw: true, official: true, normalising: false });
  });
});

describe('the port of an https URL', () => {
  const form: Params = [
    ['ConferenceSid', 'CF00000000000000000000000000000001'],
    ['StatusCallbackEvent', 'conference-start'],
  ];
  it.each<readonly [string, Dialect, string]>([
    [
      'is signed for an event of a conference (twilio-node issue 411)',
      'conference-event',
      'https://example.com:3443/conf',
    ],
    ['is not signed for TwiML (Twilio docs: Security)', 'call', 'https://example.com/conf'],
    ['is signed for a message (Twilio docs: Security)', 'message', 'https://example.com:3443/conf'],
  ])('%s', async (_name, dialect, url) => {
    const hop = encodeHop('POST', 'https://example.com:3443/conf', form, {
      ...UNBOUND,
      dialect,
      headers: [],
    });
    let signature = '';
    const wire = {
      send: (request: { headers: readonly (readonly [string, string])[] }) => {
        signature = request.headers.find(([name]) => name === 'X-Twilio-Signature')?.[1] ?? '';
        return Promise.reject(new Error('nothing is sent'));
      },
      close: () => Promise.resolve(),
    };
    const key = { authToken: TOKEN, name: 'the test token' };
    await signingSender(wire as never, { key, publicUrls: [] })
      .send(hop, new AbortController().signal)
      .catch(() => {});
    expect(signature).toBe(getExpectedTwilioSignature(TOKEN, url, Object.fromEntries(form)));
  });
});
