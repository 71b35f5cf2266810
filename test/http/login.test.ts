import { describe, expect, it } from 'vitest';
import type { ExchangeState } from '../../src/http/exchange-state.ts';
import type { HopResponse } from '../../src/http/hop.ts';
import { UNSENT } from '../../src/http/hop.ts';
import { answer, answerWith, EMPTY, failed, redirect } from './builders.ts';
import { codes, type Followed, follow, type Got } from './follow.ts';

const VOICE = 'http://app.test/voice';
const LOGIN = 'http://ann:s3cret@app.test/voice';
const BASIC = 'Basic realm="app"';
const digest = (nonce: string, more = '') => `Digest realm="app", qop="auth", nonce="${nonce}"${more}`;
const CREDENTIALS = { user: 'ann', password: 's3cret' };

/** A 401; `user` is whom the sender could log in as. */
const refused = (challenge: string | null, user: string | null = 'ann'): HopResponse =>
  answer({
    status: 401,
    headers: challenge === null ? [] : [['WWW-Authenticate', challenge]],
    body: 'log in',
    sent: { ...UNSENT, user },
  });

const asked = (url: string, answers: readonly Got[], state: ExchangeState = EMPTY) =>
  follow(answers, { request: { url, own: [] }, state });

/** Which challenge each hop answers, and for which time. */
const answered = ({ done }: Followed) =>
  done.hops.map(
    ({ request }) => request.authenticate && [request.authenticate.challenge, request.authenticate.count],
  );

describe('HTTP authentication (Twilio docs: Security)', () => {
  it.each([BASIC, digest('n1')])(
    'sends the first request without a login, and the same once more after a 401 with a realm: %s',
    (challenge) => {
      const followed = asked(LOGIN, [refused(challenge), answer()]);
      expect(answered(followed)).toEqual([
        ['', 0],
        [challenge, 1],
      ]);
      expect(followed.wire[1]).toEqual(followed.wire[0]);
      expect(followed.wire[0]?.[1]).toBe(VOICE);
      expect(followed.done.hops.map(({ request }) => request.authenticate?.credentials)).toEqual([
        CREDENTIALS,
        CREDENTIALS,
      ]);
      expect(followed.done.content?.kind).toBe('twiml');
      expect(codes(followed)).toEqual([]);
    },
  );

  it('leaves the credentials to the sender when the user gave them', () => {
    const followed = asked(VOICE, [refused(BASIC), answer()]);
    expect(followed.done.hops.map(({ request }) => request.authenticate)).toEqual([
      null,
      { challenge: BASIC, count: 1, credentials: null },
    ]);
  });

  it('asks for no login that nobody has', () => {
    const followed = asked(VOICE, [refused(BASIC, null)]);
    expect(codes(followed)).toEqual([11200]);
    expect(followed.done.diagnostics[0]?.help).toContain('put the login into the URL');
  });

  it.each([null, 'Basic', 'Bearer realm="app"'])('cannot answer the challenge %s', (challenge) => {
    const followed = asked(LOGIN, [refused(challenge)]);
    expect(codes(followed)).toEqual([11200]);
    expect(followed.done.diagnostics[0]?.help).toContain('with Basic or Digest and a realm');
  });

  it('takes a second 401 for a wrong login: 11200, with the user and without the password', () => {
    for (const url of [VOICE, LOGIN]) {
      const followed = asked(url, [refused(BASIC), refused(BASIC)]);
      expect(codes(followed)).toEqual([11200]);
      expect(followed.done.diagnostics[0]).toMatchObject({
        message: `an attempt to retrieve content from ${VOICE} returned the HTTP status code 401`,
        help: 'the login as ann was refused: check user and password in the URL',
      });
      expect(JSON.stringify(followed.done.diagnostics)).not.toContain('s3cret');
    }
  });

  it('keeps the cookies of the 401', () => {
    const followed = asked(LOGIN, [
      answerWith(
        [
          ['WWW-Authenticate', BASIC],
          ['Set-Cookie', 'id=1'],
        ],
        { status: 401 },
      ),
      answer(),
    ]);
    expect(followed.done.hops[1]?.cookiesSent).toMatchObject([{ name: 'id', value: '1' }]);
  });

  it('is no attempt of its own: what comes back may be tried again', () => {
    const followed = follow([refused(BASIC), failed('refused'), answer()], { request: { url: LOGIN } });
    expect(followed.done.hops.map(({ attempt }) => attempt)).toEqual([1, 1, 2]);
    expect(answered(followed)).toEqual([
      ['', 0],
      [BASIC, 1],
      [BASIC, 2],
    ]);
  });

  it('comes before retries of 4xx, which then count from the refused login', () => {
    const followed = asked(`${LOGIN}#rp=4xx&rc=2`, [
      refused(BASIC),
      refused(BASIC),
      refused(BASIC),
      refused(BASIC),
    ]);
    expect(followed.done.hops.map(({ attempt }) => attempt)).toEqual([1, 1, 2, 3]);
    expect(codes(followed)).toEqual([11200]);
  });
});

describe('a login that was asked for', () => {
  const first = asked(LOGIN, [refused(digest('n1')), answer()]);

  it('is kept for the rest of the call, and the uses of its nonce are counted', () => {
    const second = asked(LOGIN, [answer()], first.state);
    const third = asked('http://app.test/other', [answer()], second.state);
    expect(answered(second)).toEqual([[digest('n1'), 2]]);
    expect(answered(third)).toEqual([[digest('n1'), 3]]);
  });

  it('that the user gave is kept too', () => {
    const given = asked(VOICE, [refused(BASIC), answer()]);
    expect(answered(asked(VOICE, [answer()], given.state))).toEqual([[BASIC, 2]]);
  });

  it('belongs to its origin alone', () => {
    for (const url of ['http://other.test/voice', 'https://app.test/voice', 'http://app.test:8080/voice'])
      expect(answered(asked(url, [answer()], first.state))).toEqual([null]);
  });

  it('is asked for anew when the nonce is stale, once', () => {
    const stale = refused(digest('n2', ', stale=true'));
    const renewed = asked(LOGIN, [stale, answer()], first.state);
    expect(answered(renewed)).toEqual([
      [digest('n1'), 2],
      [digest('n2', ', stale=true'), 1],
    ]);
    expect(answered(asked(LOGIN, [answer()], renewed.state))).toEqual([[digest('n2', ', stale=true'), 2]]);
    expect(codes(asked(LOGIN, [stale, stale], first.state))).toEqual([11200]);
  });

  it('is asked for anew by another realm, once', () => {
    const admin = refused('Digest realm="admin", nonce="n3"');
    const followed = asked(LOGIN, [admin, refused(digest('n4'))], first.state);
    expect(answered(followed)).toEqual([
      [digest('n1'), 2],
      ['Digest realm="admin", nonce="n3"', 1],
    ]);
    expect(codes(followed)).toEqual([11200]);
  });

  it('that is refused later is wrong by now', () => {
    expect(codes(asked(LOGIN, [refused(digest('n5'))], first.state))).toEqual([11200]);
  });

  it('gives way to another login in a URL', () => {
    const other = asked('http://bob:hunter2@app.test/voice', [answer()], first.state);
    expect(other.done.hops[0]?.request.authenticate).toEqual({
      challenge: '',
      count: 0,
      credentials: { user: 'bob', password: 'hunter2' },
    });
  });
});

describe('redirects', () => {
  it('within the origin carry the login along', () => {
    const followed = asked(LOGIN, [refused(BASIC), redirect(307, '/next'), answer()]);
    expect(answered(followed)).toEqual([
      ['', 0],
      [BASIC, 1],
      [BASIC, 2],
    ]);
  });

  it('to another origin do not', () => {
    const followed = asked(LOGIN, [refused(BASIC), redirect(307, 'http://other.test/'), answer()]);
    expect(answered(followed)[2]).toBeNull();
  });

  it('may lead to a URL with a login of its own, which is not shown', () => {
    const followed = asked(VOICE, [
      redirect(302, 'http://bob:hunter2@other.test/next'),
      refused(BASIC, 'bob'),
      answer(),
    ]);
    expect(followed.done.hops.map(({ location }) => location)).toEqual([
      'http://other.test/next',
      null,
      null,
    ]);
    expect(followed.done.hops[2]?.request.authenticate?.credentials).toEqual({
      user: 'bob',
      password: 'hunter2',
    });
    expect(followed.done.url).toBe('http://other.test/next');
  });

  it.each([
    ['too many of them', Array<HopResponse>(11).fill(redirect(302, 'http://bob:hunter2@app.test/voice'))],
    ['one that cannot be followed', [redirect(302, 'ftp://bob:hunter2@app.test/voice')]],
    ['one with a status that is not followed', [redirect(308, 'http://bob:hunter2@app.test/voice')]],
  ])('do not show it in what is wrong with %s', (_what, answers) => {
    const { diagnostics, hops } = asked(VOICE, answers).done;
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(JSON.stringify([diagnostics, hops.map(({ location }) => location)])).not.toContain('hunter2');
  });
});

describe('a URL with a login', () => {
  it.each([
    ['that is none', 'ftp://ann:s3cret@app.test/', 11100],
    ['without a host', 'http://ann:s3cret@', 11100],
    ['with & in it', 'http://ann:s3cret&@app.test/', 11100],
    ['with bad connection overrides', `${LOGIN}#rp=never`, 11243],
  ])('%s fails at once, and does not show it', (_what, url, code) => {
    const followed = asked(url, []);
    expect(codes(followed)).toEqual([code]);
    expect(JSON.stringify([followed.done.diagnostics, followed.done.url])).not.toContain('s3cret');
  });

  it('is the base of relative URLs without it', () => {
    expect(asked(LOGIN, [answer()]).done.url).toBe(VOICE);
  });

  it('that the cache answers is remembered for where a redirect of a later one leads', () => {
    const fresh = answerWith([['Cache-Control', 'max-age=60']]);
    const { state } = follow([fresh], { request: { method: 'GET', url: VOICE, own: [], standard: [] } });
    const hit = follow([], { request: { method: 'GET', url: LOGIN, own: [], standard: [] }, state });
    expect(hit.done.hops).toMatchObject([{ cache: 'hit' }]);
    expect(hit.state.logins).toEqual({
      'http://app.test': { challenge: '', count: 0, credentials: CREDENTIALS },
    });
  });
});
