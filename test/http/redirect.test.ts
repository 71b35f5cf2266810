import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../src/errors/diagnostic.ts';
import { followRedirect, isRedirect, lostByRedirect } from '../../src/http/redirect.ts';
import { answer, redirect } from './builders.ts';

const FROM = { method: 'POST', url: 'https://app.test/voice/menu?lang=en', redirects: 0 } as const;
const follow = (status: number, location = '/next', method: 'GET' | 'POST' = 'POST', drop307 = false) =>
  followRedirect({ ...FROM, method }, redirect(status, location), drop307);

/** Where a Location leads from `https://app.test/voice/menu?lang=en`. */
function target(location: string): string {
  const next = follow(302, location);
  if (!next.ok) throw new Error(next.diagnostic.message);
  return next.url;
}

/** Why an answer is not followed. */
function refused(response: ReturnType<typeof answer>, redirects = 0) {
  const next = followRedirect({ ...FROM, redirects }, response, false);
  if (next.ok) throw new Error(`followed to ${next.url}`);
  return next.diagnostic;
}

describe('isRedirect', () => {
  it('is true for every 3xx, followed or not', () => {
    expect([299, 300, 302, 304, 308, 399, 400].filter(isRedirect)).toEqual([300, 302, 304, 308, 399]);
  });
});

describe('the statuses that are followed: 301, 302, 303 and 307 (error dictionary, 11216)', () => {
  it.each([301, 302, 303])('%i: the follow-up is a GET without the verb’s own parameters', (status) => {
    const next = { ok: true, method: 'GET', url: 'https://app.test/next', keepsOwn: false };
    expect(follow(status, '/next', 'POST')).toEqual(next);
    expect(follow(status, '/next', 'GET')).toEqual(next);
  });

  it.each(['GET', 'POST'] as const)('307: a %s stays one and keeps all parameters', (method) => {
    expect(follow(307, '/next', method)).toEqual({
      ok: true,
      method,
      url: 'https://app.test/next',
      keepsOwn: true,
    });
  });

  it('307 with drop307: the method stays, the verb’s own parameters are lost', () => {
    expect(follow(307, '/next', 'POST', true)).toEqual({
      ok: true,
      method: 'POST',
      url: 'https://app.test/next',
      keepsOwn: false,
    });
  });
});

describe('other statuses fail with 11216', () => {
  it.each([300, 305, 306, 308, 399])('%i', (status) => {
    expect(refused(redirect(status, '/next'))).toEqual(
      diagnostic({
        code: 11216,
        level: 'error',
        message: `https://app.test/voice/menu?lang=en answered with the redirect status ${status}, which is not followed`,
        help: 'use 301, 302, 303 or 307; 308 is not followed',
        url: FROM.url,
      }),
    );
  });

  it('304: "without cached copy"', () => {
    expect(refused(answer({ status: 304, body: '' }))).toMatchObject({
      code: 11216,
      help: 'a 304 needs a conditional request, and this one was none',
    });
  });
});

describe('Location', () => {
  it.each([
    ['absolute', 'http://other.test/x?a=1', 'http://other.test/x?a=1'],
    ['absolute on another port', 'https://app.test:8443/x', 'https://app.test:8443/x'],
    ['relative to the root', '/x', 'https://app.test/x'],
    ['relative to the path', 'x', 'https://app.test/voice/x'],
    ['relative upwards', '../x', 'https://app.test/x'],
    ['a query alone', '?a=1', 'https://app.test/voice/menu?a=1'],
    ['relative to the protocol', '//other.test/x', 'https://other.test/x'],
    ['in capitals', 'HTTPS://APP.TEST/X', 'https://APP.TEST/X'],
    ['with a fragment', '/x#rc=2', 'https://app.test/x#rc=2'],
    ['with spaces around and inside', ' /a b ', 'https://app.test/a%20b'],
    ['encoded', '/a%2Fb?c=%20+', 'https://app.test/a%2Fb?c=%20+'],
  ])('may be %s', (_what, location, url) => {
    expect(target(location)).toBe(url);
  });

  it('of bytes beyond ASCII is UTF-8 where it can be, as browsers take it', () => {
    expect(target('/gr\u00C3\u00BCn')).toBe('https://app.test/gr%C3%BCn');
    expect(target('/gr\u00FCn')).toBe('https://app.test/gr%C3%BCn');
  });

  it.each([
    '',
    'ftp://app.test/x',
    'mailto:a@app.test',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://',
    'https://a b/',
  ])('"%s" is not a valid URL: 11216', (location) => {
    expect(refused(redirect(302, location))).toMatchObject({
      code: 11216,
      level: 'error',
      message: `https://app.test/voice/menu?lang=en redirects (302) to "${location}", which is no http(s) URL`,
      help: 'send an absolute or relative URL in Location',
      url: FROM.url,
    });
  });

  it('missing: 11216', () => {
    expect(refused(answer({ status: 301, headers: [], body: '' }))).toMatchObject({
      code: 11216,
      message: 'https://app.test/voice/menu?lang=en redirects (301) without a Location header',
    });
  });
});

describe('the limit: "10 hops; the next one fails with 11215"', () => {
  it('follows the tenth', () => {
    expect(followRedirect({ ...FROM, redirects: 9 }, redirect(302, '/x'), false)).toMatchObject({ ok: true });
  });

  it('refuses the eleventh', () => {
    expect(refused(redirect(302, '/x'), 10)).toMatchObject({
      code: 11215,
      level: 'error',
      message:
        'more than 10 HTTP redirects, the last one from https://app.test/voice/menu?lang=en to https://app.test/x',
      help: 'two routes that redirect to each other, or a login page that never lets the request through?',
      url: FROM.url,
    });
  });

  it('comes second to a redirect that could not be followed anyway', () => {
    expect(refused(redirect(308, '/x'), 10).code).toBe(11216);
  });
});

describe('what a redirect loses', () => {
  const FROM_TO = ['http://app.test/a', 'http://app.test/a/'] as const;

  it('is told by name, with the usual cause', () => {
    const own = [
      ['Digits', '1'],
      ['RecordingUrl', 'x'],
    ] as const;
    expect(lostByRedirect(...FROM_TO, 301, own)).toEqual(
      diagnostic({
        rule: 'lost-by-redirect',
        level: 'info',
        message:
          'the 301 from http://app.test/a to http://app.test/a/ loses the parameters Digits, RecordingUrl',
        help: 'if the next page needs them, answer with TwiML directly or put them into the Location; a trailing slash or a redirect to https is the usual cause',
        url: 'http://app.test/a',
      }),
    );
  });

  it('is nothing for a request without parameters of its own', () => {
    expect(lostByRedirect(...FROM_TO, 301, [])).toBeNull();
  });
});
