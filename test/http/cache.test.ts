import { describe, expect, it } from 'vitest';
import { type Cache, consultCache, forget, receiveIntoCache } from '../../src/http/cache.ts';
import type { Headers, HopRequest, HopResponse } from '../../src/http/hop.ts';
import {
  answerWith,
  audio,
  CONTENT,
  DATE,
  frozen,
  hopRequest,
  httpDate,
  recorded,
  signedFor,
} from './builders.ts';

const GET = hopRequest();
const ETAG = ['ETag', '"v1"'] as const;
const maxAge = (seconds: number) => ['Cache-Control', `max-age=${seconds}`] as const;

/** The wall clock some seconds into the session. */
const wall = (seconds: number) => DATE + seconds * 1000;

/** What the cache makes of an answer that comes at zero. */
const receive = (
  headers: Headers,
  request: HopRequest = GET,
  changes: Partial<HopResponse> = {},
  cache: Cache = {},
) => receiveIntoCache(frozen(cache), request, answerWith(headers, changes), wall(0));

/** What the cache says of an answer, and what it holds then. */
const kept = ({ verdict, cache }: ReturnType<typeof receive>) => [verdict, cache];

/** A cache that holds one answer with these headers, as a recording keeps it. */
const holding = (headers: Headers, request: HopRequest = GET): Cache => {
  const { cache, verdict } = receive(headers, request, { body: '<Response><!-- kept --></Response>' });
  expect(verdict).toBe('stored');
  return frozen(recorded(cache));
};

/** Whether the same request is answered from the cache some seconds later, or with which headers it is asked. */
const consulted = (headers: Headers, seconds: number, request: HopRequest = GET) => {
  const found = consultCache(holding(headers), request, wall(seconds));
  return found.type === 'hit' ? 'hit' : found.headers;
};

describe('what is kept', () => {
  it.each<readonly [string, Headers]>([
    ['max-age', [maxAge(60)]],
    [
      'Expires',
      [
        ['Date', httpDate(0)],
        ['Expires', httpDate(60)],
      ],
    ],
    ['an ETag alone, to ask with it', [ETAG]],
    ['Last-Modified', [['Last-Modified', httpDate(-1_000)]]],
    ['no-cache with an ETag: "store, but revalidate every time"', [['Cache-Control', 'no-cache'], ETAG]],
    ['max-age=0 with an ETag', [maxAge(0), ETAG]],
    ['s-maxage, which is for caches that many share', [['Cache-Control', 's-maxage=60, max-age=0']]],
    ['public', [['Cache-Control', 'public, max-age=60']]],
    ['a cookie (RFC 9111 section 7.3: it "does not inhibit caching")', [maxAge(60), ['Set-Cookie', 'a=1']]],
  ])('an answer with %s', (_what, headers) => {
    const { verdict, cache, response } = receive(headers);
    expect(verdict).toBe('stored');
    expect(cache[GET.url]?.response).toEqual(response);
  });

  it.each<readonly [string, Headers, 'miss' | 'bypass']>([
    ['says nothing about it', [], 'miss'],
    ['says max-age=0 and has nothing to ask with', [maxAge(0)], 'miss'],
    ['says no-cache and has nothing to ask with', [['Cache-Control', 'no-cache']], 'miss'],
    ['forbids it', [['Cache-Control', 'no-store'], ETAG], 'bypass'],
    [
      'forbids it in capitals, as directives are case-insensitive',
      [['Cache-Control', 'No-Store'], ETAG],
      'bypass',
    ],
    [
      'is for one user: "There is a fleet of caching proxies"',
      [['Cache-Control', 'private, max-age=60'], ETAG],
      'miss',
    ],
    ['says s-maxage=0 and has nothing to ask with', [['Cache-Control', 's-maxage=0, max-age=60']], 'miss'],
    ['forbids it in the second of two headers', [maxAge(60), ['Cache-Control', 'no-store']], 'bypass'],
  ])('no answer that %s', (_what, headers, verdict) => {
    expect(kept(receive(headers))).toEqual([verdict, {}]);
  });

  it.each([404, 500, 301, 302])('no answer of status %i, whatever it says', (status) => {
    expect(kept(receive([maxAge(60)], GET, { status }))).toEqual(['miss', {}]);
  });

  it('no answer that was cut', () => {
    expect(kept(receive([maxAge(60)], GET, { bytes: 65_537 }))).toEqual(['miss', {}]);
  });

  it('no answer to a POST: "never"', () => {
    const post = hopRequest({ method: 'POST', body: '' });
    expect(kept(receive([maxAge(60), ETAG], post))).toEqual(['bypass', {}]);
  });

  it('an answer for each URL', () => {
    const other = hopRequest({ url: 'http://app.test/voice?a=1' });
    const { cache } = receive([maxAge(60)], other, {}, holding([maxAge(60)]));
    expect(Object.keys(cache)).toEqual([GET.url, other.url]);
  });

  it('no longer what a newer answer may not take the place of', () => {
    const held = holding([maxAge(0), ETAG]);
    expect(receive([['Cache-Control', 'no-store']], GET, {}, held).cache).toEqual({});
    expect(receive([], GET, { status: 500 }, held).cache).toEqual({});
  });

  it('survives a recording', () => {
    const { cache } = receive([
      maxAge(60),
      ETAG,
      ['Vary', 'Cookie'],
      ['constructor', 'x'],
      ['__proto__', 'y'],
    ]);
    expect(recorded(cache)).toEqual(cache);
  });
});

describe('max-age', () => {
  it('answers from the cache until the age is reached, then asks', () => {
    expect(consulted([maxAge(60)], 59)).toBe('hit');
    expect(consulted([maxAge(60)], 60)).toEqual([]);
  });

  it('counts the Age that the answer came with', () => {
    expect(consulted([maxAge(60), ['Age', '50']], 9)).toBe('hit');
    expect(consulted([maxAge(60), ['Age', '50']], 10)).toEqual([]);
  });

  it('is read in capitals too', () => {
    expect(consulted([['Cache-Control', 'Max-Age=60']], 30)).toBe('hit');
  });

  it('has precedence over Expires', () => {
    const headers = [maxAge(10), ['Date', httpDate(0)], ['Expires', httpDate(60)]] as const;
    expect(consulted(headers, 30)).toEqual([]);
  });

  it('gives the whole answer as it was', () => {
    const cache = holding([maxAge(60)]);
    const found = consultCache(cache, GET, wall(1));
    expect(found).toMatchObject({ type: 'hit', response: cache[GET.url]?.response });
  });

  it('is for GET alone: "POST never"', () => {
    const cache = holding([maxAge(60)]);
    expect(consultCache(cache, hopRequest({ method: 'POST' }), wall(1))).toEqual({
      type: 'ask',
      headers: [],
    });
  });

  it('is for this URL alone', () => {
    const cache = holding([maxAge(60)]);
    expect(consultCache(cache, hopRequest({ url: 'http://app.test/other' }), wall(1))).toEqual({
      type: 'ask',
      headers: [],
    });
  });
});

describe('s-maxage', () => {
  const headers = [['Cache-Control', 'max-age=600, s-maxage=60'], ETAG] as const;

  it('has precedence over max-age (RFC 9111 section 5.2.2.10), for a cache that many share', () => {
    expect(consulted(headers, 59)).toBe('hit');
    expect(consulted(headers, 60)).toEqual([['If-None-Match', '"v1"']]);
  });
});

describe('proxy-revalidate', () => {
  const headers = [['Cache-Control', 'max-age=60, proxy-revalidate'], ETAG] as const;

  it('is about stale answers alone (RFC 9111 section 5.2.2.8)', () => {
    expect(consulted(headers, 59)).toBe('hit');
    expect(consulted(headers, 60)).toEqual([['If-None-Match', '"v1"']]);
  });
});

describe('must-revalidate', () => {
  const headers = [['Cache-Control', 'max-age=60, must-revalidate'], ETAG] as const;

  it('is answered from the cache while it is fresh (RFC 9111 section 5.2.2.2: "once it has become stale")', () => {
    expect(consulted(headers, 59)).toBe('hit');
  });

  it('is asked about when it is stale', () => {
    expect(consulted(headers, 60)).toEqual([['If-None-Match', '"v1"']]);
  });

  it('is never answered from a stale copy, though stale-while-revalidate would allow it', () => {
    const both = [
      ['Cache-Control', 'max-age=10, must-revalidate, stale-while-revalidate=600'],
      ETAG,
    ] as const;
    expect(consulted(both, 30)).toEqual([['If-None-Match', '"v1"']]);
  });
});

describe('a heuristic', () => {
  it('takes a tenth of the time since Last-Modified for fresh (RFC 9111 section 4.2.2)', () => {
    const headers = [['Last-Modified', httpDate(-1_000)]] as const;
    expect(consulted(headers, 99)).toBe('hit');
    expect(consulted(headers, 100)).toEqual([['If-Modified-Since', httpDate(-1_000)]]);
  });

  it('is not used when there is an explicit time', () => {
    expect(consulted([['Last-Modified', httpDate(-1_000)], maxAge(5)], 6)).toEqual([
      ['If-Modified-Since', httpDate(-1_000)],
    ]);
  });
});

describe('asking with a copy at hand', () => {
  it.each<readonly [string, Headers, Headers]>([
    ['an ETag', [ETAG], [['If-None-Match', '"v1"']]],
    ['a weak ETag', [['ETag', 'W/"v1"']], [['If-None-Match', 'W/"v1"']]],
    [
      'both',
      [ETAG, ['Last-Modified', httpDate(0)]],
      [
        ['If-None-Match', '"v1"'],
        ['If-Modified-Since', httpDate(0)],
      ],
    ],
    [
      'no-cache, however fresh',
      [['Cache-Control', 'no-cache, max-age=60'], ETAG],
      [['If-None-Match', '"v1"']],
    ],
  ])('with %s', (_what, headers, asked) => {
    expect(consulted(headers, 1)).toEqual(asked);
  });

  it('says nothing of the copy when the answer varies by a header that is different now (RFC 9111 section 4.1)', () => {
    const request = hopRequest({ headers: [['Cookie', 'a=1']] });
    const cache = holding([maxAge(60), ETAG, ['Vary', 'Cookie']], request);
    expect(consultCache(cache, request, wall(1)).type).toBe('hit');
    expect(consultCache(cache, hopRequest({ headers: [['Cookie', 'a=2']] }), wall(1))).toEqual({
      type: 'ask',
      headers: [],
    });
  });
});

describe('a 304', () => {
  const TIMING = { dnsMs: null, connectMs: 1, tlsMs: null, firstByteMs: 2, downloadMs: 0.1 };
  const CONNECTION = { protocol: 'HTTP/1.1', remote: '127.0.0.1:80', reused: false, tls: null };
  const conditional = hopRequest({ headers: [['If-None-Match', '"v1"']] });
  const confirm = (headers: Headers, cache: Cache) =>
    receiveIntoCache(
      frozen(cache),
      conditional,
      answerWith(headers, {
        status: 304,
        body: '',
        durationMs: 7,
        timing: TIMING,
        connection: CONNECTION,
        sent: signedFor('http://app.test/voice'),
      }),
      wall(100),
    );

  it('reuses the stored body; what the wire did is that of the question', () => {
    const cache = holding([maxAge(60), ETAG]);
    const { verdict, response } = confirm([ETAG, maxAge(60)], cache);
    expect(verdict).toBe('revalidated');
    expect(response).toEqual({
      ...cache[GET.url]?.response,
      durationMs: 7,
      rawBytes: 0,
      timing: TIMING,
      connection: CONNECTION,
      sent: signedFor('http://app.test/voice'),
    });
  });

  it('makes the copy fresh again', () => {
    const { cache } = confirm([ETAG, maxAge(60)], holding([maxAge(60), ETAG]));
    expect(consultCache(cache, GET, wall(159)).type).toBe('hit');
    expect(consultCache(cache, GET, wall(160))).toEqual({
      type: 'ask',
      headers: [['If-None-Match', '"v1"']],
    });
  });

  it('may give the copy another age', () => {
    const { cache } = confirm([ETAG, maxAge(5)], holding([maxAge(60), ETAG]));
    expect(consultCache(cache, GET, wall(102))).toMatchObject({
      type: 'hit',
      reason: 'Cache-Control: max-age=5; fresh for 3 s more',
    });
    expect(consultCache(cache, GET, wall(106)).type).toBe('ask');
  });

  it('without the copy’s validator confirms the body, makes nothing fresher and loses nothing (section 4.3.4)', () => {
    const held = holding([maxAge(60), ETAG]);
    const { verdict, cache, response } = confirm([], held);
    expect([verdict, response.status, response.body]).toEqual([
      'revalidated',
      200,
      '<Response><!-- kept --></Response>',
    ]);
    expect(cache).toEqual(held);
    expect(consultCache(cache, GET, wall(101))).toEqual({
      type: 'ask',
      headers: [['If-None-Match', '"v1"']],
    });
  });

  it('to a request without a condition is an answer like any other, and no redirect that is followed', () => {
    const got = answerWith([ETAG], { status: 304, body: '' });
    expect(receiveIntoCache({}, GET, got, wall(0))).toEqual({
      cache: {},
      verdict: 'miss',
      reason: 'the status 304 is not kept',
      response: got,
    });
  });
});

describe('a changed answer', () => {
  it('takes the place of the copy', () => {
    const changed = answerWith([['ETag', '"v2"'], maxAge(60)], { body: '<Response><!-- new --></Response>' });
    const { verdict, cache } = receiveIntoCache(holding([maxAge(60), ETAG]), GET, changed, wall(100));
    expect(verdict).toBe('stored');
    expect(consultCache(cache, GET, wall(101))).toMatchObject({ type: 'hit', response: changed });
  });
});

describe('the reason in words', () => {
  const LASTING = ['Last-Modified', httpDate(-1_000)] as const;
  const control = (value: string) => ['Cache-Control', value] as const;

  it.each<readonly [Headers, string]>([
    [[maxAge(60)], 'Cache-Control: max-age=60'],
    [[control('public, Max-Age = 60, must-revalidate')], 'Cache-Control: max-age = 60'],
    [[control('max-age=600, S-MaxAge=60')], 'Cache-Control: s-maxage=60'],
    [
      [
        ['Date', httpDate(0)],
        ['Expires', httpDate(60)],
      ],
      'Expires gives it 60 s',
    ],
    [
      [
        ['Date', httpDate(0)],
        ['Expires', httpDate(600)],
      ],
      'Expires gives it 10 min',
    ],
    [
      [
        ['Date', httpDate(0)],
        ['Expires', httpDate(36_000)],
      ],
      'Expires gives it 10 h',
    ],
    [
      [
        ['Date', httpDate(0)],
        ['Expires', httpDate(864_000)],
      ],
      'Expires gives it 10 days',
    ],
    [[LASTING], 'heuristic: a tenth of the time since Last-Modified, 100 s'],
    [[control('immutable')], 'Cache-Control: immutable'],
    [[ETAG], 'no lifetime is given: asked again each time, by ETag'],
    [[maxAge(0), ETAG], 'Cache-Control: max-age=0: asked again each time, by ETag'],
    [[control('no-cache'), ETAG], 'Cache-Control: no-cache: asked again each time, by ETag'],
    [
      [control('no-cache, max-age=60'), LASTING],
      'Cache-Control: no-cache: asked again each time, by Last-Modified',
    ],
    [[['Pragma', 'no-cache'], ETAG], 'Pragma: no-cache: asked again each time, by ETag'],
    [[['Expires', httpDate(-60)], ETAG], 'Expires has passed: asked again each time, by ETag'],
    [[['Expires', '0'], ETAG], 'Expires has passed: asked again each time, by ETag'],
  ])('of an answer that is kept with %j', (headers, reason) => {
    expect(receive(headers)).toMatchObject({ verdict: 'stored', reason });
  });

  it.each<readonly [string, Headers, Partial<HopResponse>, 'miss' | 'bypass', string]>([
    [
      'nothing said',
      [],
      {},
      'miss',
      'no lifetime is given, and there is no ETag or Last-Modified to ask with',
    ],
    [
      'no lifetime',
      [maxAge(0)],
      {},
      'miss',
      'Cache-Control: max-age=0, and there is no ETag or Last-Modified to ask with',
    ],
    [
      'no-cache',
      [control('no-cache')],
      {},
      'miss',
      'Cache-Control: no-cache, and there is no ETag or Last-Modified to ask with',
    ],
    [
      'a time that has passed',
      [['Expires', '-1']],
      {},
      'miss',
      'Expires has passed, and there is no ETag or Last-Modified to ask with',
    ],
    ['no-store', [control('no-store, max-age=60'), ETAG], {}, 'bypass', 'Cache-Control: no-store'],
    [
      'private',
      [control('Private, max-age=60'), ETAG],
      {},
      'miss',
      'Cache-Control: private, and the cache is one that many share',
    ],
    [
      'no-store in the second header',
      [maxAge(60), control('no-store')],
      {},
      'bypass',
      'Cache-Control: no-store',
    ],
    ['Vary: *', [maxAge(60), ETAG, ['Vary', '*']], {}, 'miss', 'Vary: * fits no other request'],
    ['a status of failure', [maxAge(60)], { status: 404 }, 'miss', 'the status 404 is not kept'],
    ['a redirect', [maxAge(60)], { status: 301 }, 'miss', 'the status 301 is not kept'],
    [
      'a status that is rarely kept',
      [ETAG],
      { status: 202 },
      'miss',
      'the status 202 is not kept without a lifetime',
    ],
    ['too much of it', [maxAge(60)], { bytes: 65_537 }, 'miss', 'the answer is too large'],
  ])('of one that is not, for %s', (_what, headers, changes, verdict, reason) => {
    expect(receive(headers, GET, changes)).toMatchObject({ verdict, reason, cache: {} });
  });

  it('of a POST: "never"', () => {
    expect(receive([maxAge(60)], hopRequest({ method: 'POST', body: '' }))).toMatchObject({
      verdict: 'bypass',
      reason: 'POST is never cached',
    });
  });

  it.each<readonly [Headers, number, string]>([
    [[maxAge(60)], 1, 'Cache-Control: max-age=60; fresh for 59 s more'],
    [[maxAge(60), ['Age', '50']], 4, 'Cache-Control: max-age=60; fresh for 6 s more'],
    [
      [maxAge(7_300), control('stale-while-revalidate=600')],
      0,
      'Cache-Control: max-age=7300; fresh for 2 h more',
    ],
    [[LASTING], 40, 'heuristic: a tenth of the time since Last-Modified, 100 s; fresh for 60 s more'],
  ])('of a hit says how long it lasts: %j after %i s', (headers, seconds, reason) => {
    expect(consultCache(holding(headers), GET, wall(seconds))).toMatchObject({ type: 'hit', reason });
  });

  it.each<readonly [Headers, string]>([
    [[['If-None-Match', '"v1"']], 'If-None-Match "v1" was confirmed'],
    [[['If-Modified-Since', httpDate(0)]], `If-Modified-Since ${httpDate(0)} was confirmed`],
    [
      [
        ['If-None-Match', '"v1"'],
        ['If-Modified-Since', httpDate(0)],
      ],
      'If-None-Match "v1" was confirmed',
    ],
  ])('of a revalidation names what was asked with: %j', (headers, reason) => {
    const got = answerWith([ETAG], { status: 304, body: '' });
    const cache = holding([maxAge(0), ETAG, ['Last-Modified', httpDate(0)]]);
    expect(receiveIntoCache(cache, hopRequest({ headers }), got, wall(1))).toMatchObject({
      verdict: 'revalidated',
      reason,
    });
  });
});

describe('media', () => {
  it('is kept up to 50 MB, as its content', () => {
    const kept = receiveIntoCache({}, GET, audio([maxAge(60)], { bytes: 50_000_000 }), wall(0));
    expect(kept).toMatchObject({ verdict: 'stored', response: { content: CONTENT, body: '' } });
    const larger = receiveIntoCache({}, GET, audio([maxAge(60)], { bytes: 50_000_001 }), wall(0));
    expect(larger).toMatchObject({ verdict: 'miss', reason: 'the answer is too large' });
  });
});

describe('forgetting', () => {
  const two = receive(
    [maxAge(60)],
    hopRequest({ url: 'http://app.test/a' }),
    {},
    holding([maxAge(60)]),
  ).cache;

  it('one URL leaves the others', () => {
    expect(Object.keys(forget(frozen(two), GET.url))).toEqual(['http://app.test/a']);
  });

  it('a URL that is not kept changes nothing', () => {
    expect(forget(two, 'http://app.test/b')).toEqual(two);
  });

  it('everything leaves nothing', () => {
    expect(forget(two, null)).toEqual({});
  });
});
