import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_OVERRIDES, type Overrides, readOverrides } from '../../src/http/overrides.ts';
import { signedUrl } from '../../src/http/signature.ts';
import { answer, failed, redirect } from './builders.ts';
import { codes, follow } from './follow.ts';

const VOICE = 'https://app.test/voice';
const read = (fragment: string) => readOverrides(`${VOICE}#${fragment}`);

describe('without a fragment', () => {
  it('TCP may take 5 s, one retry is made when the connection failed, and SNI is sent', () => {
    const expected: Overrides = {
      connectTimeoutMs: 5_000,
      readTimeoutMs: null,
      totalTimeoutMs: null,
      retries: 1,
      retryOn: ['ct'],
      sni: true,
    };
    expect(readOverrides(VOICE)).toEqual({ overrides: expected, diagnostics: [] });
  });

  it.each(['', 'section', 'top/left', '?', 'ct:1000'])(
    'or with one that has no "=" (#%s) nothing is overridden',
    (fragment) => {
      expect(read(fragment)).toEqual({ overrides: NO_OVERRIDES, diagnostics: [] });
    },
  );

  it('a "=" in the query overrides nothing', () => {
    expect(readOverrides(`${VOICE}?ct=100&rc=5`)).toEqual({ overrides: NO_OVERRIDES, diagnostics: [] });
  });
});

describe('connection overrides: "key=value pairs in the URL fragment, joined with &"', () => {
  it.each<readonly [string, Partial<Overrides>]>([
    ['ct=100', { connectTimeoutMs: 100 }],
    ['ct=10000', { connectTimeoutMs: 10_000 }],
    ['rt=100', { readTimeoutMs: 100 }],
    ['rt=15000', { readTimeoutMs: 15_000 }],
    ['tt=100', { totalTimeoutMs: 100 }],
    ['tt=15000', { totalTimeoutMs: 15_000 }],
    ['rc=0', { retries: 0 }],
    ['rc=5', { retries: 5 }],
    ['rp=4xx', { retryOn: ['4xx'] }],
    ['rp=5xx', { retryOn: ['5xx'] }],
    ['rp=ct', { retryOn: ['ct'] }],
    ['rp=rt', { retryOn: ['rt'] }],
    ['rp=all', { retryOn: ['all'] }],
    ['rp=5xx,ct', { retryOn: ['5xx', 'ct'] }],
    ['rp=4xx%2C rt', { retryOn: ['4xx', 'rt'] }],
    ['sni=n', { sni: false }],
    ['sni=y', { sni: true }],
    ['rc=2&rp=5xx,ct&ct=1000', { retries: 2, retryOn: ['5xx', 'ct'], connectTimeoutMs: 1_000 }],
    ['rc=2&rc=3', { retries: 3 }],
    ['&&ct=300&', { connectTimeoutMs: 300 }],
  ])('#%s', (fragment, changes) => {
    expect(read(fragment)).toEqual({ overrides: { ...NO_OVERRIDES, ...changes }, diagnostics: [] });
  });

  it.each([
    'ashburn',
    'dublin',
    'frankfurt',
    'sao-paulo',
    'singapore',
    'sydney',
    'tokyo',
    'umatilla',
    'dublin,frankfurt, tokyo',
  ])('e=%s names egress edges, which make no difference here', (edges) => {
    expect(read(`e=${edges}`)).toEqual({ overrides: NO_OVERRIDES, diagnostics: [] });
  });
});

describe('a value that is none', () => {
  it.each([
    ['ct=99', 'write a whole number from 100 to 10000; the default is used'],
    ['ct=10001', 'write a whole number from 100 to 10000; the default is used'],
    ['rt=99', 'write a whole number from 100 to 15000; the default is used'],
    ['rt=15001', 'write a whole number from 100 to 15000; the default is used'],
    ['tt=99', 'write a whole number from 100 to 15000; the default is used'],
    ['tt=15001', 'write a whole number from 100 to 15000; the default is used'],
    ['rc=6', 'write a whole number from 0 to 5; the default is used'],
    ['rc=-1', 'write a whole number from 0 to 5; the default is used'],
    ['ct=', 'write a whole number from 100 to 10000; the default is used'],
    ['ct=1e3', 'write a whole number from 100 to 10000; the default is used'],
    ['ct=1000.5', 'write a whole number from 100 to 10000; the default is used'],
    ['ct=1s', 'write a whole number from 100 to 10000; the default is used'],
    ['sni=no', 'write y or n; y is used'],
  ])('counts as its default, with a warning: #%s', (fragment, complaint) => {
    const { overrides, diagnostics } = read(fragment);
    expect(overrides).toEqual(NO_OVERRIDES);
    expect(diagnostics).toMatchObject([
      {
        rule: 'connection-override',
        code: null,
        level: 'warning',
        url: `${VOICE}#${fragment}`,
        message: `the connection overrides of ${VOICE}#${fragment}: ${fragment}: ${complaint}`,
      },
    ]);
  });

  it('of a key that is none is ignored, with a warning that names those that are known', () => {
    expect(read('timeout=5')).toMatchObject({
      overrides: NO_OVERRIDES,
      diagnostics: [
        {
          rule: 'connection-override',
          level: 'warning',
          message: expect.stringContaining(
            '"timeout" is no connection override; it is ignored (known: ct rt tt rc rp sni e)',
          ),
        },
      ],
    });
  });

  it('leaves the others as they are', () => {
    const { overrides, diagnostics } = read('ct=1&rc=2&x=1');
    expect(overrides).toEqual({ ...NO_OVERRIDES, retries: 2 });
    expect(diagnostics).toHaveLength(2);
  });

  it.each([
    ['e=moscow', 11240, '"moscow" is no edge location'],
    ['e=dublin,ashburn_', 11240, '"ashburn_" is no edge location'],
    ['e=', 11240, '"" is no edge location'],
    ['e=ashburn-ix', 11242, 'ashburn-ix needs Twilio Interconnect'],
    ['e=dublin,london-ix', 11242, 'london-ix needs Twilio Interconnect'],
    ['rp=3xx', 11243, '"3xx" is no retry policy'],
    ['rp=5xx,always', 11243, '"always" is no retry policy'],
    ['rp=', 11243, '"" is no retry policy'],
  ])('of #%s is error %i', (fragment, code, complaint) => {
    const { diagnostics } = read(fragment);
    expect(diagnostics).toMatchObject([{ code, level: 'error', url: `${VOICE}#${fragment}` }]);
    expect(diagnostics[0]?.message).toContain(complaint);
    expect(diagnostics[0]?.help).not.toBeNull();
  });

  it.each([
    ['rp=3xx', 11243],
    ['e=moscow', 11240],
    ['e=london-ix', 11242],
  ])('of #%s fails the request with %i: nothing is sent', (fragment, code) => {
    const followed = follow([], { request: { url: `${VOICE}#${fragment}` } });
    expect(followed.wire).toEqual([]);
    expect(followed.done.content).toBeNull();
    expect(codes(followed)).toEqual([code]);
  });

  it('that only gives a warning does not keep the request back; the warning comes before the rest', () => {
    const followed = follow([answer({ status: 500 })], { request: { url: `${VOICE}#ct=1` } });
    expect(codes(followed)).toEqual(['connection-override', 11200]);
  });

  it('never makes reading fail, whatever the fragment is', () => {
    const key = fc.constantFrom('ct', 'rt', 'tt', 'rc', 'rp', 'sni', 'e', '__proto__', '');
    const pair = fc.tuple(key, fc.string()).map(([name, value]) => `${name}=${value}`);
    fc.assert(
      fc.property(fc.array(fc.oneof(pair, fc.string())), (parts) => {
        const { overrides } = read(parts.join('&'));
        expect(overrides.connectTimeoutMs).toBeGreaterThanOrEqual(100);
        expect(overrides.connectTimeoutMs).toBeLessThanOrEqual(10_000);
        expect(overrides.retries).toBeGreaterThanOrEqual(0);
        expect(overrides.retries).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe('a fragment', () => {
  const url = `${VOICE}?a=1#ct=300&rt=400&sni=n&tt=9000`;

  it('never goes on the wire, nor into the signature', () => {
    for (const method of ['GET', 'POST'] as const) {
      const { done, wire } = follow([answer()], { request: { url, method, own: [], standard: [] } });
      expect(wire.map(([, asked]) => asked)).toEqual([`${VOICE}?a=1`]);
      expect(JSON.stringify(done.hops.map(({ request }) => request))).not.toContain('sni=n');
    }
    expect(signedUrl(url)).toBe(`${VOICE}?a=1`);
  });

  it('tells the hop its limits', () => {
    const { done } = follow([answer()], { request: { url } });
    expect(done.hops[0]?.request).toMatchObject({
      timeoutMs: 9_000,
      connectTimeoutMs: 300,
      readTimeoutMs: 400,
      sni: false,
    });
  });

  it('of the first URL holds for the hops that redirects lead to; that of a Location says nothing', () => {
    const { done } = follow([redirect(302, '/next#ct=500&rp=nonsense'), answer()], { request: { url } });
    expect(done.hops.map(({ request }) => request.connectTimeoutMs)).toEqual([300, 300]);
    expect(done.hops[1]?.request.url).not.toContain('#');
  });
});

describe('the total time', () => {
  const slow = (durationMs: number) => ({ ...redirect(307, '/voice'), durationMs });
  const asked = (fragment: string, timeoutMs: number | null) =>
    follow([slow(1_000), answer()], {
      request: { url: `${VOICE}#${fragment}` },
      rules: { timeoutMs },
    }).done.hops.map(({ request }) => request.timeoutMs);

  it('tt is for the whole exchange', () => {
    expect(asked('tt=4000', 15_000)).toEqual([4_000, 3_000]);
  });

  it('cannot be raised above the session’s: "15 s is a hard ceiling over everything"', () => {
    expect(asked('tt=14000', 5_000)).toEqual([5_000, 4_000]);
  });

  it('is that of the URL when the session has none', () => {
    expect(asked('tt=4000', null)).toEqual([4_000, 3_000]);
    expect(asked('rc=1', null)).toEqual([null, null]);
  });

  const code = (fragment: string, timeoutMs: number | null = 15_000) =>
    codes(
      follow([failed('timeout', '', { durationMs: 5_000 })], {
        request: { url: `${VOICE}#${fragment}` },
        rules: { timeoutMs },
      }),
    );

  it('that runs out is 11203 only when the URL set it with tt, else 11205', () => {
    expect(code('tt=5000')).toEqual([11203]);
    expect(code('tt=5000', null)).toEqual([11203]);
    expect(code('rt=5000')).toEqual([11205]);
    expect(code('')).toEqual([11205]);
  });

  it('of the session that runs out before that of the URL is 11205', () => {
    expect(code('tt=9000', 5_000)).toEqual([11205]);
  });
});
