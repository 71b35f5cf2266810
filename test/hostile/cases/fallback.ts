import { expect } from 'vitest';
import {
  answer,
  chunked,
  closing,
  endless,
  HI,
  NOTHING,
  OK,
  redirect,
  turns,
  twiml,
  XML,
} from '../answers.ts';
import { ANNOUNCEMENT, type HostileCase, type Seen } from '../hostile-case.ts';
import type { Answer } from '../hostile-server.ts';
import { nobody } from './connection.ts';

const WITH_FALLBACK = ['--fallback-url', '{origin}/fallback'];

/** What the fallback was told. */
const askedWith = (code: string) => (seen: Seen) => {
  const asked = seen.server.asked.find(({ path }) => path === '/fallback');
  expect(asked?.params.get('ErrorCode')).toBe(code);
  expect(asked?.params.get('ErrorUrl')).toMatch(/\/voice/);
  expect(asked?.params.get('CallSid')).toMatch(/^CA/);
};

/** What makes the first document fail, and how its hops end. */
const PRIMARY: readonly (readonly [
  what: string,
  primary: Answer,
  hops: string,
  code: number,
  fragment?: string,
])[] = [
  ['answers 500', answer(500, []), '500', 11200],
  ['closes the connection', closing(), 'closed', 11205],
  ['never answers', NOTHING, 'read-timeout', 11205, '#rt=100'],
  ['runs out of its own tt', NOTHING, 'timeout', 11203, '#tt=100'],
  ['speaks no HTTP', closing('nonsense'), 'not-http', 11206],
  ['sets a bad cookie', twiml('', 'Set-Cookie: =x'), '200', 11206],
  ['redirects nowhere', redirect(302), '302', 11216],
  ['answers too much', endless(`${OK}${XML}\r\n`, 'x'.repeat(9999)), '200', 11750],
  ['answers nothing in chunks', chunked(`${OK}${XML}`, []), '200', 11770],
  ['answers JSON', answer(200, ['Content-Type: application/json'], '{}'), '200', 12300],
  ['answers no XML', answer(200, ['Content-Type: text/xml'], 'oops'), '200', 12100],
  ['has bad overrides', HI, '', 11243, '#rp=6xx'],
];

/** A fallback that fails itself. */
const FAILING: readonly (readonly [
  what: string,
  fallback: Answer,
  hops: string,
  code: number,
  fragment?: string,
])[] = [
  ['answers 404', answer(404, []), '404', 11200],
  ['closes the connection', closing(), 'closed', 11205],
  ['never answers', NOTHING, 'timeout', 11203, '#tt=100'],
  ['answers no XML', answer(200, ['Content-Type: text/xml'], 'oops'), '200', 12100],
  [
    'redirects for ever',
    redirect(307, 'Location: /fallback'),
    Array.from({ length: 11 }, () => '307').join(' '),
    11215,
  ],
];

export const fallback: readonly HostileCase[] = [
  ...PRIMARY.map(([what, primary, hops, code, fragment = '']) => ({
    title: `the fallback is asked at once when the first document ${what}, with its code`,
    app: { '/voice': primary, '/fallback': HI },
    target: `{origin}/voice${fragment}`,
    args: WITH_FALLBACK,
    told: [`error ${code}`],
    hops: [hops, '200'],
    also: askedWith(String(code)),
  })),
  {
    title: 'the fallback is asked when the connection is refused, after the retry',
    beside: nobody,
    target: '{beside}/voice',
    app: { '/fallback': HI },
    args: WITH_FALLBACK,
    told: ['error 11202'],
    hops: ['refused refused#2', '200'],
    also: askedWith('11202'),
  },
  {
    title: 'the fallback is not asked when the retry succeeds',
    app: { '/voice': turns(answer(503, []), HI), '/fallback': twiml('<Say>never</Say>') },
    target: '{origin}/voice#rp=5xx',
    args: WITH_FALLBACK,
    hops: ['503 200#2'],
    asked: ['POST /voice', 'POST /voice'],
  },
  ...FAILING.map(([what, document, hops, code, fragment = '']) => ({
    title: `a fallback that ${what} leaves the announcement, and its code`,
    app: { '/voice': answer(500, []), '/fallback': document },
    args: ['--fallback-url', `{origin}/fallback${fragment}`],
    code,
    told: ['error 11200', `error ${code}`],
    hops: ['500', hops],
  })),
  {
    title: 'a fallback to a port where nobody listens leaves the announcement',
    beside: nobody,
    app: { '/voice': answer(500, []) },
    args: ['--fallback-url', '{beside}/fallback'],
    code: 11202,
    told: ['error 11200', 'error 11202'],
    hops: ['500', 'refused refused#2'],
  },
  {
    title: 'a fallback that is slow, but answers within its time, is run',
    app: {
      '/voice': answer(500, []),
      '/fallback': (_asked, socket) => void setTimeout(() => socket.write(HI), 50),
    },
    args: ['--fallback-url', '{origin}/fallback#rt=5000'],
    told: ['error 11200'],
    hops: ['500', '200'],
  },
  {
    title: 'a fallback has time of its own, however long the first document took',
    app: { '/voice': NOTHING, '/fallback': HI },
    args: [...WITH_FALLBACK, '--webhook-timeout', '0.4'],
    told: ['error 11205'],
    hops: ['timeout', '200'],
  },
  {
    title: 'a fallback that fails later is asked again, and then for ever if it likes: a loop is cut off',
    app: { '/voice': answer(500, []), '/fallback': twiml('<Redirect>/gone</Redirect>') },
    args: [...WITH_FALLBACK, '--max-steps', '3'],
    heard: [],
    told: ['error 11200', 'error 11200', 'error 11200', 'error 11200', 'error max-steps'],
    hops: ['500', '200', '404', '200', '404', '200', '404', '200'],
    exitCode: 1,
  },
  {
    title: 'a fallback that says something before it fails is heard',
    app: {
      '/voice': answer(500, []),
      '/fallback': turns(twiml('<Say>Hi</Say><Redirect>/gone</Redirect>'), answer(500, [])),
    },
    args: WITH_FALLBACK,
    code: 11200,
    heard: ['Hi', ANNOUNCEMENT],
    told: ['error 11200', 'error 11200', 'error 11200'],
    hops: ['500', '200', '404', '500'],
  },
];
