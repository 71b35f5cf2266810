import { expect } from 'vitest';
import { answer, HI, redirect, turns, twiml } from '../answers.ts';
import type { HostileCase, Seen } from '../hostile-case.ts';

/** A document that sets cookies and goes on to one that is fine. */
const setting = (...cookies: readonly string[]) => ({
  app: {
    '/voice': twiml('<Redirect>/next</Redirect>', ...cookies.map((cookie) => `Set-Cookie: ${cookie}`)),
    '/next': HI,
  },
  hops: ['200', '200'],
});

/** What the second request carried. */
const sent = ({ server }: Seen) =>
  server.asked.find(({ path }) => path === '/next')?.headers.get('cookie') ?? null;

const sends = (cookie: string | null) => (seen: Seen) => expect(sent(seen)).toBe(cookie);

/** Why the first answer's cookie was not taken. */
const rejected = (reason: string) => (seen: Seen) => {
  expect(sent(seen)).toBeNull();
  expect(seen.run.of('exchange')[0]?.hops[0]?.cookiesRejected[0]?.reason).toContain(reason);
};

const FIFTY = Array.from({ length: 50 }, (_, index) => `c${index}=${index}`);
const LARGE = `big=${'x'.repeat(8_188)}`;

export const cookies: readonly HostileCase[] = [
  { title: 'a cookie comes back', ...setting('a=1'), also: sends('a=1') },
  { title: 'fifty cookies come back', ...setting(...FIFTY), also: sends(FIFTY.join('; ')) },
  { title: 'a cookie of 8 kB comes back', ...setting(LARGE), also: sends(LARGE) },
  {
    title: 'a cookie with bytes beyond ASCII comes back as the same bytes',
    ...setting('a=\xfc\xff'),
    also: sends('a=\xfc\xff'),
  },
  {
    title: 'cookies with names of built-in properties are cookies',
    ...setting('__proto__=1', 'constructor=2'),
    also: (seen) => {
      sends('__proto__=1; constructor=2')(seen);
      expect(Object.keys(seen.run.of('exchange')[1]?.hops[0]?.cookiesSent ?? {})).toEqual([
        '__proto__',
        'constructor',
      ]);
    },
  },
  ...[
    ['with an empty name', '=x'],
    ['with an empty name and an empty value', '='],
    ['with a tab in its value', 'a=b\tc'],
    ['with a tab in its name', 'a\tb=c'],
  ].map(([what, cookie]) => ({
    title: `a cookie ${what} violates the protocol`,
    app: { '/voice': twiml('<Say>Hi</Say>', `Set-Cookie: ${cookie}`) },
    code: 11206,
  })),
  ...['\r', '\v', '\f'].map((byte) => ({
    title: `a cookie with the control character ${byte.charCodeAt(0)} violates the protocol`,
    app: { '/voice': twiml('<Say>Hi</Say>', `Set-Cookie: a=b${byte}c`) },
    code: 11206,
    hops: ['malformed'],
    exitCode: 3,
  })),
  {
    title: 'a cookie that violates the protocol does so on a redirect too',
    app: { '/voice': redirect(302, 'Location: /next', 'Set-Cookie: =x'), '/next': HI },
    code: 11206,
    hops: ['302'],
  },
  {
    title: 'a cookie that violates the protocol does so on an error page too',
    app: { '/voice': answer(500, ['Set-Cookie: a=b\tc'], 'oops') },
    code: 11206,
    hops: ['500'],
  },
  {
    title: 'a tab behind the value is no part of the cookie',
    ...setting('a=1; Path=/\t; HttpOnly'),
    also: sends('a=1'),
  },
  {
    title: 'what is no cookie at all is passed over',
    ...setting('nonsense'),
    also: rejected('no name=value'),
  },
  { title: 'an empty cookie is passed over', ...setting(''), also: sends(null) },
  { title: 'a cookie with an empty value is one', ...setting('a='), also: sends('a=') },
  ...['example.com', '.com', '0.0.1', '127.0.0.2'].map((domain) => ({
    title: `a cookie for the foreign Domain ${domain} is not taken`,
    ...setting(`a=1; Domain=${domain}`),
    also: rejected('does not cover the host'),
  })),
  { title: 'a cookie for its own host is taken', ...setting('a=1; Domain=127.0.0.1'), also: sends('a=1') },
  {
    title: 'a Secure cookie over plain HTTP is not taken',
    ...setting('a=1; Secure'),
    also: rejected('not https'),
  },
  ...['__Host-a=1', '__Host-a=1; Path=/', '__Host-a=1; Secure; Path=/', '__Secure-a=1'].map((cookie) => ({
    title: `"${cookie}" over plain HTTP is not taken`,
    ...setting(cookie),
    also: (seen: Seen) => expect(sent(seen)).toBeNull(),
  })),
  { title: 'a cookie for another path stays at home', ...setting('a=1; Path=/other'), also: sends(null) },
  { title: 'a cookie that has expired is gone', ...setting('a=1', 'a=; Max-Age=0'), also: sends(null) },
  {
    title: 'times without sense are no times',
    ...setting(
      'a=1; Expires=tomorrow',
      'b=2; Max-Age=soon',
      `c=3; Max-Age=${'9'.repeat(400)}`,
      'd=4; Expires=Fri, 31 Dec 9999 23:59:59 GMT',
    ),
    also: sends('a=1; b=2; c=3; d=4'),
  },
  {
    title: 'a Date without sense does not move the end of a cookie',
    app: {
      '/voice': twiml(
        '<Redirect>/next</Redirect>',
        'Date: yesterday',
        'Set-Cookie: a=1; Expires=Fri, 31 Dec 9999 23:59:59 GMT',
      ),
      '/next': HI,
    },
    hops: ['200', '200'],
    also: sends('a=1'),
  },
  {
    title: 'a cookie that is set by a redirect comes back on the next hop',
    app: { '/voice': redirect(302, 'Location: /next', 'Set-Cookie: a=1'), '/next': HI },
    hops: ['302 200'],
    also: sends('a=1'),
  },
  {
    title: 'a cookie that is set by an attempt that failed comes back with the next one',
    app: { '/voice': turns(answer(503, ['Set-Cookie: a=1']), HI) },
    target: '{origin}/voice#rp=5xx',
    hops: ['503 200#2'],
    also: ({ server }) => expect(server.asked.at(-1)?.headers.get('cookie')).toBe('a=1'),
  },
  {
    title: 'a cookie does not go to another host',
    beside: async (stage) =>
      (
        await stage.serve({
          '/next': ({ headers }) => (headers.has('cookie') ? twiml('<Say>stolen</Say>') : HI),
        })
      ).origin.replace('127.0.0.1', 'localhost'),
    app: (beside) => ({ '/voice': redirect(302, `Location: ${beside}/next`, 'Set-Cookie: a=1') }),
    hops: ['302 200'],
  },
];
