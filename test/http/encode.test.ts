import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeHop, formEncode } from '../../src/http/encode.ts';
import type { Params } from '../../src/http/url/params.ts';
import { UNBOUND } from './builders.ts';

const PARAMS: Params = [
  ['Digits', '1 2#'],
  ['From', '+15550001111'],
  ['ToCity', ''],
];
const ENCODED = 'Digits=1+2%23&From=%2B15550001111&ToCity=';
const NOTHING = { ...UNBOUND, headers: [] };
const get = (url: string, params: Params = PARAMS) => encodeHop('GET', url, params, NOTHING).url;
const post = (url: string, params: Params = PARAMS) => encodeHop('POST', url, params, NOTHING);

describe('form encoding', () => {
  it('writes a space as +, a plus as %2B, text as UTF-8, and empty values as empty parameters', () => {
    expect(formEncode(PARAMS)).toBe(ENCODED);
    expect(formEncode([['Body', 'héllo ☎ 😀 &=%']])).toBe('Body=h%C3%A9llo+%E2%98%8E+%F0%9F%98%80+%26%3D%25');
  });

  it('keeps the order, and names that repeat', () => {
    expect(
      formEncode([
        ['b', '1'],
        ['a', '2'],
        ['b', '3'],
      ]),
    ).toBe('b=1&a=2&b=3');
  });

  it('is nothing for no parameters', () => {
    expect(formEncode([])).toBe('');
  });

  it('is read back by whoever reads forms', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (params) => {
        expect([...new URLSearchParams(formEncode(params))]).toEqual(params);
      }),
    );
  });
});

describe('callbacks and messages', () => {
  it('write a space as %20 in a status callback about a call, in the body and in the query', () => {
    const extra = { ...NOTHING, dialect: 'call-progress' } as const;
    expect(encodeHop('POST', 'http://app.test/', PARAMS, extra).body).toContain('Digits=1%202%23');
    expect(encodeHop('GET', 'http://app.test/', PARAMS, extra).url).toContain('Digits=1%202%23');
  });

  it('name no charset in the request of a message, whose spaces are +', () => {
    const { headers, body } = encodeHop('POST', 'http://app.test/', PARAMS, {
      ...NOTHING,
      dialect: 'message',
    });
    expect(headers).toContainEqual(['Content-Type', 'application/x-www-form-urlencoded']);
    expect(body).toBe(ENCODED);
  });
});

describe('a POST', () => {
  it('carries the parameters in its body, with the headers of a request of Twilio', () => {
    const extra = { ...UNBOUND, headers: [['Cookie', 'a=1']], timeoutMs: 900 } as const;
    expect(encodeHop('POST', 'https://app.test/voice', PARAMS, extra)).toEqual({
      method: 'POST',
      url: 'https://app.test/voice',
      headers: [
        ['User-Agent', 'TwilioProxy/1.1'],
        ['Accept', '*/*'],
        ['Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8'],
        ['Cookie', 'a=1'],
      ],
      body: ENCODED,
      form: PARAMS,
      ...UNBOUND,
      timeoutMs: 900,
    });
  });

  it('leaves the parameters of the URL’s own query in the URL: "they are not moved to the body"', () => {
    const { url, body } = post('http://app.test/voice?lang=en&x=%20');
    expect([url, body]).toEqual(['http://app.test/voice?lang=en&x=%20', ENCODED]);
  });

  it('has an empty body without parameters', () => {
    expect(post('http://app.test/voice', []).body).toBe('');
  });
});

describe('a GET', () => {
  it('carries the parameters in its query and has neither body nor Content-Type', () => {
    const extra = { ...UNBOUND, headers: [['Cookie', 'a=1']] } as const;
    expect(encodeHop('GET', 'http://app.test/voice', PARAMS, extra)).toEqual({
      method: 'GET',
      url: `http://app.test/voice?${ENCODED}`,
      headers: [
        ['User-Agent', 'TwilioProxy/1.1'],
        ['Accept', '*/*'],
        ['Cookie', 'a=1'],
      ],
      body: null,
      form: [],
      ...UNBOUND,
    });
  });

  it.each([
    [
      'joined with & to what the URL already has',
      'http://app.test/v?lang=en',
      `http://app.test/v?lang=en&${ENCODED}`,
    ],
    [
      'behind the URL’s own encoding, which stays',
      'http://app.test/v?a=%2f+%20',
      `http://app.test/v?a=%2f+%20&${ENCODED}`,
    ],
    ['behind a bare question mark', 'http://app.test/v?', `http://app.test/v?${ENCODED}`],
    ['behind the root path', 'http://app.test', `http://app.test/?${ENCODED}`],
    [
      'before the fragment, which is not sent',
      'http://app.test/v?a=1#rc=2',
      `http://app.test/v?a=1&${ENCODED}`,
    ],
  ])('appends them %s', (_how, url, sent) => {
    expect(get(url)).toBe(sent);
  });

  it.each([
    ['http://app.test/v', 'http://app.test/v'],
    ['http://app.test/v?a=1', 'http://app.test/v?a=1'],
    ['http://app.test/v?', 'http://app.test/v?'],
  ])('without parameters asks for %s', (url, sent) => {
    expect(get(url, [])).toBe(sent);
  });

  it('keeps the URL’s own parameters before its own, whatever they are', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 });
    const params = fc.array(fc.tuple(text, text), { maxLength: 4 });
    fc.assert(
      fc.property(params, params, (own, more) => {
        const url = own.length === 0 ? 'http://app.test/v' : `http://app.test/v?${formEncode(own)}`;
        expect([...new URL(get(url, more)).searchParams]).toEqual([...own, ...more]);
      }),
    );
  });
});

describe('a fragment', () => {
  it('never goes on the wire: Twilio reads it as connection overrides', () => {
    expect(post('https://app.test/voice?a=1#rc=2&rp=5xx').url).toBe('https://app.test/voice?a=1');
  });
});

describe('a URL that is none', () => {
  it('is a mistake of ours by then', () => {
    expect(() => get('/voice')).toThrow('Invalid URL');
  });
});
