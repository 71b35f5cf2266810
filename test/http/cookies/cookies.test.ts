import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CookieRecord,
  cookieHeader,
  cookiesFor,
  cookiesWithheld,
  isViolation,
  type Jar,
  receiveCookies,
} from '../../../src/http/cookies/cookies.ts';
import { DATE, frozen, httpDate, recorded } from '../builders.ts';

const URL_SET = 'https://app.test/voice/menu';
const NOON = { now: 12_000, date: DATE };

const receive = (jar: Jar, headers: readonly string[], url = URL_SET, time = NOON) =>
  receiveCookies(frozen(jar), url, headers, time);

/** The one cookie that a header sets. */
function set(header: string, url = URL_SET, time = NOON): CookieRecord {
  const { changes } = receive([], [header], url, time);
  const [change] = changes;
  if (change?.type !== 'set') throw new Error(`not set: ${JSON.stringify(change)}`);
  return change.cookie;
}

/** Why a header is rejected. */
function rejected(header: string, url = URL_SET): string {
  const { jar, changes } = receive([], [header], url);
  expect(jar).toEqual([]);
  const [change] = changes;
  if (change?.type !== 'rejected') throw new Error(`not rejected: ${JSON.stringify(change)}`);
  expect(change.header).toBe(header);
  return change.reason;
}

/** What goes back to a URL after some headers. */
const sent = (headers: readonly string[], url: string, from = URL_SET, now = NOON.now) =>
  cookieHeader(cookiesFor(receive([], headers, from).jar, url, now));

describe('a cookie', () => {
  it('is plain data with all that its header says', () => {
    expect(set('id=42; Path=/voice; Domain=app.test; Secure; HttpOnly; Max-Age=60; SameSite=Lax')).toEqual({
      name: 'id',
      value: '42',
      domain: 'app.test',
      hostOnly: false,
      path: '/voice',
      secure: true,
      httpOnly: true,
      expiresAt: 72_000,
      createdAt: 12_000,
    });
  });

  it('lives as long as the call and goes to its host alone when its header says no more', () => {
    expect(set('id=42')).toEqual({
      name: 'id',
      value: '42',
      domain: 'app.test',
      hostOnly: true,
      path: '/voice',
      secure: false,
      httpOnly: false,
      expiresAt: null,
      createdAt: 12_000,
    });
  });

  it.each([
    ['id=', ''],
    ['id=a=b', 'a=b'],
    ['id="a b"', '"a b"'],
    ['  id  =  a  ', 'a'],
    ['id=a;', 'a'],
    ['id=a; Unknown=x; ;', 'a'],
  ])('%s has the value %s', (header, value) => {
    expect(set(header)).toMatchObject({ name: 'id', value });
  });
});

describe('RFC 6265 section 5.1.3: domain matching', () => {
  it.each([
    ['https://app.test/voice', 'id=1'],
    ['https://a.app.test/voice', null],
    ['https://test/voice', null],
    ['https://other.test/voice', null],
    ['https://APP.TEST/voice', 'id=1'],
    ['https://app.test:8443/voice', 'id=1'],
  ])('a cookie without Domain: %s gets %s', (url, header) => {
    expect(sent(['id=1'], url)).toBe(header);
  });

  it.each([
    ['https://app.test/voice', 'id=1'],
    ['https://a.app.test/voice', 'id=1'],
    ['https://a.b.app.test/voice', 'id=1'],
    ['https://myapp.test/voice', null],
    ['https://app.test.evil.test/voice', null],
  ])('a cookie with Domain=.app.test: %s gets %s', (url, header) => {
    expect(sent(['id=1; Domain=.APP.test'], url)).toBe(header);
  });

  it.each(['http://127.0.0.1:3000/voice', 'http://[::1]:3000/voice', 'http://localhost:3000/voice'])(
    'a cookie of %s goes back there, whatever the port',
    (url) => {
      expect(sent(['id=1'], url, url)).toBe('id=1');
      expect(sent(['id=1'], url.replace('3000', '4000'), url)).toBe('id=1');
    },
  );

  it('an address has no subdomains', () => {
    expect(sent(['id=1; Domain=0.0.1'], 'http://127.0.0.1/voice', 'http://127.0.0.1/voice')).toBeNull();
  });
});

describe('RFC 6265 section 5.1.4: path matching', () => {
  it.each([
    ['/', '/'],
    ['/voice', '/'],
    ['/voice/', '/voice'],
    ['/voice/menu', '/voice'],
    ['/voice/menu/a', '/voice/menu'],
    ['/voice/menu?next=/x/y', '/voice'],
  ])('the default path of %s is %s', (path, defaultPath) => {
    expect(set('id=1', `https://app.test${path}`).path).toBe(defaultPath);
  });

  it.each(['Path=voice', 'Path=', 'Path'])('%s is no path: the default path stands', (attribute) => {
    expect(set(`id=1; ${attribute}`).path).toBe('/voice');
  });

  it.each([
    ['/voice', 'id=1'],
    ['/voice/', 'id=1'],
    ['/voice/menu', 'id=1'],
    ['/voicemail', null],
    ['/', null],
    ['/VOICE', null],
  ])('a cookie with Path=/voice: %s gets %s', (path, header) => {
    expect(sent(['id=1; Path=/voice'], `https://app.test${path}`)).toBe(header);
  });

  it('the query is no part of the path', () => {
    expect(sent(['id=1; Path=/voice'], 'https://app.test/other?x=/voice')).toBeNull();
  });
});

describe('RFC 6265 section 5.2.2 and 5.3: how long a cookie lives', () => {
  it('Max-Age counts seconds from now on the session’s clock', () => {
    const header = ['id=1; Max-Age=10'];
    expect(sent(header, URL_SET, URL_SET, 21_999)).toBe('id=1');
    expect(sent(header, URL_SET, URL_SET, 22_000)).toBeNull();
  });

  it('"Max-Age has precedence over Expires"', () => {
    expect(set(`id=1; Max-Age=10; Expires=${httpDate(5)}`).expiresAt).toBe(22_000);
    expect(set(`id=1; Expires=${httpDate(5)}; Max-Age=10`).expiresAt).toBe(22_000);
  });

  it('Expires is an age relative to the Date of the answer, whatever the clock of the server says', () => {
    const date = Date.UTC(2031, 5, 1);
    const expires = new Date(date + 30_000).toUTCString();
    expect(set(`id=1; Expires=${expires}`, URL_SET, { now: 1_000, date }).expiresAt).toBe(31_000);
  });

  it.each(['Expires=never', 'Expires=', 'Max-Age=soon', 'Max-Age=', 'Max-Age=1.5'])(
    '%s says nothing: the cookie lives as long as the call',
    (attribute) => {
      expect(set(`id=1; ${attribute}`).expiresAt).toBeNull();
    },
  );

  it('a Max-Age beyond all numbers is for ever, and survives a recording', () => {
    for (const age of ['9'.repeat(400), `1${'0'.repeat(307)}`]) {
      const cookie = set(`id=1; Max-Age=${age}`);
      expect(cookie.expiresAt).toBeNull();
      expect(recorded(cookie)).toEqual(cookie);
    }
  });

  it.each([
    'Max-Age=0',
    'Max-Age=-1',
    `Max-Age=-${'9'.repeat(400)}`,
    `Expires=${httpDate(-1)}`,
    'Expires=Thu, 01 Jan 1970 00:00:00 GMT',
  ])('%s removes a cookie', (attribute) => {
    const { jar } = receive([], ['id=1', 'other=2']);
    const removed = receive(jar, [`id=gone; ${attribute}`]);
    expect(removed.jar.map(({ name }) => name)).toEqual(['other']);
    expect(removed.changes).toEqual([{ type: 'removed', cookie: jar[0] }]);
  });

  it('removing what is not there changes nothing', () => {
    const { jar } = receive([], ['id=1']);
    expect(receive(jar, ['other=; Max-Age=0', 'id=; Max-Age=0; Path=/'])).toEqual({ jar, changes: [] });
  });
});

describe('RFC 6265 section 5.3: the storage model', () => {
  it('a cookie of the same name, domain and path takes the place of the old one and keeps its creation time', () => {
    const first = receive([], ['a=1', 'b=2']);
    const second = receive(first.jar, ['a=3'], URL_SET, { now: 50_000, date: DATE });
    expect(second.jar.map(({ name, value, createdAt }) => [name, value, createdAt])).toEqual([
      ['a', '3', 12_000],
      ['b', '2', 12_000],
    ]);
    expect(second.changes).toEqual([{ type: 'set', cookie: second.jar[0] }]);
  });

  it('another path or domain makes another cookie', () => {
    const { jar } = receive(
      [],
      ['a=1', 'a=2; Path=/', 'a=3; Path=/; Domain=app.test', 'a=4; Domain=app.test; Path=/voice'],
    );
    expect(jar.map(({ value }) => value)).toEqual(['4', '3']);
  });

  it('several cookies of one answer are taken in turn, rejected ones in between', () => {
    const { jar, changes } = receive([], ['a=1', 'nothing', 'b=2', 'a=; Max-Age=0']);
    expect(jar.map(({ name }) => name)).toEqual(['b']);
    expect(changes.map(({ type }) => type)).toEqual(['set', 'rejected', 'set', 'removed']);
  });

  it('an answer without cookies leaves the jar as it is', () => {
    const { jar } = receive([], ['a=1']);
    expect(receive(jar, []).jar).toEqual(jar);
  });

  it('a host that is itself a public suffix may name itself, which then means it alone (step 5)', () => {
    const cookie = set('id=1; Domain=github.io; Path=/', 'https://github.io/');
    expect(cookie).toMatchObject({ domain: 'github.io', hostOnly: true });
    expect(sent(['id=1; Domain=github.io; Path=/'], 'https://a.github.io/', 'https://github.io/')).toBeNull();
  });
});

describe('RFC 6265 section 5.4: the Cookie header', () => {
  it('has longer paths first, then older cookies first', () => {
    const first = receive([], ['old=1; Path=/', 'deep=2; Path=/voice', 'new=3; Path=/']);
    const second = receive(first.jar, ['later=4; Path=/', 'old=5; Path=/'], URL_SET, {
      now: 99_000,
      date: DATE,
    });
    expect(cookieHeader(cookiesFor(second.jar, URL_SET, 99_000))).toBe('deep=2; old=5; new=3; later=4');
  });

  it('keeps a cookie that is set again in its place, though on the virtual clock all are set at once', () => {
    expect(sent(['a=1', 'b=2', 'a=3'], URL_SET)).toBe('a=3; b=2');
  });

  it('is not sent without cookies', () => {
    expect(cookieHeader([])).toBeNull();
  });

  it('carries Secure cookies over https alone', () => {
    expect(sent(['id=1; Secure'], 'https://app.test/voice')).toBe('id=1');
    expect(sent(['id=1; Secure'], 'http://app.test/voice')).toBeNull();
  });
});

describe('a rejected cookie says why', () => {
  it.each([
    ['nothing', 'it is not a cookie: no name=value at its start'],
    ['', 'it is not a cookie: no name=value at its start'],
    ['; Path=/', 'it is not a cookie: no name=value at its start'],
    ['=value', 'its name is empty'],
    ['  =value; Path=/', 'its name is empty'],
    ['id=a\tb', 'its name or value holds a control character'],
    ['id=a\vb; Path=/', 'its name or value holds a control character'],
    ['id=1; Domain=other.test', 'its Domain other.test does not cover the host app.test'],
    ['id=1; Domain=a.app.test', 'its Domain a.app.test does not cover the host app.test'],
    ['id=1; Domain=pp.test', 'its Domain pp.test does not cover the host app.test'],
    ['__Secure-id=1', 'a __Secure- cookie must be Secure'],
    ['__SECURE-id=1', 'a __Secure- cookie must be Secure'],
    ['__host-id=1; Path=/', 'a __Host- cookie must be Secure, with Path=/ and without Domain'],
    ['__Host-id=1; Secure', 'a __Host- cookie must be Secure, with Path=/ and without Domain'],
    ['__Host-id=1; Path=/', 'a __Host- cookie must be Secure, with Path=/ and without Domain'],
    [
      '__Host-id=1; Secure; Path=/; Domain=app.test',
      'a __Host- cookie must be Secure, with Path=/ and without Domain',
    ],
  ])('%s: %s', (header, reason) => {
    expect(rejected(header)).toBe(reason);
  });

  it('a Secure cookie of an answer that did not come over https', () => {
    expect(rejected('id=1; Secure', 'http://app.test/voice')).toBe('it is Secure, but this is not https');
  });

  it.each([
    ['https://shop.co.uk/', 'co.uk'],
    ['https://me.github.io/', 'github.io'],
    ['https://app.test/', 'test'],
    ['https://app.com/', 'com'],
  ])('of %s for the public suffix %s', (url, suffix) => {
    expect(rejected(`id=1; Domain=${suffix}`, url)).toBe(`its Domain ${suffix} is a public suffix`);
  });

  it('a __Host- cookie that keeps the rules is taken', () => {
    expect(set('__Host-id=1; Secure; Path=/')).toMatchObject({
      name: '__Host-id',
      hostOnly: true,
      path: '/',
    });
    expect(set('__Secure-id=1; Secure')).toMatchObject({ name: '__Secure-id', secure: true });
  });
});

describe('a violation of HTTP: "control characters or an empty name" (error dictionary, 11206)', () => {
  const violates = (header: string) => receive([], [header]).changes.some(isViolation);

  it.each(['=x', ' =x; Path=/', '=', 'a=b\tc', 'a\tb=c', 'a=b\vc', 'a=b\fc'])('is %j', (header) => {
    expect(violates(header)).toBe(true);
  });

  it.each([
    'a=b',
    'a=b\t',
    '\ta=b',
    'nothing',
    '',
    'a=\u0001',
    'a=b; Path=/\tx',
    'a=b; Secure; Domain=other.test',
  ])('is not %j', (header) => {
    expect(violates(header)).toBe(false);
  });
});

describe('a jar', () => {
  it('survives a recording, and is never changed in place', () => {
    const header = fc
      .tuple(
        fc.constantFrom('a', 'b', 'c', ''),
        fc.string({ maxLength: 5 }),
        fc.array(
          fc.constantFrom(
            'Path=/',
            'Path=/voice',
            'Domain=app.test',
            'Secure',
            'Max-Age=5',
            'Max-Age=0',
            `Expires=${httpDate(90)}`,
          ),
          { maxLength: 3 },
        ),
      )
      .map(([name, value, attributes]) => [`${name}=${value}`, ...attributes].join('; '));
    fc.assert(
      fc.property(fc.array(fc.array(header, { maxLength: 4 }), { maxLength: 4 }), (answers) => {
        let jar: Jar = [];
        answers.forEach((headers, i) => {
          const time = { now: i * 1_000, date: DATE };
          const next = receive(jar, headers, URL_SET, time);
          expect(receive(recorded(jar), headers, URL_SET, time)).toEqual(next);
          expect(recorded(next)).toEqual(next);
          jar = next.jar;
        });
        const keys = jar.map(({ name, domain, path }) => `${name} ${domain} ${path}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe('a cookie that is not sent', () => {
  const why = (url: string, now = NOON.now) => {
    const headers = [
      'a=1; Path=/other',
      'b=1; Secure; Path=/',
      'c=1; Domain=app.test; Path=/',
      'd=1; Path=/',
      'e=1; Path=/; Max-Age=60',
    ];
    const { jar } = receive([], headers, URL_SET);
    const withheld = cookiesWithheld(jar, url, now);
    expect(withheld.length + cookiesFor(jar, url, now).length).toBe(jar.length);
    return withheld.map(({ name, reason }) => `${name}: ${reason}`);
  };

  it('says by which of its attributes', () => {
    expect(why(URL_SET)).toEqual(['a: Path=/other']);
    expect(why('http://app.test/other')).toEqual(['b: Secure']);
    expect(why('https://api.app.test/other')).toEqual([
      'a: of app.test alone',
      'b: of app.test alone',
      'd: of app.test alone',
      'e: of app.test alone',
    ]);
    expect(why('https://else.test/other')).toContain('c: Domain=app.test');
    expect(why(URL_SET, NOON.now + 61_000)).toEqual(['a: Path=/other', 'e: expired']);
  });
});
