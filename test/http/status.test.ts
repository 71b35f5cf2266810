import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../src/errors/diagnostic.ts';
import { statusDiagnostic } from '../../src/http/status.ts';
import { answer, refused, signedFor } from './builders.ts';

const ASKED = 'http://app.test/voice';
const SIGNED = 'http://app.test/voice?From=%2B1';
const judged = (status: number, body = '', signed = true) =>
  statusDiagnostic(
    refused(answer({ status, body, ...(signed ? { sent: signedFor(SIGNED) } : {}) }), {
      asked: ASKED,
      url: SIGNED,
    }),
  );

const SIGNED_WITH =
  `signed for the URL ${SIGNED} with the demo token. Both must be what your app expects: set TWILIO_AUTH_TOKEN ` +
  '(or --auth-token) to the token your app uses, and --public-url if your app computes the signature for another origin';
const REFUSED = `your app refused the signature: ${SIGNED_WITH}`;
const PERHAPS = `if your app validates X-Twilio-Signature, it refused this one: ${SIGNED_WITH}`;
const NO_CHALLENGE =
  'a 401 needs a WWW-Authenticate header with Basic or Digest and a realm before anybody can log in';
const NO_CHALLENGE_PERHAPS = `${NO_CHALLENGE}; without one it may be a refused signature: ${SIGNED_WITH}`;
const BODY = "see the answer's body for the reason";

describe('the status of a final answer', () => {
  it.each([200, 201, 202, 204, 299])('%i is an answer', (status) => {
    expect(judged(status)).toBeNull();
  });

  it.each([100, 199, 400, 401, 404, 405, 429, 499, 500, 502, 503, 599])('%i is 11200', (status) => {
    expect(judged(status)).toMatchObject({ code: 11200, level: 'error', url: ASKED });
  });

  it('is told in the words of Twilio’s debugger', () => {
    expect(judged(404)).toEqual(
      diagnostic({
        code: 11200,
        level: 'error',
        message: `an attempt to retrieve content from ${ASKED} returned the HTTP status code 404`,
        help: 'no route answers this path: check the spelling, and the path your app is mounted under; a route for GET alone does not answer a POST',
        url: ASKED,
      }),
    );
  });

  it.each([
    [
      404,
      'no route answers this path: check the spelling, and the path your app is mounted under; a route for GET alone does not answer a POST',
    ],
    [405, 'the route is for another method, and this was a POST: see method="..." and --method'],
    [500, "your app failed while it answered: its log, or the answer's body, should say why"],
    [503, "your app failed while it answered: its log, or the answer's body, should say why"],
    [401, NO_CHALLENGE_PERHAPS],
    [429, BODY],
  ])('%i: %s', (status, help) => {
    expect(judged(status)?.help).toBe(help);
  });
});

describe('a 401 (Twilio docs: Security, "HTTP authentication")', () => {
  const help = (challenges: readonly string[], user: string | null) => {
    const headers = challenges.map((value) => ['WWW-Authenticate', value] as const);
    const got = answer({ status: 401, headers, body: '', sent: { ...signedFor(SIGNED), user } });
    return statusDiagnostic(refused(got, { asked: ASKED, url: SIGNED }))?.help;
  };

  it('to a request without a login says where to put it', () => {
    expect(help(['Basic realm="app"'], null)).toBe(
      'put the login into the URL before the host: user:password@host (Basic or Digest, with a realm)',
    );
  });

  it('to a login says which user was refused, never the password', () => {
    expect(help(['Digest realm="app", nonce="1"'], 'ann')).toBe(
      'the login as ann was refused: check user and password in the URL',
    );
  });

  it.each([
    ['one without a realm', ['Basic']],
    ['one of another scheme', ['Bearer realm="app"']],
    ['one of an algorithm that is not known', ['Digest realm="app", nonce="1", algorithm=SHA-512-256']],
    ['one that offers auth-int alone', ['Digest realm="app", nonce="1", qop="auth-int"']],
  ])('with %s says that nobody can log in that way', (_what, challenges) => {
    expect(help(challenges, 'ann')).toBe(NO_CHALLENGE);
    expect(help(challenges, null)).toBe(NO_CHALLENGE);
  });
});

describe('an answer that refuses the signature says which URL and which token were signed', () => {
  it.each<readonly [number, string, string]>([
    [403, 'Twilio Request Validation Failed.', REFUSED],
    [403, '{"error":"invalid signature"}', REFUSED],
    [403, 'X-TWILIO-SIGNATURE mismatch', REFUSED],
    [403, 'Forbidden', PERHAPS],
    [403, '', PERHAPS],
    [400, 'No signature header error - X-Twilio-Signature header does not exist', REFUSED],
    [400, 'Bad Request', PERHAPS],
    [400, '{"error":"CallSid is missing"}', BODY],
    [401, 'invalid signature', REFUSED],
    [401, '{"error":"unauthorized"}', NO_CHALLENGE_PERHAPS],
    [
      500,
      'invalid signature',
      "your app failed while it answered: its log, or the answer's body, should say why",
    ],
  ])('%i with "%s"', (status, body, help) => {
    expect(judged(status, body)?.help).toBe(help);
  });

  it('but says of a request that was not signed that this is why', () => {
    const why = /without X-Twilio-Signature, as it should: leave --signature missing out/;
    expect(judged(403, 'invalid signature', false)?.help).toMatch(why);
    expect(judged(400, 'X-Twilio-Signature header does not exist', false)?.help).toMatch(why);
    expect(judged(403, 'Forbidden', false)?.help).toBe(BODY);
  });
});
