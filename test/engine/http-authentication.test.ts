import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Recorder } from '../../src/debug/recorder.ts';
import { signingSender } from '../../src/debug/wire/sender.ts';
import type { Event } from '../../src/engine/event.ts';
import type { Credentials, Headers } from '../../src/http/hop.ts';
import type { Transport, WireAnswer, WireRequest } from '../../src/http/wire/transport.ts';
import { type CallPlan, ORIGIN, placeCall, response } from '../support/memory-call.ts';

const ANN = { user: 'ann', password: 's3cret' };
/** What must not be seen: the password, alone or in base64 at any offset. */
const SECRET = /s3cret|czNjcmV0|MzY3JldA|zM2NyZX|YW5uOn/;

/** What an application answers: verbs, a file, or a status with headers. */
type Page = string | { readonly status: number; readonly headers: Headers };

/** An application that sees the very request on the wire. */
type App = (request: WireRequest, authorization: string | null) => Page;

interface Login {
  readonly app: App;
  readonly logins?: ReadonlyMap<string, Credentials>;
  readonly leg?: CallPlan['leg'];
}

/** Places a call through the real sender, and keeps what entered the core and what left for the wire. */
async function logIn({ app, logins = new Map(), leg = {} }: Login) {
  const wire: (readonly [path: string, authorization: string | null])[] = [];
  const entered: Event[] = [];
  const transport: Transport = {
    send(request) {
      const authorization = request.headers.find(([name]) => name === 'Authorization')?.[1] ?? null;
      const { pathname, search } = new URL(request.url);
      wire.push([pathname + search, authorization?.split(' ', 1)[0] ?? null]);
      return Promise.resolve({ ...wireAnswer(app(request, authorization)), requestHeaders: request.headers });
    },
    accepts: () => Promise.resolve(true),
    close: () => Promise.resolve(),
  };
  const recorder: Recorder = {
    step: (event) => entered.push(event),
    note: () => {},
    path: null,
    close: () => {},
  };
  const key = { authToken: 'token', name: 'the test token' };
  const call = await placeCall({ app: {}, leg, recorder, sender: signingSender(transport, { key, logins }) });
  return { call, wire, entered, board: call.session.board };
}

function wireAnswer(page: Page): Omit<Extract<WireAnswer, { kind: 'response' }>, 'requestHeaders'> {
  const file = page === 'file';
  const body = typeof page === 'string' && !file ? response(page) : '';
  const bytes = file ? 3_300 : body.length;
  return {
    kind: 'response',
    status: typeof page === 'string' ? 200 : page.status,
    headers: typeof page === 'string' ? [['Content-Type', file ? 'audio/gsm' : 'text/xml']] : page.headers,
    body,
    bytes,
    rawBytes: bytes,
    media: file ? new Uint8Array(bytes) : null,
    durationMs: 0,
    timing: null,
    connection: null,
  };
}

const refused = (challenge: string): Page => ({ status: 401, headers: [['WWW-Authenticate', challenge]] });

/** Lets nobody in without a Basic login. */
function behindBasic({ user, password }: Credentials, pages: (path: string) => Page): App {
  const right = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return ({ url }, authorization) =>
    authorization === right ? pages(new URL(url).pathname) : refused('Basic realm="app"');
}

/** Lets nobody in without a Digest login, and takes each count of a nonce once, as RFC 7616 wants it. */
function behindDigest({ user, password }: Credentials, pages: (path: string) => Page): App {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const seen: string[] = [];
  return ({ method, url }, authorization) => {
    const { pathname, search } = new URL(url);
    const fields = Object.fromEntries(
      [...(authorization ?? '').matchAll(/(\w+)=(?:"([^"]*)"|([\w-]+))/g)].map(
        ([, name = '', text, word]) => [name, text ?? word ?? ''],
      ),
    );
    const { nc = '', cnonce = '', response: given } = fields;
    const about = hash(`${method}:${pathname}${search}`);
    const right = hash(`${hash(`${user}:app:${password}`)}:n1:${nc}:${cnonce}:auth:${about}`);
    if (given !== right || seen.includes(nc))
      return refused('Digest realm="app", nonce="n1", qop="auth", algorithm=SHA-256');
    seen.push(nc);
    return pages(pathname);
  };
}

const GIVEN = new Map([[ORIGIN, ANN]]);

const menu = (path: string): Page =>
  ({
    '/voice': '<Say>Hi</Say><Play>/a.gsm</Play><Redirect method="GET">/next?a=1</Redirect>',
    '/a.gsm': 'file',
    '/next': '<Say>Bye</Say>',
  })[path] ?? { status: 404, headers: [] };

describe('HTTP authentication (Twilio docs: Security, "HTTP authentication")', () => {
  it.each([
    ['Basic', behindBasic],
    ['Digest', behindDigest],
  ] as const)(
    'by %s logs in after the first 401; "the login is kept for the rest of the call"',
    async (scheme, behind) => {
      const { call, wire } = await logIn({ app: behind(ANN, menu), logins: GIVEN });
      expect(wire.map(([path, login]) => [path.split(/[?&]/)[0], login])).toEqual([
        ['/voice', null],
        ['/voice', scheme],
        ['/a.gsm', scheme],
        ['/next', scheme],
      ]);
      expect(call.heard).toEqual(['Hi', `${ORIGIN}/a.gsm`, 'Bye']);
      expect(call.end.error).toBeNull();
    },
  );

  it('is shown hop by hop: who logged in, and how', async () => {
    const { call } = await logIn({ app: behindBasic(ANN, menu), logins: GIVEN });
    const [first] = call.of('exchange');
    expect(first).toMatchObject({ status: 200, url: `${ORIGIN}/voice`, error: null });
    expect(
      first?.hops.map(({ status, attempt, requestHeaders }) => [
        status,
        attempt,
        requestHeaders['Authorization'],
      ]),
    ).toEqual([
      [401, 1, undefined],
      [200, 1, 'Basic (login of ann, not kept)'],
    ]);
  });

  it('with a wrong login is 11200; the help names the user, not the password', async () => {
    const wrong = new Map([[ORIGIN, { user: 'ann', password: 's3cret!' }]]);
    const { call, wire } = await logIn({ app: behindBasic(ANN, menu), logins: wrong });
    expect(wire).toHaveLength(2);
    expect(call.end.error).toBe(11200);
    expect(call.of('diagnostic')).toMatchObject([
      {
        code: 11200,
        message: `an attempt to retrieve content from ${ORIGIN}/voice returned the HTTP status code 401`,
        help: 'the login as ann was refused: check user and password in the URL',
      },
    ]);
    expect(JSON.stringify(call.events)).not.toMatch(SECRET);
  });

  it('without a login says where to put one', async () => {
    const { call, wire } = await logIn({ app: behindBasic(ANN, menu) });
    expect(wire).toEqual([['/voice', null]]);
    expect(call.of('diagnostic')[0]?.help).toContain('user:password@host');
  });

  it('of the status callback uses the login of the call', async () => {
    const { wire } = await logIn({
      app: behindBasic(ANN, () => '<Hangup/>'),
      logins: GIVEN,
      leg: { statusCallback: { url: `${ORIGIN}/status`, method: 'POST' } },
    });
    expect(wire.at(-1)).toEqual(['/status', 'Basic']);
  });
});

describe('credentials that the user gave', () => {
  it.each([
    ['Basic', behindBasic],
    ['Digest', behindDigest],
  ] as const)(
    'are neither in the switchboard nor in what enters it nor in what is told (%s)',
    async (_scheme, behind) => {
      const { call, entered, board } = await logIn({ app: behind(ANN, menu), logins: GIVEN });
      for (const what of [board, entered, call.events]) {
        const text = JSON.stringify(what);
        expect(text.length).toBeGreaterThan(1_000);
        expect(text).not.toMatch(SECRET);
      }
    },
  );
});

describe('credentials in a URL of a document', () => {
  const pages: App = (request, authorization) => {
    const { host, pathname } = new URL(request.url);
    if (host === 'app.test') return '<Redirect>http://ann:s3cret@other.test/next</Redirect>';
    if (pathname === '/a.gsm')
      return behindBasic({ user: 'bob', password: 's3cret' }, () => 'file')(request, authorization);
    const verbs =
      '<Play>http://bob:s3cret@files.test/a.gsm</Play><Redirect>http://ann:s3cret@other.test/last</Redirect>';
    return behindBasic(ANN, (path) => (path === '/next' ? verbs : '<Say>Bye</Say>'))(request, authorization);
  };

  it('log in where they lead to, each at its origin', async () => {
    const { call, wire } = await logIn({ app: pages });
    expect(wire).toEqual([
      ['/voice', null],
      ['/next', null],
      ['/next', 'Basic'],
      ['/a.gsm', null],
      ['/a.gsm', 'Basic'],
      ['/last', 'Basic'],
    ]);
    expect(call.heard).toEqual(['http://files.test/a.gsm', 'Bye']);
  });

  it('are told in nothing but the document that holds them', async () => {
    const { call, entered } = await logIn({ app: pages });
    const beside = JSON.stringify(call.events, (name, value) => (name === 'responseBody' ? null : value));
    expect(beside).toContain('"url":"http://other.test/next"');
    expect(beside).not.toMatch(SECRET);
    const sent = entered.flatMap((event) => (event.type === 'hop' ? [event.got.sent] : []));
    expect(sent).toHaveLength(6);
    expect(JSON.stringify(sent)).not.toMatch(SECRET);
  });

  it.each(['http://ann:a&amp;b@app.test/x', 'http://ann:a:b@app.test/x'])(
    'with special characters are 11100 at the verb: %s',
    async (url) => {
      const { call, wire } = await logIn({ app: () => `<Redirect>${url}</Redirect>` });
      expect(wire).toHaveLength(1);
      expect(call.end.error).toBe(11100);
      expect(call.of('diagnostic')).toMatchObject([{ code: 11100, line: 3, url: `${ORIGIN}/voice` }]);
    },
  );
});
