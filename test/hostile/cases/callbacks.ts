import { expect } from 'vitest';
import {
  answer,
  audio,
  chunked,
  closing,
  endless,
  HI,
  NOTHING,
  OK,
  redirect,
  resetting,
  turns,
  twiml,
  XML,
} from '../answers.ts';
import type { HostileCase } from '../hostile-case.ts';
import type { Answer } from '../hostile-server.ts';
import { nobody } from './connection.ts';

const EMPTY = Buffer.from('HTTP/1.1 204 No Content\r\n\r\n');

/** A call that is fine, with a status callback that is answered like this. */
const told = (callback: Answer, fragment = '') => ({
  app: { '/voice': HI, '/status': callback },
  args: ['--status-callback', `{origin}/status${fragment}`],
});

const FINE: readonly (readonly [what: string, callback: Answer, hops: string])[] = [
  ['a 204', EMPTY, '204'],
  ['an empty Response', twiml(''), '200'],
  ['an empty 202', answer(202, []), '202'],
  ['text', answer(200, ['Content-Type: text/plain'], 'OK'), '200'],
  ['a document that it could not run', twiml('<Nonsense/>'), '200'],
  [
    'a redirect to something fine',
    ({ visit }) => (visit === 1 ? redirect(307, 'Location: /status') : EMPTY),
    '307 204',
  ],
];

const BAD: readonly (readonly [
  what: string,
  callback: Answer,
  hops: string,
  code?: number,
  fragment?: string,
])[] = [
  ['a 404', answer(404, []), '404'],
  ['a 500', answer(500, ['Content-Type: text/html'], 'oops'), '500'],
  [
    'a redirect without an end',
    redirect(302, 'Location: /status'),
    Array.from({ length: 11 }, () => '302').join(' '),
  ],
  ['an empty 200 without a type', answer(200, []), '200', 11200],
  ['an empty 200 of HTML', answer(200, ['Content-Type: text/html']), '200', 11200],
  ['an empty 200 of JSON', answer(200, ['Content-Type: application/json'], ''), '200', 11200],
  ['content without a type', answer(200, [], 'OK'), '200', 11200],
  ['nothing in chunks', chunked(`${OK}${XML}`, []), '200', 11200],
  ['more than 64 kB', endless(`${OK}${XML}\r\n`, 'x'.repeat(9999)), '200', 11750],
  ['a closed connection', closing(), 'closed'],
  ['a reset connection', resetting(), 'closed'],
  ['noise', closing('nonsense'), 'not-http'],
  ['silence', NOTHING, 'read-timeout', 15003, '#rt=100'],
  ['sound', audio(330), '200', 0],
];

export const callbacks: readonly HostileCase[] = [
  ...FINE.map(([what, callback, hops]) => ({
    title: `a status callback that is answered with ${what} is fine`,
    ...told(callback),
    hops: ['200', hops],
  })),
  ...BAD.map(([what, callback, hops, code = 15003, fragment = '']) => ({
    title:
      code === 0
        ? `a status callback that is answered with ${what} is passed over`
        : `a status callback that is answered with ${what} is a warning, and does not touch the call`,
    ...told(callback, fragment),
    told: code === 0 ? [] : [`warning ${code}`],
    hops: ['200', hops],
  })),
  {
    title: 'a status callback that is answered with JSON is safe, says Twilio: a remark',
    ...told(answer(200, ['Content-Type: application/json'], '{}')),
    told: ['info 12300'],
    hops: ['200', '200'],
  },
  {
    title: 'a status callback to a port where nobody listens is a warning, after two attempts',
    beside: nobody,
    app: { '/voice': HI },
    args: ['--status-callback', '{beside}/status'],
    told: ['warning 15003'],
    hops: ['200', 'refused refused#2'],
  },
  {
    title: 'a status callback whose overrides are bad is a warning',
    ...told(EMPTY, '#rp=6xx'),
    told: ['warning 15003'],
    hops: ['200', ''],
  },
  {
    title: 'a status callback is retried as its URL says',
    ...told(turns(answer(503, []), answer(503, []), EMPTY), '#rp=5xx&rc=2'),
    hops: ['200', '503 503#2 204#3'],
  },
  {
    title: 'a status callback has no fallback',
    app: { '/voice': HI, '/status': answer(500, []), '/fallback': twiml('<Say>never</Say>') },
    args: ['--status-callback', '{origin}/status', '--fallback-url', '{origin}/fallback'],
    told: ['warning 15003'],
    hops: ['200', '500'],
    asked: ['POST /voice', 'POST /status'],
  },
  {
    title: 'a status callback that sets cookies that violate the protocol is a warning',
    ...told(twiml('', 'Set-Cookie: =x')),
    told: ['warning 11206'],
    hops: ['200', '200'],
  },
  {
    title: 'a call that failed tells its status callback, and ends with its own code',
    app: { '/voice': answer(500, []), '/status': answer(500, []) },
    args: ['--status-callback', '{origin}/status'],
    code: 11200,
    told: ['error 11200', 'warning 15003'],
    hops: ['500', '500'],
  },
  {
    title: 'a status callback that arrives twice on request has one token',
    ...told(EMPTY),
    args: ['--status-callback', '{origin}/status', '--fault', 'duplicated url:/status'],
    hops: ['200', '204'],
    asked: ['POST /voice', 'POST /status', 'POST /status'],
    also: ({ server }) => {
      const tokens = server.asked.slice(1).map(({ headers }) => headers.get('i-twilio-idempotency-token'));
      expect(new Set(tokens).size).toBe(1);
    },
  },
  {
    title: 'the second copy of a request may fail without a word: the first answer counts',
    app: { '/voice': turns(HI, answer(500, [])) },
    args: ['--fault', 'duplicated'],
    asked: ['POST /voice', 'POST /voice'],
  },
];
