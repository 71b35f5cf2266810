import { describe, expect, it } from 'vitest';
import type { Debuggable } from '../../../src/debug/session/debuggable.ts';
import { exchangeDetail } from '../../../src/debug/views/exchange/exchange-detail.ts';
import { exchangeRow, hopRefs } from '../../../src/debug/views/exchange/exchange-rows.ts';
import { problemsOf, problemView } from '../../../src/debug/views/source/problem-view.ts';
import { callRow } from '../../../src/debug/views/story/call-rows.ts';
import { sizeText } from '../../../src/debug/views/text/size-text.ts';
import { clockText, durationText, fineDurationText } from '../../../src/debug/views/text/time-text.ts';
import { urlText, withoutParams } from '../../../src/debug/views/text/url-text.ts';
import { visibleText } from '../../../src/debug/views/text/visible-text.ts';
import { BANK } from '../../support/bank-app.ts';
import { exchangeOf, hopSummary } from '../../support/hop-summary.ts';
import { placeCall } from '../../support/memory-call.ts';

const HOME = 'http://app.test/voice';

async function bankCall(keys: string): Promise<Debuggable> {
  const { session } = await placeCall({ app: BANK, caller: keys });
  return session;
}

describe('the exchange log', () => {
  it('has a row for each hop, with its cookies and what the cache did', async () => {
    const session = await bankCall('press 1; press 42#');
    const rows = hopRefs(session).map((ref) => exchangeRow(ref, HOME));
    expect(
      rows.map(({ number, method, status, lead, url, cookies, cache, tone }) => [
        number,
        method,
        status,
        `${lead} ${url}`.trim(),
        cookies,
        cache,
        tone,
      ]),
    ).toEqual([
      ['1', 'POST', '200', '/voice', '', '-', 'good'],
      ['2', 'GET', '200', '/jingle.mp3', '', 'miss', 'good'],
      ['3', 'POST', '302', '/route', '+sid !1', '-', 'redirect'],
      ['', 'GET', '200', '↪ /sales', 'sid', 'stored', 'good'],
      ['4', 'POST', '200', '/pin', 'sid', '-', 'good'],
    ]);
  });

  it('says of a hop what it is: the same again, or again with a login', () => {
    const hops = [
      hopSummary({ status: null, failure: 'refused' }),
      hopSummary({ attempt: 2, status: 401 }),
      hopSummary({ status: 302, location: 'http://app.test/menu', fault: 'slow by 5 s' }),
      hopSummary({ url: 'http://app.test/menu' }),
    ];
    const exchange = exchangeOf(hops);
    const rows = hops.map((_, hop) => exchangeRow({ kind: 'done', number: 1, exchange, hop }, HOME));
    expect(rows.map(({ lead, tone, fault, status }) => [lead, tone, fault, status])).toEqual([
      ['', 'bad', false, 'fail'],
      ['attempt 2', 'redirect', false, '401'],
      ['login', 'redirect', true, '302'],
      ['↪', 'good', false, '200'],
    ]);
  });

  it('puts what differs from the first request first', async () => {
    const session = await bankCall('press 1; press 42#');
    const own = hopRefs(session)
      .slice(2, 3)
      .flatMap((ref) => exchangeDetail(session, ref, 'params'))
      .filter(({ kind }) => kind === 'own');
    expect(own).toMatchObject([
      { name: 'CallStatus' },
      { name: 'Digits', value: '1' },
      { name: 'FinishedOnKey' },
      { name: 'msg' },
    ]);
  });

  it('shows what failed as failed', async () => {
    const session = await bankCall('press 2');
    const refs = hopRefs(session);
    expect(refs.slice(-1).map((ref) => exchangeRow(ref, HOME))).toMatchObject([
      { status: '500', tone: 'bad' },
    ]);
    const problems = problemsOf(session.journal, session.position).map(problemView);
    expect(problems.at(-1)).toMatchObject({ level: 'error', name: '11200' });
  });
});

describe("the call's story", () => {
  it('has a line for each event; prompts stand inside their Gather', async () => {
    const session = await bankCall('early press 1; press 42#');
    const entries = session.journal.entries();
    const rows = entries.map((_, at) => callRow(session, { first: at, more: [] }, HOME));
    const told = rows.map((row) => `${row?.what}: ${row?.text}`);
    expect(told).toContain('POST: /route  302 ↪ /sales  200  Digits=1');
    expect(told).toContain('caller: presses 1');
    expect(told).toContain('TwiML: /voice  Say, Gather, Say, Redirect');
    expect(told).toContain('heard: "Welcome to the bank."');
    expect(told.filter((text) => text.startsWith('  Say'))).toHaveLength(2);
    expect(told.at(-1)).toMatch(/^end: completed after \d+ s: Hangup ended it$/);
    const heard = rows.find((row) => row?.text === '"Welcome to the bank."');
    expect(heard?.duration).toBe('1.6 s');
  });
});

describe('words for values', () => {
  it('times and durations', () => {
    expect([0, 4_290, 61_000, 3_600_000].map(clockText)).toEqual([
      '00:00.0',
      '00:04.2',
      '01:01.0',
      '1:00:00.0',
    ]);
    expect([0, 0.4, 9.94, 18.4].map(fineDurationText)).toEqual(['0 ms', '0.4 ms', '9.9 ms', '18 ms']);
    expect([0, 1023, 1024, 1229, 65_536, 3_500_000].map(sizeText)).toEqual([
      '0 B',
      '1023 B',
      '1 kB',
      '1.2 kB',
      '64 kB',
      '3.3 MB',
    ]);
    expect([0, 18.4, 999, 2_100, 185_000].map(durationText)).toEqual([
      '0 ms',
      '18 ms',
      '999 ms',
      '2.1 s',
      '3:05',
    ]);
  });

  it('URLs are short on the host that is debugged, and without the parameters that a GET carries', () => {
    expect(urlText('http://app.test/menu?a=1', HOME)).toBe('/menu?a=1');
    expect(urlText('https://other.test/menu', HOME)).toBe('https://other.test/menu');
    expect(urlText('not a URL\u001B', HOME)).toBe('not a URL␛');
    expect(
      withoutParams('http://app.test/menu?a=1&Digits=2&CallSid=CA', { Digits: '2', CallSid: 'CA' }),
    ).toBe('http://app.test/menu?a=1');
    expect(withoutParams('http://app.test/menu?Digits=3', { Digits: '2' })).toBe(
      'http://app.test/menu?Digits=3',
    );
  });

  it.each([
    ['plain text 日本 🎉', 'plain text 日本 🎉'],
    ['a\u001B[31mb\r\nc\td', 'a␛[31mb␍␊c␉d'],
    ['\u007F\u009B', '␡<U+009B>'],
    ['\u202Eevil\u2069', '<U+202E>evil<U+2069>'],
    ['half \uD83D', 'half <U+D83D>'],
  ])('%j is shown as %s', (text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });
});
