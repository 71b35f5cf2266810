import { describe, expect, it } from 'vitest';
import { Journal } from '../../../src/debug/journal.ts';
import type { HopSummary, PublicEventOf } from '../../../src/debug/public-event.ts';
import type { Debuggable } from '../../../src/debug/session/debuggable.ts';
import type { DetailRow } from '../../../src/debug/views/exchange/detail-row.ts';
import { type DetailTopic, exchangeDetail } from '../../../src/debug/views/exchange/exchange-detail.ts';
import { hopRefs } from '../../../src/debug/views/exchange/exchange-rows.ts';
import { exchangeOf, hopSummary } from '../../support/hop-summary.ts';
import { placeCall } from '../../support/memory-call.ts';

/** A session in which nothing but one exchange has happened. */
const QUIET = { journal: new Journal(), leg: null, board: null, now: 0 } as unknown as Debuggable;

/** Rows as text: a name with its value, a bar with its place in percent, everything else as it reads. */
function lines(rows: readonly DetailRow[]): readonly string[] {
  return rows.map((row) => {
    switch (row.kind) {
      case 'gap':
        return '';
      case 'field':
      case 'own':
        return `${row.name}: ${row.value}`;
      case 'bar':
        return `${row.name}: ${row.value} [${Math.round(row.from * 100)}-${Math.round(row.to * 100)}]`;
      case 'bad':
        return `! ${row.text}`;
      default:
        return row.text;
    }
  });
}

/** What is said of the first of these hops. */
function told(
  topic: DetailTopic,
  changes: Partial<HopSummary>,
  more: readonly HopSummary[] = [],
  event: Partial<PublicEventOf<'exchange'>> = {},
): readonly string[] {
  const exchange = exchangeOf([hopSummary(changes), ...more], event);
  return lines(exchangeDetail(QUIET, { kind: 'done', number: 1, exchange, hop: 0 }, topic));
}

describe('how a hop went', () => {
  const second = hopSummary({ attempt: 2 });

  it.each<readonly [string, Partial<HopSummary>, readonly HopSummary[], readonly string[]]>([
    ['answered', {}, [], ['200 OK after 12 ms, for document']],
    ['an unknown status', { status: 299 }, [], ['299 after 12 ms, for document']],
    [
      'redirected',
      { status: 302, location: 'http://app.test/menu' },
      [second],
      ['302 Found after 12 ms, for document → http://app.test/menu'],
    ],
    [
      'asked for a login',
      { status: 401 },
      [second],
      ['401 Unauthorized after 12 ms, for document, asked again with the login'],
    ],
    [
      'tried again',
      { status: 503 },
      [second],
      ['503 Service Unavailable after 12 ms, for document, tried again'],
    ],
    [
      'failed and tried again',
      { status: null, failure: 'connect-timeout', durationMs: 5000 },
      [second],
      ['! no answer after 5.0 s, for document, tried again: the connection was not established in time'],
    ],
    [
      'a second attempt that was spoiled',
      { attempt: 2, fault: 'status 500 instead of the answer', status: 500 },
      [],
      [
        'attempt 2: 500 Internal Server Error after 12 ms, for document',
        '! fault: status 500 instead of the answer',
      ],
    ],
    ['from the cache', { cache: 'hit' }, [], ['200 OK from the cache, for document']],
  ])('%s', (_, changes, more, expected) => {
    expect(told('params', changes, more).slice(1, 1 + expected.length)).toEqual(expected);
  });

  it('shows the title and the telling line of a framework’s error page', () => {
    const responseBody =
      '<html><head><title>Error</title></head><body><pre>Cannot POST /voice</pre></body></html>';
    expect(told('params', { status: 404, responseBody }, [], { error: 11200 }).slice(1, 4)).toEqual([
      '! 404 Not Found after 12 ms, for document, error 11200',
      '│ Express: Error',
      '│ Cannot POST /voice',
    ]);
  });

  it('names the Twilio error that came of it', () => {
    expect(told('params', { status: null, failure: 'refused' }, [], { error: 11202 })[1]).toBe(
      '! no answer after 12 ms, for document, error 11202: the connection was refused',
    );
  });
});

describe('the request', () => {
  it('has all headers in wire order, the parameters decoded, the signed string, and the body raw', () => {
    expect(told('request', {})).toEqual([
      'POST http://app.test/voice',
      '200 OK after 12 ms, for document',
      '',
      'Host: app.test',
      'User-Agent: TwilioProxy/1.1',
      'Content-Type: application/x-www-form-urlencoded; charset=UTF-8',
      'X-Twilio-Signature: c2lnbmF0dXJl',
      'Accept: */*',
      'Content-Length: 21',
      '',
      'body, 3 parameters in 23 B',
      'Digits: 12#',
      'Empty: ',
      'A: b',
      '',
      'signed with the test token, over',
      'http://app.test/voiceAbDigits12#Empty',
      '',
      'body, raw',
      'Digits=12%23&Empty=&A=b',
    ]);
  });

  it('of a GET has its parameters in the query', () => {
    const rows = told('request', { method: 'GET', url: 'http://app.test/menu?Digits=2', requestBody: null });
    expect(rows).toContain('query, 1 parameter');
    expect(rows).toContain('Digits: 2');
    expect(rows.slice(-2)).toEqual(['URL, raw', 'http://app.test/menu?Digits=2']);
  });

  it.each<readonly [string, Partial<HopSummary>, string]>([
    ['not signed on request', { signed: null }, '! not signed, on request'],
    ['not sent at all', { signed: null, requestHeaders: {} }, 'not signed: nothing went over the wire'],
    ['answered by the cache', { signed: null, cache: 'hit' }, 'not signed: nothing went over the wire'],
    [
      'signed wrongly',
      { signed: { string: 'x', key: 'the test token', wrong: true } },
      '! signed with another token than the test token, on request, over',
    ],
    ['logged in', { login: { scheme: 'Digest', user: 'ann' } }, 'logged in as ann (Digest)'],
  ])('says that it was %s', (_, changes, expected) => {
    expect(told('request', changes)).toContain(expected);
  });
});

describe('the response', () => {
  it('has its headers in order and its body line by line', () => {
    const responseHeaders = [
      ['Content-Type', 'text/xml'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ] as const;
    const responseBody = '<Response>\r\n\t<Say>Hi \u001B[31m</Say>\n</Response>\n';
    expect(told('response', { responseHeaders, responseBody, bytes: 45, rawBytes: 45 }).slice(3)).toEqual([
      'Content-Type: text/xml',
      'Set-Cookie: a=1',
      'Set-Cookie: b=2',
      '',
      'body, 45 B',
      '<Response>',
      '    <Say>Hi ␛[31m</Say>',
      '</Response>',
    ]);
  });

  it.each<readonly [string, Partial<HopSummary>, string]>([
    [
      'compressed',
      { bytes: 2048, rawBytes: 612, responseHeaders: [['Content-Encoding', 'gzip']] },
      'body, 2 kB, on the wire 612 B (gzip)',
    ],
    ['from the cache', { cache: 'hit', rawBytes: 0 }, 'body, 11 B from the cache'],
    ['confirmed', { cache: 'revalidated', rawBytes: 0 }, 'body, 11 B from the cache, as the 304 confirmed'],
    ['empty', { responseBody: '', bytes: 0, rawBytes: 0 }, 'no body'],
  ])('says of a body that it is %s', (_, changes, expected) => {
    expect(told('response', changes)).toContain(expected);
  });

  it('says how much of a long body is not shown', () => {
    const responseBody = 'x'.repeat(20_480);
    const rows = told('response', { responseBody, bytes: 70_000, rawBytes: 70_000 });
    expect(rows.at(-3)).toBe('x'.repeat(16_384));
    expect(rows.at(-1)).toBe('52 kB more are not shown: y d copies what was kept');
    expect(told('response', { bytes: 65_547, rawBytes: 65_547 }).at(-1)).toBe('64 kB more are not shown');
  });

  it.each([
    [3210, 'plays: 3.2 s'],
    [null, 'plays: for how long, the format does not tell'],
  ])('says of a file what it is and how long it plays (%j ms)', (playsMs, expected) => {
    const media = { sha256: 'a'.repeat(64), playsMs };
    const responseHeaders = [['Content-Type', 'audio/mpeg']] as const;
    const file = { responseBody: null, bytes: 24_576, rawBytes: 24_576, media, responseHeaders };
    expect(told('response', file).slice(-4)).toEqual(['file', 'type: audio/mpeg', 'size: 24 kB', expected]);
  });
});

describe('the timing', () => {
  it('has the parts one after the other', () => {
    const timing = { dnsMs: 10, connectMs: 20, tlsMs: 20, firstByteMs: 40, downloadMs: 10 };
    const connection = {
      protocol: 'HTTP/1.1',
      remote: '[::1]:3000',
      reused: false,
      tls: { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
    };
    expect(told('timing', { timing, connection, durationMs: 100 }).slice(3)).toEqual([
      'DNS: 10 ms [0-10]',
      'connect: 20 ms [10-30]',
      'TLS: 20 ms [30-50]',
      'waiting: 40 ms [50-90]',
      'download: 10 ms [90-100]',
      'total: 100 ms [0-0]',
      '',
      'protocol: HTTP/1.1',
      'remote: [::1]:3000',
      'connection: new',
      'TLS: TLSv1.3, TLS_AES_256_GCM_SHA384',
    ]);
  });

  it('says what was waited for in vain', () => {
    const timing = { dnsMs: null, connectMs: 5, tlsMs: null, firstByteMs: null, downloadMs: null };
    const failed = { status: null, failure: 'timeout', durationMs: 1000, connection: null } as const;
    expect(told('timing', { timing, ...failed }).slice(-4)).toEqual([
      'in vain: 995 ms [1-100]',
      'total: 1.0 s [0-0]',
      '',
      'no connection was made, or it was lost',
    ]);
  });

  it('says what was not measured, reused, or never sent', () => {
    expect(told('timing', { timing: null, connection: null }).slice(3)).toEqual([
      'total: 12 ms [0-0]',
      'its parts were not measured',
    ]);
    const connection = { protocol: 'HTTP/1.1', remote: '127.0.0.1:3000', reused: true, tls: null };
    expect(told('timing', { connection })).toContain('connection: reused: no DNS, connect or TLS');
    expect(told('timing', { cache: 'hit' }).at(-1)).toBe(
      'answered from the cache: nothing went over the wire',
    );
  });
});

describe('cookies and cache', () => {
  const APP = {
    '/voice': {
      body: '<Response><Redirect method="GET">/menu</Redirect></Response>',
      headers: [
        ['Content-Type', 'text/xml'],
        ['Set-Cookie', 'sid=s-81c2; Path=/; HttpOnly'],
        ['Set-Cookie', 'short=1; Max-Age=90'],
        ['Set-Cookie', 'stray=1; Domain=example.com'],
      ],
    },
    '/menu': {
      body: '<Response><Pause length="30"/><Redirect method="GET">/menu</Redirect></Response>',
      headers: [
        ['Content-Type', 'text/xml'],
        ['Cache-Control', 'max-age=60'],
        ['ETag', '"v1"'],
        ['Set-Cookie', 'short=; Max-Age=0'],
      ],
    },
  } as const;

  it('are told for the hop, and as they are at the position', async () => {
    const { session } = await placeCall({ app: APP, caller: 'wait 70s; hang up', maxSteps: 12 });
    const [first, second, third] = hopRefs(session);
    if (!first || !second || !third) throw new Error('too few requests');
    expect(lines(exchangeDetail(session, first, 'cookies')).slice(3)).toEqual([
      'sent',
      'none',
      '',
      'set by the answer',
      'sid: s-81c2',
      'short: 1',
      '',
      'rejected',
      '! its Domain example.com does not cover the host app.test',
      'stray=1; Domain=example.com',
      '',
      'the jar now: 1',
      'sid: s-81c2',
      '  app.test · / · as long as the call · HttpOnly',
    ]);
    expect(lines(exchangeDetail(session, second, 'cookies'))).toContain('removed');
    expect(lines(exchangeDetail(session, second, 'cache')).slice(3)).toEqual([
      'stored: asked, and the answer is kept for later',
      'Cache-Control: max-age=60',
      '',
      'the cache now: 1',
      expect.stringMatching(/^GET http:\/\/app\.test\/menu {2}\d+ B$/),
      expect.stringMatching(/^ {2}\d+ s old · (fresh for \d+ s more|stale for \d+ s) · ETag "v1"$/),
    ]);
    expect(lines(exchangeDetail(session, third, 'cache'))[3]).toBe('hit: answered without a request');
  });

  it('the cache has no part in what was not answered', () => {
    const rows = told('cache', { status: null, failure: 'refused', cacheReason: null });
    expect(rows.slice(3)).toEqual([
      'the cache had no part in it: there was no answer',
      '',
      'the cache now: empty',
    ]);
  });
});
