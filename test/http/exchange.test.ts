import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../src/errors/diagnostic.ts';
import { begin, receive } from '../../src/http/exchange.ts';
import { type HopResponse, headerValue } from '../../src/http/hop.ts';
import { NO_OVERRIDES } from '../../src/http/overrides.ts';
import {
  answer,
  answerWith,
  at,
  audio,
  CONTENT,
  EMPTY,
  failed,
  httpDate,
  RULES,
  redirect,
  signedFor,
  webhook,
} from './builders.ts';
import { codes, follow, type Got, sending } from './follow.ts';

const STANDARD = 'CallSid=CA1&From=%2B15550001111';
const ALL = `${STANDARD}&Digits=12`;
const VOICE = 'http://app.test/voice';

describe('an exchange of one hop', () => {
  it('sends the standard parameters and the verb’s own, and ends with the answer', () => {
    const got = answer({ durationMs: 3, sent: signedFor(VOICE) });
    const exchange = sending(begin(webhook(), RULES, EMPTY, at(0)));
    expect(exchange.sending).toEqual({
      method: 'POST',
      url: VOICE,
      headers: [
        ['User-Agent', 'TwilioProxy/1.1'],
        ['Accept', '*/*'],
        ['Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8'],
        ['X-Home-Region', 'us1'],
        ['I-Twilio-Idempotency-Token', 'token-1'],
      ],
      body: ALL,
      form: [...webhook().standard, ...webhook().own],
      timeoutMs: 15_000,
      connectTimeoutMs: NO_OVERRIDES.connectTimeoutMs,
      readTimeoutMs: null,
      sni: true,
      maxBytes: 65_536,
      authenticate: null,
      dialect: 'call',
    });
    expect(receive(exchange, got, EMPTY, at(0))).toEqual({
      ...EMPTY,
      exchange: null,
      done: {
        request: webhook(),
        hops: [
          {
            request: exchange.sending,
            asked: VOICE,
            attempt: 1,
            got,
            cookiesSent: [],
            cookies: [],
            cache: 'bypass',
            cacheReason: 'POST is never cached',
            location: null,
            durationMs: 3,
          },
        ],
        url: VOICE,
        content: { kind: 'twiml', type: 'text/xml', body: '<Response/>', media: null },
        diagnostics: [],
      },
    });
  });

  it('by GET has the parameters in its URL; relative URLs are resolved against the URL without them', () => {
    const { done, wire } = follow([answer()], { request: { method: 'GET', url: `${VOICE}?lang=en#rc=2` } });
    expect(wire).toEqual([['GET', `${VOICE}?lang=en&${ALL}`, null]]);
    expect(done.url).toBe(`${VOICE}?lang=en#rc=2`);
  });

  it.each<readonly [string, Got, number]>([
    ['a 404', answer({ status: 404 }), 11200],
    ['a 500 above 64 kB', answer({ status: 500, bytes: 65_537 }), 11750],
    ['an answer above 64 kB', answer({ bytes: 65_537 }), 11750],
    ['another content type', answer({ headers: [['Content-Type', 'application/json']] }), 12300],
    ['no content type', answer({ headers: [] }), 11200],
    ['a name that cannot be resolved', failed('host-not-found', 'ENOTFOUND'), 11210],
    ['a timeout', failed('timeout'), 11205],
  ])('with %s ends without content, and says why', (_what, got, code) => {
    const { done } = follow([got]);
    expect(done.content).toBeNull();
    expect(done.diagnostics).toMatchObject([{ code, level: 'error', url: VOICE }]);
    expect(done.hops).toMatchObject([{ got: { kind: got.kind } }]);
  });

  it('with an empty answer has no instructions, and a warning', () => {
    const { done } = follow([answer({ status: 204, headers: [], body: '' })]);
    expect(done.content).toEqual({ kind: 'empty', type: null, body: '', media: null });
    expect(done.diagnostics).toMatchObject([{ code: 11200, level: 'warning' }]);
  });

  it('names the signed URL when a GET is refused for its signature', () => {
    const { done } = follow([answer({ status: 403, body: 'invalid signature', sent: signedFor(VOICE) })], {
      request: { method: 'GET' },
    });
    expect(done.diagnostics[0]?.help).toContain(`signed for the URL ${VOICE}?${ALL} with the demo token`);
  });
});

describe('a URL that is none', () => {
  it.each(['/voice', 'app.test/voice', 'ftp://app.test/voice', 'http://', '', 'javascript:alert(1)'])(
    '"%s" ends the exchange at once with 11100',
    (url) => {
      expect(begin(webhook({ url }), RULES, EMPTY, at(0))).toEqual({
        ...EMPTY,
        exchange: null,
        done: {
          request: webhook({ url }),
          hops: [],
          url,
          content: null,
          diagnostics: [
            diagnostic({
              code: 11100,
              level: 'error',
              message: `the URL is not valid: ${url}`,
              help: 'use an absolute http or https URL',
              url,
            }),
          ],
        },
      });
    },
  );
});

describe('redirects', () => {
  it.each([301, 302, 303])(
    '%i: "the follow-up is a GET; it carries the standard parameters again"',
    (status) => {
      const { wire, done } = follow([redirect(status, '/next?a=1'), answer()]);
      expect(wire).toEqual([
        ['POST', VOICE, ALL],
        ['GET', `http://app.test/next?a=1&${STANDARD}`, null],
      ]);
      expect(done.url).toBe('http://app.test/next?a=1');
      expect(done.hops.map(({ location }) => location)).toEqual(['http://app.test/next?a=1', null]);
    },
  );

  it('tell which of the verb’s own parameters they lose', () => {
    const { done } = follow([redirect(302, '/next'), answer()]);
    expect(done.diagnostics).toMatchObject([
      {
        rule: 'lost-by-redirect',
        level: 'info',
        message: `the 302 from ${VOICE} to http://app.test/next loses the parameters Digits`,
      },
    ]);
  });

  it('tell so before what went wrong afterwards', () => {
    const { done } = follow([redirect(302, '/next'), answer({ status: 500 })]);
    expect(done.diagnostics.map(({ rule, code }) => rule ?? code)).toEqual(['lost-by-redirect', 11200]);
  });

  it('lose nothing of a request without parameters of its own', () => {
    expect(follow([redirect(302, '/next'), answer()], { request: { own: [] } }).done.diagnostics).toEqual([]);
  });

  it('lose nothing when they are not followed', () => {
    expect(follow([redirect(308, '/next')]).done.diagnostics.map(({ code }) => code)).toEqual([11216]);
    expect(follow([redirect(302, 'ftp://x/')]).done.diagnostics.map(({ code }) => code)).toEqual([11216]);
  });

  it('by 307 repeat method, body and all parameters', () => {
    const { wire, done } = follow([redirect(307, '/next'), answer()]);
    expect(wire).toEqual([
      ['POST', VOICE, ALL],
      ['POST', 'http://app.test/next', ALL],
    ]);
    expect(done.diagnostics).toEqual([]);
  });

  it('by 307 of a GET repeat it with all parameters', () => {
    const { wire } = follow([redirect(307, '/next'), answer()], { request: { method: 'GET' } });
    expect(wire[1]).toEqual(['GET', `http://app.test/next?${ALL}`, null]);
  });

  it('by 307 with drop307 repeat the method, but lose the verb’s own parameters', () => {
    const { wire, done } = follow([redirect(307, '/next'), answer()], { rules: { drop307: true } });
    expect(wire[1]).toEqual(['POST', 'http://app.test/next', STANDARD]);
    expect(done.diagnostics).toMatchObject([{ rule: 'lost-by-redirect' }]);
  });

  it('in a chain of 307, 302, 307 never give the verb’s own parameters back', () => {
    const { wire, done } = follow([redirect(307, '/a'), redirect(302, '/b'), redirect(307, '/c'), answer()]);
    expect(wire).toEqual([
      ['POST', VOICE, ALL],
      ['POST', 'http://app.test/a', ALL],
      ['GET', `http://app.test/b?${STANDARD}`, null],
      ['GET', `http://app.test/c?${STANDARD}`, null],
    ]);
    expect(done.diagnostics.map(({ message }) => message)).toEqual([
      'the 302 from http://app.test/a to http://app.test/b loses the parameters Digits',
    ]);
  });

  it('are resolved against the URL that redirected, hop after hop', () => {
    const { done } = follow([redirect(302, 'http://other.test/x/y'), redirect(302, '../z'), answer()]);
    expect(done.url).toBe('http://other.test/z');
  });

  it('do not take a fragment to the wire', () => {
    const { wire } = follow([redirect(302, '/next#part'), answer()], { request: { own: [], standard: [] } });
    expect(wire[1]?.[1]).toBe('http://app.test/next');
  });

  it('keep the idempotency token: it is constant for the logical request', () => {
    const { done } = follow([redirect(302, '/next'), answer()]);
    expect(
      done.hops.map(({ request }) => headerValue(request.headers, 'I-Twilio-Idempotency-Token')),
    ).toEqual(['token-1', 'token-1']);
  });

  it('are followed 10 times: the tenth leads to an answer', () => {
    const { done } = follow([...Array<HopResponse>(10).fill(redirect(302, '/voice')), answer()]);
    expect(done.hops).toHaveLength(11);
    expect(done.content).not.toBeNull();
  });

  it('fail with 11215 the eleventh time, after 11 hops', () => {
    const { done } = follow(Array<HopResponse>(11).fill(redirect(307, '/voice')), { request: { own: [] } });
    expect(done.hops).toHaveLength(11);
    expect(done.hops.at(-1)?.location).toBe('/voice');
    expect(done.content).toBeNull();
    expect(done.diagnostics).toMatchObject([{ code: 11215, level: 'error', url: VOICE }]);
  });

  it('without a usable Location keep what it said', () => {
    expect(follow([redirect(302, 'mailto:a@b')]).done.hops[0]?.location).toBe('mailto:a@b');
    expect(follow([answer({ status: 302, headers: [], body: '' })]).done.hops[0]?.location).toBeNull();
  });

  it('may be followed to a failure of the connection', () => {
    const { done } = follow([redirect(307, 'http://gone.test/'), failed('host-not-found', 'ENOTFOUND')]);
    expect(done.diagnostics).toMatchObject([{ code: 11210, url: 'http://gone.test/' }]);
    expect(done.url).toBe('http://gone.test/');
  });
});

describe('the 15 seconds', () => {
  const asked = (durations: readonly number[], rules = {}) =>
    follow([...durations.map((durationMs) => ({ ...redirect(302, '/voice'), durationMs })), answer()], {
      rules,
    }).done.hops.map(({ request }) => request.timeoutMs);

  it('are for the whole exchange: each hop gets what those before it left', () => {
    expect(asked([4_000.2, 5_000])).toEqual([15_000, 11_000, 6_000]);
  });

  it('leave at least a millisecond, so that the timeout itself decides', () => {
    expect(asked([14_999.9, 20_000])).toEqual([15_000, 1, 1]);
  });

  it('may be off', () => {
    expect(asked([99_000], { timeoutMs: null })).toEqual([null, null]);
  });
});

describe('cookies', () => {
  it('are sent and received hop by hop, "like a browser"', () => {
    const { done, state } = follow([
      redirect(302, '/next', [['Set-Cookie', 'a=1; Path=/']]),
      redirect(302, 'http://other.test/x', [
        ['Set-Cookie', 'b=2; Path=/'],
        ['Set-Cookie', 'bad'],
      ]),
      redirect(302, 'http://app.test/last', [['Set-Cookie', 'c=3']]),
      answerWith([['Set-Cookie', 'a=; Max-Age=0; Path=/']]),
    ]);
    expect(done.hops.map(({ request }) => headerValue(request.headers, 'Cookie'))).toEqual([
      null,
      'a=1',
      null,
      'a=1; b=2',
    ]);
    expect(done.hops.map(({ cookiesSent }) => cookiesSent.map(({ name }) => name))).toEqual([
      [],
      ['a'],
      [],
      ['a', 'b'],
    ]);
    expect(
      done.hops.map(({ cookies }) =>
        cookies.map((change) => [
          change.type,
          change.type === 'rejected' ? change.header : change.cookie.name,
        ]),
      ),
    ).toEqual([
      [['set', 'a']],
      [
        ['set', 'b'],
        ['rejected', 'bad'],
      ],
      [['set', 'c']],
      [['removed', 'a']],
    ]);
    expect(state.jar.map(({ name, domain }) => [name, domain])).toEqual([
      ['b', 'app.test'],
      ['c', 'other.test'],
    ]);
  });

  it('of an earlier request go along', () => {
    const first = follow([answerWith([['Set-Cookie', 'id=42']])]);
    const second = follow([answer()], { state: first.state });
    expect(second.done.hops[0]?.cookiesSent).toEqual(first.state.jar);
  });

  it('expire on the session’s clock, by the Date of the answer', () => {
    const set = answerWith([
      ['Date', httpDate(5_000)],
      ['Set-Cookie', `id=1; Expires=${httpDate(5_060)}`],
    ]);
    const { state } = follow([set], { second: 10 });
    expect(state.jar[0]?.expiresAt).toBe(70_000);
    expect(follow([answer()], { state, second: 69 }).done.hops[0]?.cookiesSent).toHaveLength(1);
    expect(follow([answer()], { state, second: 70 }).done.hops[0]?.cookiesSent).toHaveLength(0);
  });

  it.each([[[]], [[['Date', 'soon']]]] as const)(
    'of an answer without a date that can be read (%j) expire by the session’s',
    (date) => {
      const set = answerWith([...date, ['Set-Cookie', `id=1; Expires=${httpDate(60)}`]]);
      expect(follow([set], { second: 10 }).state.jar[0]?.expiresAt).toBe(60_000);
    },
  );

  it('of a failed hop are as they were', () => {
    const { state } = follow([answerWith([['Set-Cookie', 'id=42']])]);
    expect(follow([failed('closed')], { state }).state.jar).toEqual(state.jar);
  });
});

describe('the cache', () => {
  const GET = { method: 'GET', own: [], standard: [] } as const;
  const fresh = answerWith(
    [
      ['Cache-Control', 'max-age=60'],
      ['ETag', '"v1"'],
      ['Set-Cookie', 'id=42'],
    ],
    {
      durationMs: 9,
      sent: signedFor(VOICE),
    },
  );
  const stored = follow([fresh], { request: GET });

  it('keeps an answer and says so', () => {
    expect(stored.done.hops.map(({ cache }) => cache)).toEqual(['stored']);
    expect(Object.keys(stored.state.cache)).toEqual([VOICE]);
  });

  it('answers without a request: the exchange is done when it begins, and took no time', () => {
    const { done, state, wire } = follow([], { request: GET, state: stored.state, second: 59 });
    expect(wire).toEqual([]);
    expect(done.content).toMatchObject({ kind: 'twiml', type: 'text/xml', body: '<Response/>' });
    expect(done.hops).toMatchObject([
      {
        cache: 'hit',
        asked: VOICE,
        durationMs: 0,
        got: { status: 200, durationMs: 0 },
        cookiesSent: [],
        cookies: [],
      },
    ]);
    expect(state).toEqual(stored.state);
  });

  it('asks with a condition when its copy is stale, and goes on with the copy after a 304', () => {
    const unchanged = answer({
      status: 304,
      headers: [['ETag', '"v1"']],
      body: '',
      durationMs: 4,
      sent: signedFor('again'),
    });
    const { done } = follow([unchanged], { request: GET, state: stored.state, second: 60 });
    expect(headerValue(done.hops[0]?.request.headers ?? [], 'If-None-Match')).toBe('"v1"');
    expect(done.hops).toMatchObject([
      {
        cache: 'revalidated',
        durationMs: 4,
        got: { status: 200, body: '<Response/>', sent: signedFor('again') },
      },
    ]);
    expect(done.content?.kind).toBe('twiml');
  });

  it('does not answer for a 304 that nobody asked for: 11216', () => {
    const { done } = follow([answer({ status: 304, headers: [['ETag', '"v1"']], body: '' })], {
      request: GET,
    });
    expect(done.diagnostics).toMatchObject([{ code: 11216 }]);
    expect(done.hops).toMatchObject([{ cache: 'miss', got: { status: 304 } }]);
  });

  it('is never asked for a POST: "POST never"', () => {
    const { done } = follow([fresh], { state: stored.state, request: { own: [], standard: [] } });
    expect(done.hops).toMatchObject([{ cache: 'bypass' }]);
  });

  it('may answer in the middle of a chain of redirects', () => {
    const { done, wire } = follow([redirect(302, '/voice')], {
      request: { ...GET, url: 'http://app.test/first' },
      state: stored.state,
      second: 5,
    });
    expect(wire.map(([, url]) => url)).toEqual(['http://app.test/first']);
    expect(done.hops.map(({ cache, asked }) => [cache, asked])).toEqual([
      ['miss', 'http://app.test/first'],
      ['hit', VOICE],
    ]);
  });

  it('loses nothing by a failure', () => {
    const { done, state } = follow([failed('closed')], { request: GET, state: stored.state, second: 60 });
    expect(done.hops).toMatchObject([{ cache: 'bypass' }]);
    expect(state.cache).toEqual(stored.state.cache);
  });
});

describe('a file that is to be heard (Twilio docs: Play)', () => {
  const MP3 = 'http://app.test/a.mp3';
  const FILE = { method: 'GET', url: MP3, standard: [], own: [], expects: 'media' } as const;
  const fetched = (...answers: readonly Got[]) => follow(answers, { request: FILE });

  it('is asked for without any parameters', () => {
    expect(fetched(audio()).wire).toEqual([['GET', MP3, null]]);
  });

  it('is named by its content', () => {
    expect(fetched(audio()).done.content).toEqual({
      kind: 'audio',
      type: 'audio/mpeg',
      body: '',
      media: CONTENT,
    });
  });

  it('may be larger than 64 kB', () => {
    expect(fetched(audio([], { bytes: 9_000_000 })).done.diagnostics).toEqual([]);
  });

  it.each<readonly [string, Got, number]>([
    ['that is not there', answer({ status: 404 }), 11200],
    ['that is refused', answer({ status: 403 }), 11200],
    ['of a broken server', answer({ status: 500, bytes: 70_000 }), 11200],
    ['that is a document', answer(), 13420],
    ['that is a page larger than 64 kB', answer({ bytes: 65_537 }), 13420],
    ['of an unknown audio type', audio([], { headers: [['Content-Type', 'audio/ogg']] }), 13420],
    ['without a type', answer({ headers: [] }), 12300],
    ['that is empty', audio([], { bytes: 0 }), 13420],
    ['that redirects with 308', redirect(308, '/b.mp3'), 11216],
    ['of a server that is gone', failed('host-not-found'), 11210],
  ])('%s cannot be played', (_what, got, code) => {
    const followed = fetched(got);
    expect(followed.done.content).toBeNull();
    expect(codes(followed)).toEqual([code]);
  });

  it('may be behind a redirect and a cookie', () => {
    const followed = fetched(redirect(302, '/b.mp3', [['Set-Cookie', 'id=1']]), audio());
    expect(followed.done.url).toBe('http://app.test/b.mp3');
    expect(followed.done.hops[1]?.cookiesSent).toHaveLength(1);
  });

  it('is kept by the cache whatever its size, and played from there', () => {
    const first = fetched(audio([['Cache-Control', 'max-age=60']], { bytes: 9_000_000 }));
    expect(first.done.hops).toMatchObject([{ cache: 'stored' }]);
    const second = follow([], { request: FILE, state: first.state, second: 59 });
    expect(second.done.content).toEqual(first.done.content);
    expect(second.done.hops).toMatchObject([
      { cache: 'hit', cacheReason: 'Cache-Control: max-age=60; fresh for 1 s more' },
    ]);
  });

  it('as an answer to a TwiML request is content too, whatever its size', () => {
    const { done } = follow([audio([], { bytes: 9_000_000 })]);
    expect(done.content).toMatchObject({ kind: 'audio', media: CONTENT });
  });
});
