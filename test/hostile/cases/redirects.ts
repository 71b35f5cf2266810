import { expect } from 'vitest';
import { answer, HI, NOTHING, redirect, turns, twiml } from '../answers.ts';
import type { HostileCase, Seen } from '../hostile-case.ts';
import type { Answer, App } from '../hostile-server.ts';
import { nobody } from './connection.ts';

const to = (status: number, location: string): Answer => redirect(status, `Location: ${location}`);

/** `/voice`, `/1`, `/2` ... redirect to each other so many times; the last one says Hi. */
function chain(redirects: number): App {
  const path = (index: number) => (index === 0 ? '/voice' : `/${index}`);
  return Object.fromEntries(
    Array.from({ length: redirects + 1 }, (_, index) => [
      path(index),
      index === redirects ? HI : to(301 + (index % 3), path(index + 1)),
    ]),
  );
}

const TEN = Array.from({ length: 10 }, (_, index) => 301 + (index % 3)).join(' ');

/** A menu whose action is redirected. */
const menu = (status: number, location: string, method = 'POST') => ({
  app: {
    '/voice': twiml(`<Gather numDigits="1" action="/pressed" method="${method}"/>`),
    '/pressed': to(status, location),
    '/next': HI,
  },
  hops: ['200', `${status} 200`],
});

/** What the redirect's target was asked with. */
const askedNext = ({ server }: Seen) => {
  const next = server.asked.find(({ path }) => path === '/next');
  return {
    method: next?.method,
    digits: next?.params.get('Digits') ?? null,
    call: next?.params.has('CallSid'),
  };
};

const PRESSED = ['--caller', 'press 5'];

export const redirects: readonly HostileCase[] = [
  { title: 'ten redirects are followed', app: chain(10), hops: [`${TEN} 200`] },
  { title: 'the eleventh redirect is one too many', app: chain(11), code: 11215, hops: [`${TEN} 302`] },
  {
    title: 'a page that redirects to itself is one too many in the end',
    app: { '/voice': to(302, '/voice') },
    code: 11215,
    hops: [Array.from({ length: 11 }, () => '302').join(' ')],
  },
  {
    title: 'two pages that redirect to each other are one too many in the end',
    app: { '/voice': to(307, '/other'), '/other': to(307, '/voice') },
    code: 11215,
    hops: [Array.from({ length: 11 }, () => '307').join(' ')],
  },
  {
    title: 'a page that redirects to itself once is fine',
    app: { '/voice': turns(to(307, '/voice'), HI) },
    hops: ['307 200'],
  },
  ...[301, 302, 303].map((status) => ({
    title: `a ${status} leads to a GET with the standard parameters and without Digits, told by name`,
    ...menu(status, '/next'),
    args: PRESSED,
    told: ['info lost-by-redirect'],
    also: (seen: Seen) => {
      expect(askedNext(seen)).toEqual({ method: 'GET', digits: null, call: true });
      expect(seen.run.of('diagnostic')[0]?.message).toContain('Digits');
    },
  })),
  {
    title: 'a 307 repeats method and parameters',
    ...menu(307, '/next'),
    args: PRESSED,
    also: (seen) => expect(askedNext(seen)).toEqual({ method: 'POST', digits: '5', call: true }),
  },
  {
    title: 'a 307 of a GET repeats it',
    ...menu(307, '/next', 'GET'),
    args: PRESSED,
    also: (seen) => expect(askedNext(seen)).toEqual({ method: 'GET', digits: '5', call: true }),
  },
  {
    title: 'a 307 loses Digits with --redirect-307 drop, told by name',
    ...menu(307, '/next'),
    args: [...PRESSED, '--redirect-307', 'drop'],
    told: ['info lost-by-redirect'],
    also: (seen) => expect(askedNext(seen)).toEqual({ method: 'POST', digits: null, call: true }),
  },
  {
    title: 'Digits that a 302 lost do not come back on a later 307',
    app: {
      '/voice': twiml('<Gather numDigits="1" action="/pressed"/>'),
      '/pressed': to(302, '/middle'),
      '/middle': to(307, '/next'),
      '/next': HI,
    },
    args: PRESSED,
    hops: ['200', '302 307 200'],
    told: ['info lost-by-redirect'],
    also: (seen) => expect(askedNext(seen)).toEqual({ method: 'GET', digits: null, call: true }),
  },
  ...[300, 304, 305, 306, 308, 399].map((status) => ({
    title: `a ${status} is an invalid redirect`,
    app: { '/voice': to(status, '/next'), '/next': HI },
    code: 11216,
    hops: [String(status)],
  })),
  {
    title: 'a redirect without Location is invalid',
    app: { '/voice': redirect(302) },
    code: 11216,
    hops: ['302'],
  },
  ...[
    '',
    ' ',
    'ftp://app.test/x',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://',
    'https://a b/',
    'http://[::1',
    '//',
  ].map((location) => ({
    title: `a redirect to "${location}" is invalid`,
    app: { '/voice': to(302, location) },
    code: 11216,
    hops: ['302'],
  })),
  ...[
    ['an absolute path', '/deep/next'],
    ['a relative path', 'next'],
    ['a relative path upwards', '../../deep/next'],
    ['a path with a query and a fragment', '/deep/next?a=1#rc=0'],
  ].map(([what, location = '']) => ({
    title: `a redirect to ${what} is followed`,
    app: { '/deep/voice': to(302, location), '/deep/next': HI },
    target: '{origin}/deep/voice',
    hops: ['302 200'],
    asked: ['POST /deep/voice', 'GET /deep/next'],
  })),
  {
    title: 'a redirect to another host without a scheme is followed',
    app: { '/voice': ({ origin }) => to(302, `${origin.replace('http:', '')}/next`), '/next': HI },
    hops: ['302 200'],
  },
  {
    title: 'a redirect to a path beyond ASCII is followed, whoever encodes it',
    app: { '/voice': to(302, Buffer.from('/grün').toString('latin1')), '/gr%C3%BCn': HI },
    hops: ['302 200'],
  },
  {
    title: 'a redirect with a long address is followed',
    app: { '/voice': to(302, `/next?a=${'x'.repeat(30_000)}`), '/next': HI },
    hops: ['302 200'],
  },
  {
    title: 'of two Locations the first counts',
    app: { '/voice': redirect(302, 'Location: /next', 'Location: /other'), '/next': HI },
    hops: ['302 200'],
  },
  {
    title: 'a redirect to a port where nobody listens is refused, twice',
    beside: nobody,
    app: (dead) => ({ '/voice': to(302, `${dead}/next`) }),
    code: 11202,
    hops: ['302 refused refused#2'],
  },
  {
    title: 'a redirect to a host that nobody knows fails there',
    app: { '/voice': to(302, `http://${'a'.repeat(64)}.invalid/`) },
    code: 11210,
    hops: ['302 host-not-found'],
  },
  {
    title: 'a redirect that leads to an error page has its code',
    app: { '/voice': to(302, '/gone') },
    code: 11200,
    hops: ['302 404'],
  },
  {
    title: 'a redirect may come on the last attempt',
    app: { '/voice': turns(answer(503, []), to(302, '/next')), '/next': turns(answer(503, []), HI) },
    target: '{origin}/voice#rp=5xx',
    hops: ['503 302#2 503 200#2'],
  },
  {
    title: 'a redirect with a body without an end is followed, and not read on',
    app: {
      '/voice': (_asked, socket) => {
        socket.write(`HTTP/1.1 302 Found\r\nLocation: /next\r\n\r\n${'x'.repeat(200_000)}`);
        return undefined;
      },
      '/next': HI,
    },
    hops: ['302 200'],
  },
  {
    title: 'a redirect whose target never answers has the code of that',
    app: { '/voice': to(302, '/next'), '/next': NOTHING },
    target: '{origin}/voice#rt=100',
    code: 11205,
    hops: ['302 read-timeout'],
  },
];
