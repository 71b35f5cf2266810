import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { answer, HI, redirect, turns, twiml } from '../answers.ts';
import type { HostileCase, Seen } from '../hostile-case.ts';
import type { Answer, Asked } from '../hostile-server.ts';

const refused = (...challenges: readonly string[]) =>
  answer(
    401,
    challenges.map((challenge) => `WWW-Authenticate: ${challenge}`),
    'no',
  );

/** The target with a login. */
const LOGIN = 'http://ann:s3cret@{host}/voice';

const BASIC = `Basic ${Buffer.from('ann:s3cret').toString('base64')}`;

const behindBasic =
  (then: Answer): Answer =>
  ({ headers }) =>
    headers.get('authorization') === BASIC ? then : refused('Basic realm="app"');

/** Takes each nonce so many times; then it is stale. */
function behindDigest(uses: number, then: Answer): Answer {
  let nonce = 0;
  let used = 0;
  return (asked) => {
    const fields = digestFields(asked);
    const right = isRight(asked, fields);
    if (right && fields['nonce'] === `n${nonce}` && used < uses) {
      used++;
      return then;
    }
    nonce++;
    used = 0;
    return refused(
      `Digest realm="app", nonce="n${nonce}", qop="auth", algorithm=SHA-256${right ? ', stale=true' : ''}`,
    );
  };
}

function digestFields({ headers }: Asked): Readonly<Record<string, string>> {
  const written = headers.get('authorization') ?? '';
  return Object.fromEntries(
    [...written.matchAll(/(\w+)=(?:"([^"]*)"|([\w-]+))/g)].map(([, name = '', text, word]) => [
      name,
      text ?? word ?? '',
    ]),
  );
}

function isRight({ method, path }: Asked, fields: Readonly<Record<string, string>>): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const { nonce = '', nc = '', cnonce = '', uri = '' } = fields;
  const about = hash(`${method}:${uri}`);
  const login = hash('ann:app:s3cret');
  return uri === path && fields['response'] === hash(`${login}:${nonce}:${nc}:${cnonce}:auth:${about}`);
}

/** The password is nowhere. */
const keepsSecret = ({ run }: Seen) =>
  expect(run.data).not.toMatch(/s3cret|czNjcmV0|MzY3JldA|zM2NyZX|YW5uOn/);

const tripped = { code: 11200, also: keepsSecret } as const;

export const authentication: readonly HostileCase[] = [
  {
    title: 'a 401 is answered with the login of the URL, and the login is kept for the rest of the call',
    app: {
      '/voice': behindBasic(twiml('<Redirect>/next</Redirect>')),
      '/next': behindBasic(HI),
    },
    target: LOGIN,
    hops: ['401 200', '200'],
    also: keepsSecret,
  },
  {
    title: 'a 401 without a login is an error',
    app: { '/voice': behindBasic(HI) },
    ...tripped,
    hops: ['401'],
  },
  {
    title: 'a wrong login is refused once, and not tried again',
    app: { '/voice': behindBasic(HI) },
    target: LOGIN.replace('s3cret', 'wrong'),
    code: 11200,
    hops: ['401 401'],
    asked: ['POST /voice', 'POST /voice'],
  },
  {
    title: 'a login that is never enough is tried once',
    app: { '/voice': refused('Basic realm="app"') },
    target: LOGIN,
    ...tripped,
    hops: ['401 401'],
  },
  {
    title: 'a login that is asked for in another realm each time is not tried for ever',
    app: { '/voice': ({ visit }) => refused(`Basic realm="realm ${visit}"`) },
    target: LOGIN,
    ...tripped,
    hops: ['401 401'],
  },
  {
    title: 'a login whose nonce is always stale is not tried for ever',
    app: {
      '/voice': ({ visit }) => refused(`Digest realm="app", nonce="n${visit}", qop="auth", stale=true`),
    },
    target: LOGIN,
    ...tripped,
    hops: ['401 401'],
  },
  {
    title: 'a Digest login is kept, its uses counted',
    app: () => ({ '/voice': behindDigest(9, twiml('<Redirect>/voice</Redirect>')) }),
    target: LOGIN,
    args: ['--max-steps', '3'],
    heard: [],
    told: ['warning self-redirect', 'error max-steps'],
    hops: ['401 200', '200', '200', '200'],
    exitCode: 1,
    also: keepsSecret,
  },
  {
    title: 'a nonce that has become stale is replaced without a word',
    app: () => ({
      '/voice': behindDigest(1, ({ visit }) => (visit < 6 ? twiml('<Redirect>/voice</Redirect>') : HI)),
    }),
    target: LOGIN,
    told: ['warning self-redirect'],
    hops: ['401 200', '401 200', '401 200'],
    also: keepsSecret,
  },
  ...[
    '',
    'Basic',
    'Bearer realm="app"',
    'Digest realm="app", nonce="n", algorithm=SHA-512-256',
    'Digest realm="app", nonce="n", qop="auth-int"',
    '=,=,"',
    ','.repeat(60_000),
    `Basic ${'a'.repeat(60_000)}`,
    `Basic "${'\\"'.repeat(30_000)}`,
  ].map((challenge) => ({
    title: `a challenge that nobody can answer ("${challenge.slice(0, 60)}") is an error`,
    app: { '/voice': refused(challenge) },
    target: LOGIN,
    ...tripped,
    hops: ['401'],
  })),
  {
    title: 'a 401 without a challenge is an error',
    app: { '/voice': refused() },
    target: LOGIN,
    ...tripped,
    hops: ['401'],
  },
  {
    title: 'of many challenges the one that can be answered is',
    app: {
      '/voice': ({ headers }) =>
        headers.get('authorization') === BASIC
          ? HI
          : refused('Negotiate', 'Bearer realm="x", Basic realm="app"'),
    },
    target: LOGIN,
    hops: ['401 200'],
    also: keepsSecret,
  },
  {
    title: 'a challenge with names of built-in properties breaks nothing',
    app: {
      '/voice': ({ headers }) =>
        headers.has('authorization')
          ? HI
          : refused('Digest __proto__="x", constructor="y", realm="app", nonce="n"'),
    },
    target: LOGIN,
    hops: ['401 200'],
    also: keepsSecret,
  },
  {
    title: 'a login does not go to another origin',
    beside: async (stage) => (await stage.serve({ '/next': behindBasic(twiml('<Say>stolen</Say>')) })).origin,
    app: (beside) => ({ '/voice': behindBasic(redirect(302, `Location: ${beside}/next`)) }),
    target: LOGIN,
    ...tripped,
    hops: ['401 302 401'],
  },
  {
    title: 'a login does go to another page of its origin, by a redirect too',
    app: { '/voice': behindBasic(redirect(302, 'Location: /next')), '/next': behindBasic(HI) },
    target: LOGIN,
    hops: ['401 302 200'],
    also: keepsSecret,
  },
  {
    title: 'a 401 with rp=4xx is answered with the login first, then retried',
    app: { '/voice': turns(refused('Basic realm="app"'), refused('Basic realm="app"'), HI) },
    target: `${LOGIN}#rp=4xx`,
    hops: ['401 401 200#2'],
    also: keepsSecret,
  },
  {
    title: 'a 407 is an error: there is no proxy',
    app: { '/voice': answer(407, ['Proxy-Authenticate: Basic realm="app"']) },
    target: LOGIN,
    ...tripped,
    hops: ['407'],
  },
];
