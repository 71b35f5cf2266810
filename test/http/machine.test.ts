import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begin, receive } from '../../src/http/exchange.ts';
import type { ExchangeState, Hop, Progress, WebhookRequest } from '../../src/http/exchange-state.ts';
import { UNSENT } from '../../src/http/hop.ts';
import {
  answerWith,
  at,
  audio,
  EMPTY,
  failed,
  frozen,
  httpDate,
  RULES,
  recorded,
  webhook,
} from './builders.ts';
import { type Got, stateOf } from './follow.ts';

const PASSWORDS = ['s3cret', 'hunter2'];
/** More answers than any exchange can use up: 11 hops of 6 attempts, each of them with a challenge. */
const ANSWERS = 11 * 6 * 2;

const header = fc.constantFrom<readonly [string, string]>(
  ['Set-Cookie', 'a=1'],
  ['Set-Cookie', 'b=2; Path=/; Max-Age=1'],
  ['Set-Cookie', '=bad'],
  ['Cache-Control', 'max-age=60'],
  ['Cache-Control', 'no-store'],
  ['ETag', '"v1"'],
  ['Last-Modified', httpDate(-500)],
  ['Vary', 'Cookie'],
  ['Vary', '*'],
  ['Date', httpDate(3)],
  ['Location', '/voice'],
  ['Location', 'http://other.test/a/'],
  ['Location', 'http://bob:hunter2@other.test/a/'],
  ['Location', 'http://127.0.0.1:3000/b'],
  ['Location', '::'],
  ['WWW-Authenticate', 'Basic realm="app"'],
  ['WWW-Authenticate', 'Digest realm="app", nonce="n1", qop="auth"'],
  ['WWW-Authenticate', 'Digest realm="app", nonce="n2", qop="auth", stale=true'],
  ['WWW-Authenticate', 'Digest realm="admin", nonce="n3"'],
);

const response = fc
  .record({
    status: fc.constantFrom(200, 200, 204, 301, 302, 302, 303, 304, 307, 307, 308, 401, 401, 401, 404, 500),
    headers: fc.array(header, { maxLength: 5 }),
    durationMs: fc.constantFrom(0, 0, 3, 900, 4_000),
    body: fc.constantFrom('', '<Response/>'),
    user: fc.constantFrom('ann', 'ann', null),
    file: fc.boolean(),
  })
  .map(({ headers, user, file, ...changes }) => {
    const sent = { ...UNSENT, user };
    return file ? audio(headers, { ...changes, body: '', sent }) : answerWith(headers, { ...changes, sent });
  });

const failure = fc
  .record({
    reason: fc.constantFrom('refused', 'tls', 'timeout', 'closed', 'read-timeout', 'host-not-found'),
    partial: fc.boolean(),
    durationMs: fc.constantFrom(0, 5_000),
  })
  .map(({ reason, ...changes }) => failed(reason, '', changes));

/** Answers that repeat themselves, as those of a server that is stuck do; and others. */
const answers: fc.Arbitrary<readonly Got[]> = fc
  .array(fc.oneof({ weight: 1, arbitrary: failure }, { weight: 4, arbitrary: response }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((some) => Array.from({ length: ANSWERS }, (_, index) => some[index % some.length] as Got));

const call = fc.record({
  method: fc.constantFrom('GET', 'POST'),
  url: fc.constantFrom(
    'http://app.test/voice',
    'http://ann:s3cret@app.test/voice',
    'http://other.test/a/',
    'http://127.0.0.1:3000/voice',
    'https://app.test/voice?x=1',
    'nonsense',
    'ftp://ann:s3cret@app.test/',
  ),
  fragment: fc.constantFrom(
    '',
    '',
    '#rc=5&rp=all',
    '#rp=4xx,5xx&rc=3',
    '#tt=6000',
    '#rc=0',
    '#part',
    '#rp=never',
    '#ct=1',
  ),
  own: fc.constantFrom<WebhookRequest['own']>([], [['Digits', '1']]),
  expects: fc.constantFrom('document', 'media'),
  answers,
  drop307: fc.boolean(),
  timeoutMs: fc.constantFrom(15_000, null),
});

type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

const PUBLIC_URLS = [{ origin: 'https://public.test', local: 'http://127.0.0.1:3000' }];

/** Begins an exchange, and hands each progress to `look` with the answer that comes next. */
function run(
  planned: Call,
  start: ExchangeState,
  second: number,
  look: (progress: Progress, got: Got) => void,
) {
  const { method, url, fragment, own, expects, drop307, timeoutMs } = planned;
  const request = frozen(webhook({ method, url: url + fragment, own, expects }));
  const rules = { ...RULES, drop307, timeoutMs, publicUrls: PUBLIC_URLS };
  let progress = begin(request, rules, frozen(start), at(second));
  for (const got of planned.answers) {
    if (!progress.exchange) break;
    look(progress, got);
    progress = receive(frozen(progress.exchange), frozen(got), frozen(stateOf(progress)), at(second));
  }
  if (!progress.done) throw new Error(`it did not end after ${planned.answers.length} answers`);
  return { done: progress.done, state: stateOf(progress) };
}

/** Several exchanges of one call, one a second. */
function runAll(
  calls: readonly Call[],
  look: (progress: Progress, got: Got, second: number) => void = () => {},
) {
  let state = EMPTY;
  return calls.map((planned, second) => {
    const ran = run(planned, state, second, (progress, got) => look(progress, got, second));
    state = ran.state;
    return ran;
  });
}

const calls = fc.array(call, { minLength: 1, maxLength: 4 });

/** The hops on the wire between two redirects. */
function perUrl(hops: readonly Hop[]): readonly (readonly Hop[])[] {
  const groups: Hop[][] = [[]];
  for (const hop of hops) {
    groups.at(-1)?.push(hop);
    if (hop.location !== null) groups.push([]);
  }
  return groups;
}

describe('an exchange, whatever comes back', () => {
  it('ends, with content exactly when no error says why there is none', () => {
    fc.assert(
      fc.property(calls, (planned) => {
        for (const { done } of runAll(planned))
          expect(done.content === null).toBe(done.diagnostics.some(({ level }) => level === 'error'));
      }),
      { numRuns: 300 },
    );
  });

  it('follows at most 10 redirects, and tries each hop once more than rc says', () => {
    fc.assert(
      fc.property(calls, (planned) => {
        runAll(planned).forEach(({ done }, index) => {
          const groups = perUrl(done.hops);
          // The eleventh redirect is the one that fails.
          expect(
            groups.filter((group) => group.some(({ location }) => location !== null)).length,
          ).toBeLessThanOrEqual(11);
          const retries = Number(/rc=(\d)/.exec(planned[index]?.fragment ?? '')?.[1] ?? 1);
          for (const group of groups) {
            const attempts = group.map(({ attempt }) => attempt);
            expect(attempts).toEqual(attempts.toSorted((a, b) => a - b));
            expect(Math.max(0, ...attempts)).toBeLessThanOrEqual(retries + 1);
            // An attempt may be challenged once, and once more when a login that was kept has become stale.
            for (const attempt of attempts)
              expect(attempts.filter((other) => other === attempt).length).toBeLessThanOrEqual(2);
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  it('does not begin another attempt when its time is over', () => {
    fc.assert(
      fc.property(calls, (planned) => {
        runAll(planned).forEach(({ done }, index) => {
          if (planned[index]?.timeoutMs === null) return;
          let spent = 0;
          const late = done.hops.filter(({ attempt, durationMs }) => {
            const began = spent;
            spent += durationMs;
            return began >= 15_000 && attempt > 1;
          });
          expect(late).toEqual([]);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('goes on the same after a recording, at every step, and changes nothing that it is given', () => {
    fc.assert(
      fc.property(calls, (planned) => {
        runAll(planned, (progress, got, second) => {
          expect(recorded(progress)).toEqual(progress);
          const kept = recorded({ exchange: progress.exchange, state: stateOf(progress) });
          if (!progress.exchange || !kept.exchange) throw new Error('nothing is on the wire');
          const next = receive(progress.exchange, got, stateOf(progress), at(second));
          expect(receive(kept.exchange, recorded(got), kept.state, at(second))).toEqual(next);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('shows no password: not in what was asked, found or sent', () => {
    const secrets = PASSWORDS.flatMap((password) => [
      password,
      ...['ann', 'bob'].map((user) => btoa(`${user}:${password}`)),
    ]);
    fc.assert(
      fc.property(calls, (planned) => {
        for (const { done } of runAll(planned)) {
          const { url, diagnostics, hops } = done;
          const shown = hops.map(({ request: { authenticate: _kept, ...request }, got, ...hop }) => [
            request,
            got.sent,
            { ...hop },
          ]);
          const text = JSON.stringify([url, diagnostics, shown]);
          for (const secret of secrets) expect(text).not.toContain(secret);
        }
      }),
      { numRuns: 200 },
    );
  });
});
