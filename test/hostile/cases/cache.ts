import { expect } from 'vitest';
import type { CacheVerdict } from '../../../src/http/cache.ts';
import { answer, audio, HI, turns, twiml } from '../answers.ts';
import type { HostileCase, Seen } from '../hostile-case.ts';
import type { Answer } from '../hostile-server.ts';

/** A file with these fields. */
const file = (...fields: readonly string[]) =>
  answer(200, ['Content-Type: audio/x-gsm', ...fields], Buffer.alloc(330));

/** A 304 has no body and no length of one. */
function notModified(...fields: readonly string[]): Buffer {
  return Buffer.from(['HTTP/1.1 304 Not Modified', ...fields, '', ''].join('\r\n'), 'latin1');
}

/** A call that plays the same file in two documents, and what the cache does for it each time. */
function twice(wanted: Answer, first: CacheVerdict, second: CacheVerdict) {
  return {
    app: {
      '/voice': twiml('<Play>/file</Play><Redirect>/again</Redirect>'),
      '/again': twiml('<Play>/file</Play><Say>Hi</Say>'),
      '/file': wanted,
    },
    heard: ['{origin}/file', '{origin}/file', 'Hi'],
    hops: ['200', '200', '200', '200'],
    also: ({ run }: Seen) => {
      const played = run.of('exchange').filter(({ purpose }) => purpose === 'media');
      expect(played.map(({ cache: verdict }) => verdict)).toEqual([first, second]);
    },
  };
}

export const cache: readonly HostileCase[] = [
  {
    title: 'max-age is heeded: a fresh file is not asked for again',
    ...twice(file('Cache-Control: max-age=60'), 'stored', 'hit'),
  },
  {
    title: 'max-age=0 without a validator is asked for again',
    ...twice(file('Cache-Control: max-age=0'), 'miss', 'miss'),
  },
  {
    title: 'no-store is asked for again',
    ...twice(file('Cache-Control: no-store, max-age=60', 'ETag: "a"'), 'bypass', 'bypass'),
  },
  { title: 'a file that says nothing is asked for again', ...twice(file(), 'miss', 'miss') },
  ...(
    [
      ['Cache-Control: max-age=-1', 'miss', 'miss'],
      ['Cache-Control: max-age=soon', 'miss', 'miss'],
      ['Cache-Control: max-age=', 'miss', 'miss'],
      ['Cache-Control: max-age=1e9', 'stored', 'hit'],
      ['Cache-Control: max-age=1, max-age=60', 'stored', 'hit'],
      ['Cache-Control: max-age="60', 'stored', 'hit'],
      ['Cache-Control: ,,,', 'miss', 'miss'],
      ['Cache-Control: "', 'miss', 'miss'],
      ['Age: -1', 'stored', 'hit'],
      ['Age: old', 'stored', 'hit'],
      [`Age: ${'9'.repeat(400)}`, 'stored', 'hit'],
      ['Expires: 0', 'stored', 'hit'],
      ['Date: never', 'stored', 'hit'],
      ['Last-Modified: never', 'stored', 'hit'],
      ['__proto__: a', 'stored', 'hit'],
      ['constructor: a', 'stored', 'hit'],
      [`Vary: a${' '.repeat(30_000)}b`, 'stored', 'hit'],
      [`Connection: a${' '.repeat(30_000)}b`, 'stored', 'hit'],
    ] as const
  ).map(([field, first, second]) => ({
    title: `"${field.slice(0, 40)}" does not confuse the cache`,
    ...twice(file(...(field.startsWith('Cache') ? [] : ['Cache-Control: max-age=60']), field), first, second),
  })),
  {
    title: 'a 304 to a validator is answered with what was kept',
    ...twice(
      turns(file('ETag: "a"', 'Cache-Control: no-cache'), notModified('ETag: "a"')),
      'stored',
      'revalidated',
    ),
  },
  {
    title: 'a 200 to a validator replaces what was kept',
    ...twice(file('ETag: "a"', 'Cache-Control: no-cache'), 'stored', 'stored'),
  },
  {
    title: 'a validator with strange bytes is sent back as it is',
    ...twice(
      ({ headers }) =>
        headers.get('if-none-match') === '"\xfc\t\xff"'
          ? notModified()
          : file('ETag: "\xfc\t\xff"', 'Cache-Control: no-cache'),
      'stored',
      'revalidated',
    ),
  },
  {
    title: 'a validator of 30 kB is sent back',
    ...twice(
      ({ headers }) =>
        headers.get('if-none-match')?.length === 30_002
          ? notModified()
          : file(`ETag: "${'x'.repeat(30_000)}"`, 'Cache-Control: no-cache'),
      'stored',
      'revalidated',
    ),
  },
  {
    title: 'a 304 to a request without a condition is an invalid redirect',
    app: { '/voice': notModified('ETag: "a"') },
    code: 11216,
    hops: ['304'],
  },
  {
    title: 'a 304 to the first request for a file fails the Play',
    app: { '/voice': twiml('<Play>/file</Play><Say>Hi</Say>'), '/file': notModified() },
    code: 11216,
    hops: ['200', '304'],
  },
  {
    title: 'Vary: * is never kept',
    ...twice(file('Cache-Control: max-age=60', 'Vary: *'), 'miss', 'miss'),
  },
  {
    title: 'Vary by something that every request has anew is kept and asked for again',
    ...twice(file('Cache-Control: max-age=60', 'Vary: I-Twilio-Idempotency-Token'), 'stored', 'stored'),
  },
  {
    title: 'Vary by names without sense breaks nothing',
    ...twice(file('Cache-Control: max-age=60', 'Vary: __proto__, , constructor,,,'), 'stored', 'hit'),
  },
  {
    title: 'an error page is not kept, whatever it says of its lifetime',
    app: {
      '/voice': twiml('<Play>/file</Play><Say>never</Say>'),
      '/fallback': twiml('<Play>/file</Play><Say>Hi</Say>'),
      '/file': turns(answer(404, ['Cache-Control: max-age=60'], 'no'), audio(330)),
    },
    args: ['--fallback-url', '{origin}/fallback'],
    heard: ['{origin}/file', 'Hi'],
    told: ['error 11200'],
    hops: ['200', '404', '200', '200'],
  },
  {
    title: 'the answer to a POST is not kept, whatever it says of its lifetime',
    app: {
      '/voice': turns(twiml('<Redirect>/voice</Redirect>', 'Cache-Control: max-age=60'), HI),
    },
    told: ['warning self-redirect'],
    hops: ['200', '200'],
  },
  {
    title: 'the answer to a GET is kept: the same page in the same state is not asked for again',
    app: {
      '/voice': twiml('<Say>Hi</Say><Redirect method="GET">/menu</Redirect>'),
      '/menu': twiml('<Pause/><Redirect method="GET">/menu</Redirect>', 'Cache-Control: max-age=60'),
    },
    args: ['--max-steps', '20'],
    told: ['warning document-loop', 'error max-steps'],
    hops: ['200', '200', ...Array.from({ length: 9 }, () => '200')],
    asked: ['POST /voice', 'GET /menu'],
    exitCode: 1,
  },
];
