import { describe, expect, it } from 'vitest';
import type { PublicEvent } from '../../../src/debug/public-event.ts';
import { har } from '../../../src/recording/export/har.ts';
import type { HarEntry } from '../../../src/recording/export/har-format.ts';
import type { RecordedSession } from '../../../src/recording/export/recorded-session.ts';
import { BANK } from '../../support/bank-app.ts';
import { exchangeOf, hopSummary } from '../../support/hop-summary.ts';
import { placeCall } from '../../support/memory-call.ts';
import { harProblems } from './har-schema.ts';

const DATE = Date.UTC(2026, 0, 1);
const OPTIONS = { version: '1.2.3', secrets: false };

function session(...events: readonly PublicEvent[]): RecordedSession {
  return { target: 'http://app.test/voice', date: DATE, events };
}

/** The entries of one exchange with these hops. */
function entries(hops: Parameters<typeof hopSummary>[0][], secrets = false): readonly HarEntry[] {
  const made = har(
    session(
      exchangeOf(
        hops.map((hop) => hopSummary(hop)),
        { at: 1000 },
      ),
    ),
    { ...OPTIONS, secrets },
  );
  expect(harProblems(made)).toEqual([]);
  return made.log.entries;
}

describe('an HTTP archive of a session', () => {
  it('is as the specification has it, with a page for the call and an entry for each hop', async () => {
    const call = await placeCall({ app: BANK, caller: 'press 1; press 42#' });
    const made = har(session(...call.events), OPTIONS);
    expect(harProblems(made)).toEqual([]);
    const { version, creator, pages, entries: all } = made.log;
    expect([version, creator]).toEqual(['1.2', { name: 'twiml-debug', version: '1.2.3' }]);
    expect(pages).toMatchObject([{ title: 'inbound call +15551230001 → +15559870002' }]);
    expect(pages[0]?.startedDateTime).toBe('2026-01-01T00:00:00.000Z');
    expect(all.map(({ pageref }) => pageref)).toEqual(all.map(() => pages[0]?.id));
    expect(
      all.map(({ request, response, _purpose, _cache }) => [request.url, response.status, _purpose, _cache]),
    ).toEqual([
      ['http://app.test/voice', 200, 'document', 'bypass'],
      ['http://app.test/jingle.mp3', 200, 'media', 'miss'],
      ['http://app.test/route', 302, 'action', 'bypass'],
      [expect.stringMatching(/^http:\/\/app\.test\/sales\?/), 200, 'action', 'stored'],
      ['http://app.test/pin', 200, 'action', 'bypass'],
    ]);
    expect(all[2]?.response.redirectURL).toBe('http://app.test/sales');
    expect(all[3]?.request.queryString).toContainEqual({ name: 'CallStatus', value: 'in-progress' });
  });

  it('survives being written and read', () => {
    const made = har(session(exchangeOf([hopSummary()])), OPTIONS);
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  });
});

describe('the check of the specification', () => {
  it('finds what is missing, wrong or unknown', () => {
    const { log } = har(session(exchangeOf([hopSummary()])), OPTIONS);
    const [entry] = log.entries;
    const broken = { ...entry, time: -1, request: { ...entry?.request, url: undefined, extra: 1 } };
    expect(harProblems({ log: { ...log, creator: undefined, entries: [broken, {}] } })).toEqual([
      'har.log.creator is no object',
      'har.log.entries[0].time is no number >= 0',
      'har.log.entries[0].request.url is no string',
      'har.log.entries[0].request.extra is unknown',
      ...['startedDateTime', 'time', 'request', 'response', 'cache', 'timings'].map(
        (name) => `har.log.entries[1].${name} is missing`,
      ),
    ]);
  });
});

describe('an entry', () => {
  it('tells the request and the response in full', () => {
    const [one] = entries([
      {
        url: 'http://app.test/voice?lang=e%20n',
        responseHeaders: [
          ['Content-Type', 'text/xml; charset=utf-8'],
          ['Content-Encoding', 'gzip'],
        ],
        bytes: 2000,
        rawBytes: 600,
      },
    ]);
    expect(one?.request).toMatchObject({
      method: 'POST',
      httpVersion: 'HTTP/1.1',
      queryString: [{ name: 'lang', value: 'e n' }],
      postData: {
        mimeType: 'application/x-www-form-urlencoded; charset=UTF-8',
        params: [
          { name: 'Digits', value: '12#' },
          { name: 'Empty', value: '' },
          { name: 'A', value: 'b' },
        ],
        text: 'Digits=12%23&Empty=&A=b',
      },
      bodySize: 23,
    });
    expect(one?.response).toMatchObject({
      status: 200,
      statusText: 'OK',
      content: {
        size: 2000,
        compression: 1400,
        mimeType: 'text/xml; charset=utf-8',
        text: '<Response/>',
        comment: 'the rest was not kept',
      },
      bodySize: 600,
    });
    expect(one).toMatchObject({ serverIPAddress: '127.0.0.1', _serverPort: 3000, _attempt: 1 });
    expect(one?._signed).toEqual({ string: 'http://app.test/voiceAbDigits12#Empty', key: 'the test token' });
  });

  it('has the parts of the time, connect with TLS in it, and their sum', () => {
    const tls = { version: 'TLSv1.3', cipher: 'X' };
    const connection = { protocol: 'HTTP/1.1', remote: '[::1]:8443', reused: false, tls };
    const timing = { dnsMs: 1.5, connectMs: 2, tlsMs: 10, firstByteMs: 30, downloadMs: 0.5 };
    const [one] = entries([{ timing, connection, durationMs: 50 }]);
    const parts = { blocked: -1, dns: 1.5, connect: 12, ssl: 10, send: 0, wait: 30, receive: 0.5 };
    expect(one?.timings).toEqual(parts);
    expect(one?.time).toBe(44);
    expect(one).toMatchObject({ serverIPAddress: '::1', _serverPort: 8443, _tls: 'TLSv1.3 X' });
  });

  it('numbers connections: a hop over one that is used again has its number', () => {
    const over = (remote: string, reused: boolean) => ({
      connection: { protocol: 'HTTP/1.1', remote, reused, tls: null },
    });
    const [app, other] = ['127.0.0.1:3000', '127.0.0.1:4000'];
    const numbers = entries([
      over(app, false),
      over(app, true),
      over(other, false),
      over(app, true),
      over(app, false),
      over(app, true),
      { connection: null, status: null, failure: 'refused' },
    ]).map(({ connection }) => connection);
    expect(numbers).toEqual(['1', '1', '2', '1', '3', '3', undefined]);
  });

  it('takes a connection for used again only when nothing else was on it', () => {
    const over = (reused: boolean) => ({
      connection: { protocol: 'HTTP/1.1', remote: '127.0.0.1:3000', reused, tls: null },
      durationMs: 100,
    });
    const exchange = (reused: boolean, at: number, durationMs = 100) =>
      exchangeOf([hopSummary({ ...over(reused), durationMs })], { at });
    const made = har(
      session(exchange(false, 200), exchange(false, 900, 800), exchange(true, 1000), exchange(true, 1200)),
      OPTIONS,
    );
    // The second one was busy from 100 to 900; the last one takes what was free last.
    expect(made.log.entries.map(({ connection }) => connection)).toEqual(['1', '2', '2', '2']);
    const busy = har(session(exchange(false, 200), exchange(false, 1000, 900), exchange(true, 600)), OPTIONS);
    expect(busy.log.entries.map(({ connection }) => connection)).toEqual(['1', '2', '1']);
  });

  it('begins when the hop did: the exchange is told when it is over', () => {
    const times = entries([{ durationMs: 300 }, { durationMs: 200, attempt: 2 }]).map(
      (one) => one.startedDateTime,
    );
    expect(times).toEqual(['2026-01-01T00:00:00.500Z', '2026-01-01T00:00:00.800Z']);
    const early = entries([{ durationMs: 5000 }])[0]?.startedDateTime;
    expect(early).toBe('2026-01-01T00:00:00.000Z');
  });

  it('of what failed has no answer, and the time that was waited in vain', () => {
    const timing = { dnsMs: null, connectMs: 2, tlsMs: null, firstByteMs: null, downloadMs: null };
    const failed = { status: null, failure: 'timeout', responseHeaders: [], responseBody: null } as const;
    const [one] = entries([
      { ...failed, timing, durationMs: 100, bytes: 0, rawBytes: 0, connection: null, fault: 'slow by 5 s' },
    ]);
    expect(one?.response).toMatchObject({
      status: 0,
      statusText: '',
      content: { size: 0, mimeType: 'x-unknown' },
    });
    expect(one?.timings).toMatchObject({ connect: 2, wait: 98, receive: 0 });
    expect(one).toMatchObject({ _failure: 'timeout', _fault: 'slow by 5 s', cache: {} });
  });

  it('of a file names its content', () => {
    const media = { sha256: 'a'.repeat(64), playsMs: 3200 };
    const [one] = entries([{ responseBody: null, media }]);
    expect(one?.response.content).toMatchObject({ _sha256: media.sha256, _playsMs: 3200 });
    expect(one?.response.content.text).toBeUndefined();
  });

  it('tells what the cache held before and after', () => {
    const get = { method: 'GET', url: 'http://app.test/hours', requestBody: null } as const;
    const responseHeaders = [['ETag', '"v1"']] as const;
    const states = entries([
      { ...get, cache: 'miss' },
      { ...get, cache: 'stored', responseHeaders },
      { ...get, cache: 'hit', responseHeaders, timing: null, connection: null },
      { ...get, cache: 'revalidated', responseHeaders },
      { ...get, cache: 'bypass' },
      {},
    ]).map(({ cache }) => [cache.beforeRequest, cache.afterRequest]);
    const kept = (hitCount: number) => expect.objectContaining({ eTag: '"v1"', hitCount });
    expect(states).toEqual([
      [null, null],
      [null, kept(0)],
      [kept(0), kept(1)],
      [kept(1), kept(2)],
      [kept(2), null],
      [undefined, undefined],
    ]);
  });
});

describe('what is secret', () => {
  const requestHeaders = {
    Cookie: 'sid=s-81c2; lang=en',
    Authorization: 'Basic YW5uOnB3',
    'X-Twilio-Signature': 'c2lnbmF0dXJl',
  };
  const secret = {
    requestHeaders,
    cookiesSent: { sid: 's-81c2', lang: 'en' },
    responseHeaders: [
      ['Set-Cookie', 'sid=n-4711; Path=/; Domain=app.test; Max-Age=60; Secure; HttpOnly'],
    ] as const,
    cookiesRejected: [{ header: 'far=x-0815; Domain=example.com', reason: 'another host' }],
  };

  it('is redacted, everything around it stays', () => {
    const [one] = entries([secret]);
    const text = JSON.stringify(one);
    for (const word of ['s-81c2', 'n-4711', 'YW5uOnB3', 'c2lnbmF0dXJl', 'x-0815'])
      expect(text).not.toContain(word);
    expect(one?.request.headers).toEqual([
      { name: 'Cookie', value: 'sid=(redacted); lang=(redacted)' },
      { name: 'Authorization', value: 'Basic (redacted)' },
      { name: 'X-Twilio-Signature', value: '(redacted)' },
    ]);
    expect(one?.response.headers).toEqual([
      {
        name: 'Set-Cookie',
        value: 'sid=(redacted); Path=/; Domain=app.test; Max-Age=60; Secure; HttpOnly',
      },
    ]);
    expect(one?._cookiesRejected).toEqual([
      { header: 'far=(redacted); Domain=example.com', reason: 'another host' },
    ]);
  });

  it('is all there when it is asked for', () => {
    const [one] = entries([secret], true);
    expect(one?.request.headers).toEqual(
      Object.entries(requestHeaders).map(([name, value]) => ({ name, value })),
    );
    expect(one?.request.cookies).toEqual([
      { name: 'sid', value: 's-81c2' },
      { name: 'lang', value: 'en' },
    ]);
    expect(one?.response.cookies).toEqual([
      {
        name: 'sid',
        value: 'n-4711',
        path: '/',
        domain: 'app.test',
        expires: '2026-01-01T00:01:01.000Z',
        httpOnly: true,
        secure: true,
      },
    ]);
  });
});
