import fc from 'fast-check';
import {
  getExpectedTwilioSignature,
  validateRequest,
  validateRequestWithBody,
} from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import { sign, signedUrl, stringToSign } from '../../src/http/signature.ts';
import type { Params } from '../../src/http/url/params.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';

const signature = (url: string, form: Params, token = TOKEN) => sign(token, stringToSign(url, form));

describe('X-Twilio-Signature', () => {
  it.each<readonly [string, string, string, Params, string]>([
    [
      'the example of the documentation',
      '12345',
      'https://example.com/myapp.php?foo=1&bar=2',
      [
        ['CallSid', 'CA1234567890ABCDE'],
        ['Caller', '+14158675310'],
        ['Digits', '1234'],
        ['From', '+14158675310'],
        ['To', '+18005551212'],
      ],
      'L/OH5YylLD5NRKLltdqwSvS0BnU=',
    ],
    [
      'a POST',
      TOKEN,
      'https://example.com/voice',
      [
        ['CallSid', 'CA00000000000000000000000000000001'],
        ['From', '+15550001111'],
        ['To', '+15550002222'],
        ['Digits', '12#'],
      ],
      'FW+5MzlY+kVJSg1nlKabEZ0h2Vc=',
    ],
    [
      'a GET: "nothing is appended", all parameters are in the URL',
      TOKEN,
      'https://example.com/voice?lang=en&CallSid=CA00000000000000000000000000000001&From=%2B15550001111',
      [],
      '3UAiNXYOAewo1kSTSqGNt3LJKhs=',
    ],
    [
      'text beyond ASCII, decoded, in UTF-8',
      TOKEN,
      'http://localhost:3000/sms',
      [
        ['Body', 'héllo wörld ☎'],
        ['From', '+15550001111'],
        ['To', '+15550002222'],
      ],
      'GigHDahvmii5A44tcvwLN8hoz9c=',
    ],
    [
      'names sorted in byte order, case-sensitive: A < B < a',
      TOKEN,
      'https://example.com/x',
      [
        ['b', '1'],
        ['B', '2'],
        ['a', '3'],
        ['A', '4'],
      ],
      'PrImyas8GCau2uOfjn7XBdS81Hk=',
    ],
    [
      'a repeated parameter: each distinct value once, sorted',
      TOKEN,
      'https://example.com/x',
      [
        ['Tag', 'b'],
        ['Tag', 'a'],
        ['Tag', 'b'],
      ],
      'iYQp6mcCV3HR/6AVG/Sc7IQngG4=',
    ],
    [
      '"empty values contribute the name only"',
      TOKEN,
      'https://example.com/x',
      [
        ['ToCity', ''],
        ['To', '+15550002222'],
      ],
      'shGHYyoWvcdc4jtGGvX/kp3pFlU=',
    ],
    [
      'JSON: the URL holds the hash of the body',
      TOKEN,
      'https://example.com/json?bodySHA256=9239c422a41b555493841e492401a13c6081045f49bd7223f575c7e1f7d86f7f',
      [],
      'RitkbMAqV9NIPlI4UpkmD35pE/Q=',
    ],
  ])('of %s', (_what, token, url, form, expected) => {
    expect(signature(url, form, token)).toBe(expected);
  });

  it('of the JSON vector is accepted together with the body that it names', () => {
    const url =
      'https://example.com/json?bodySHA256=9239c422a41b555493841e492401a13c6081045f49bd7223f575c7e1f7d86f7f';
    expect(validateRequestWithBody(TOKEN, signature(url, []), url, '{"event":"ping","n":1}')).toBe(true);
  });

  it('depends on the token', () => {
    const url = 'https://example.com/x';
    expect(signature(url, [], 'other')).not.toBe(signature(url, []));
  });
});

describe('the URL that is signed', () => {
  it.each([
    ['over http keeps its port', 'http://app.test:3000/v?a=1', 'http://app.test:3000/v?a=1'],
    [
      'over https loses its port, as of voice requests',
      'https://app.test:8443/v?a=1',
      'https://app.test/v?a=1',
    ],
    ['over http loses user and password', 'http://user:p%40ss@app.test:3000/v', 'http://app.test:3000/v'],
    ['over https loses user and password', 'https://user:p%40ss@app.test/v', 'https://app.test/v'],
    ['loses its fragment', 'https://app.test/v?a=1#rc=2&ct=100', 'https://app.test/v?a=1'],
    [
      'keeps the encoding of its query',
      'https://app.test/v?a=%2f%2F+%20&b=',
      'https://app.test/v?a=%2f%2F+%20&b=',
    ],
    ['keeps a bare question mark', 'https://app.test/v?', 'https://app.test/v?'],
    ['keeps a slash at its end', 'https://app.test/v/', 'https://app.test/v/'],
    ['may have an IPv6 host', 'https://[::1]:8443/v', 'https://[::1]/v'],
  ])('%s', (_what, url, signed) => {
    expect(signedUrl(url)).toBe(signed);
  });

  it('of a message over https keeps its port and drops user and password', () => {
    expect(signedUrl('https://user:pass@app.test:8443/sms', 'message')).toBe('https://app.test:8443/sms');
    expect(signedUrl('https://app.test/sms', 'message')).toBe('https://app.test/sms');
  });
});

describe('the string that is signed', () => {
  it('is the URL, then names and values, with nothing between them', () => {
    expect(
      stringToSign('https://app.test:8443/v?x=1', [
        ['To', '+2'],
        ['From', '+1'],
        ['Tag', 'b'],
        ['Tag', 'a'],
      ]),
    ).toBe('https://app.test/v?x=1From+1TagaTagbTo+2');
  });
});

describe('the official helper library', () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter((text) => text !== '__proto__');
  const value = fc.string({ unit: 'grapheme', maxLength: 12 });
  const form = fc.array(fc.tuple(name, value), { maxLength: 8 });
  const url = fc
    .record({
      scheme: fc.constantFrom('http', 'https'),
      host: fc.constantFrom('app.test', 'localhost', '127.0.0.1', '[::1]', 'xn--hxajbheg2az3al.test'),
      port: fc.constantFrom('', ':3000', ':8443'),
      path: fc.constantFrom('/', '/voice', '/a/b.php', '/voice/', '/%C3%A9'),
      query: fc.constantFrom(
        '',
        '?a=1',
        '?a=1&b=%20+%2B',
        '?x',
        '?a=(1)',
        '?url=http%3A%2F%2Fa.test%2F%3Fq%3D1',
      ),
    })
    .map(({ scheme, host, port, path, query }) => `${scheme}://${host}${port}${path}${query}`);

  /** Parameters as a web framework hands them to the library: a name that repeats has a list. */
  const asRecord = (params: Params) => {
    const record: Record<string, string | string[]> = {};
    for (const [key] of params) {
      const values = params.filter(([other]) => other === key).map(([, text]) => text);
      record[key] = values.length === 1 ? (values[0] ?? '') : values;
    }
    return record;
  };

  it('expects the same signature for any parameters and any URL as it is signed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), url, form, (token, address, params) => {
        const signed = address.startsWith('https:') ? address.replace(/:\d+(?=\/)/, '') : address;
        expect(signature(address, params, token)).toBe(
          getExpectedTwilioSignature(token, signed, asRecord(params)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('accepts the signature for the URL as the application sees it, with its port', () => {
    fc.assert(
      fc.property(url, form, (address, params) => {
        expect(validateRequest(TOKEN, signature(address, params), address, asRecord(params))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses it when a parameter is changed', () => {
    const signed = signature('https://app.test/v', [['Digits', '1']]);
    expect(validateRequest(TOKEN, signed, 'https://app.test/v', { Digits: '2' })).toBe(false);
  });
});
