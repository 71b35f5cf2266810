import { describe, expect, it } from 'vitest';
import type { FailureReason } from '../../src/http/hop.ts';
import { NO_OVERRIDES, type RetryCause } from '../../src/http/overrides.ts';
import { retryCause } from '../../src/http/retries.ts';
import { answer, answerWith, failed, redirect } from './builders.ts';
import { codes, follow, type Got, headerSent } from './follow.ts';

const VOICE = 'http://app.test/voice';

const REASONS: readonly FailureReason[] = [
  'refused',
  'host-not-found',
  'connect-timeout',
  'timeout',
  'read-timeout',
  'closed',
  'not-http',
  'malformed',
  'header-too-large',
  'protocol-switch',
  'encoding',
  'certificate-untrusted',
  'certificate-expired',
  'certificate-name',
  'tls',
  'abandoned',
  'invalid-url',
  'other',
];
const CONNECTING: readonly FailureReason[] = [
  'refused',
  'connect-timeout',
  'tls',
  'certificate-untrusted',
  'certificate-expired',
  'certificate-name',
];

/** The failures after which such a policy tries again. */
const retried = (...retryOn: readonly RetryCause[]) =>
  REASONS.filter((reason) => retryCause(failed(reason), 1, { retries: 1, retryOn }) !== null);
const retriedStatuses = (...retryOn: readonly RetryCause[]) =>
  [200, 204, 302, 304, 400, 401, 404, 499, 500, 503, 599].filter(
    (status) => retryCause(answer({ status }), 1, { retries: 1, retryOn }) !== null,
  );

describe('what is tried again', () => {
  it('by default is only a failed connection: TCP or TLS', () => {
    expect(retried(...NO_OVERRIDES.retryOn).toSorted()).toEqual(CONNECTING.toSorted());
    expect(retriedStatuses(...NO_OVERRIDES.retryOn)).toEqual([]);
  });

  it('with rt is that nothing was received in time', () => {
    expect(retried('rt')).toEqual(['read-timeout']);
    expect(retriedStatuses('rt')).toEqual([]);
  });

  it('with 4xx and 5xx are those statuses', () => {
    expect(retriedStatuses('4xx')).toEqual([400, 401, 404, 499]);
    expect(retriedStatuses('5xx')).toEqual([500, 503, 599]);
    expect(retriedStatuses('4xx', '5xx')).toEqual([400, 401, 404, 499, 500, 503, 599]);
    expect(retried('4xx', '5xx')).toEqual([]);
  });

  it('with all is each of these, and a connection that was lost before anything came', () => {
    expect(retried('all').toSorted()).toEqual([...CONNECTING, 'read-timeout', 'closed', 'other'].toSorted());
    expect(retriedStatuses('all')).toEqual([400, 401, 404, 499, 500, 503, 599]);
  });

  it('never is what was answered in part: "partial responses are never retried"', () => {
    for (const reason of REASONS) {
      const got = failed(reason, '', { partial: true });
      expect(retryCause(got, 1, { retries: 5, retryOn: ['all'] })).toBeNull();
    }
  });

  it('never is a total time that ran out', () => {
    expect(retryCause(failed('timeout'), 1, { retries: 5, retryOn: ['all'] })).toBeNull();
  });

  it.each([0, 1, 2, 5])('is tried again %i times with rc=%i', (retries) => {
    const again = [1, 2, 3, 4, 5, 6].filter(
      (attempt) => retryCause(failed('refused'), attempt, { retries, retryOn: ['ct'] }) !== null,
    );
    expect(again).toHaveLength(retries);
  });
});

/** Follows answers for a URL with such a fragment. */
const asked = (fragment: string, ...answers: readonly Got[]) =>
  follow(answers, { request: { url: fragment === '' ? VOICE : `${VOICE}#${fragment}` } });
const attempts = ({ done }: ReturnType<typeof follow>) => done.hops.map(({ attempt }) => attempt);
const bad = answer({ status: 503, body: 'busy' });

describe('an exchange', () => {
  it('asks once more when the connection was refused, and fails with 11202 after the second time', () => {
    const twice = asked('', failed('refused'), failed('refused'));
    expect(attempts(twice)).toEqual([1, 2]);
    expect(codes(twice)).toEqual([11202]);
  });

  it('asks once more when the connection was not made in time, and fails with 11201 after the second time', () => {
    const slow = failed('connect-timeout', '', { durationMs: 5_000 });
    const twice = asked('', slow, slow);
    expect(codes(twice)).toEqual([11201]);
    expect(twice.done.hops.map(({ request }) => request.timeoutMs)).toEqual([15_000, 10_000]);
  });

  it('goes on as if nothing had happened when the second attempt is answered', () => {
    const second = asked('', failed('tls'), answer());
    expect(second.done.content?.kind).toBe('twiml');
    expect(codes(second)).toEqual([]);
    expect(second.done.hops).toMatchObject([
      {
        attempt: 1,
        got: { kind: 'failure', reason: 'tls' },
        location: null,
        cache: 'bypass',
        cacheReason: null,
      },
      { attempt: 2, got: { kind: 'response', status: 200 } },
    ]);
  });

  it('sends the same request again, with the same idempotency token and all parameters', () => {
    const second = asked('', failed('refused'), answer());
    expect(second.wire[1]).toEqual(second.wire[0]);
    expect(headerSent(second, 'I-Twilio-Idempotency-Token')).toEqual(['token-1', 'token-1']);
  });

  it('with rc=0 asks once', () => {
    expect(codes(asked('rc=0', failed('refused')))).toEqual([11202]);
  });

  it('with rc=5&rp=all asks six times', () => {
    const followed = asked(
      'rc=5&rp=all',
      failed('closed'),
      bad,
      failed('read-timeout'),
      bad,
      failed('refused'),
      bad,
    );
    expect(attempts(followed)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(codes(followed)).toEqual([11200]);
  });

  it('with rp=5xx asks again after a 503, with the cookies that it set', () => {
    const busy = answerWith([['Set-Cookie', 'id=1']], { status: 503 });
    const followed = asked('rp=5xx', busy, answer());
    expect(headerSent(followed, 'Cookie')).toEqual([null, 'id=1']);
    expect(followed.done.content).not.toBeNull();
  });

  it('with rp=5xx takes a refused connection for final', () => {
    expect(codes(asked('rp=5xx', failed('refused')))).toEqual([11202]);
  });

  it('with rp=rt asks again when nothing came in time', () => {
    expect(attempts(asked('rp=rt&rt=500', failed('read-timeout'), answer()))).toEqual([1, 2]);
  });

  it('does not ask again when some of the answer had come', () => {
    expect(codes(asked('rp=all&rc=5', failed('read-timeout', '', { partial: true })))).toEqual([11205]);
  });

  it('counts the attempts of each hop of a chain of redirects anew', () => {
    const followed = asked('', failed('refused'), redirect(302, '/next'), failed('refused'), answer());
    expect(attempts(followed)).toEqual([1, 2, 1, 2]);
    expect(followed.wire.map(([method, url]) => [method, new URL(url).pathname])).toEqual([
      ['POST', '/voice'],
      ['POST', '/voice'],
      ['GET', '/next'],
      ['GET', '/next'],
    ]);
  });

  it('loses the verb’s own parameters by a redirect, not by an attempt', () => {
    expect(codes(asked('', failed('refused'), answer()))).toEqual([]);
    expect(codes(asked('', redirect(302, '/next'), failed('refused'), answer()))).toEqual([
      'lost-by-redirect',
    ]);
  });

  it('does not ask again when its total time is over', () => {
    const slow = failed('connect-timeout', '', { durationMs: 15_000 });
    expect(codes(asked('', slow))).toEqual([11201]);
    const busy = { ...bad, durationMs: 15_000 };
    expect(codes(asked('rp=5xx&rc=5', busy))).toEqual([11200]);
  });

  it('whose own tt is over between two attempts is 11203, whatever failed last', () => {
    const slow = failed('read-timeout', '', { durationMs: 500 });
    expect(codes(asked('tt=1000&rt=500&rp=rt&rc=5', slow, slow))).toEqual([11203]);
  });
});
