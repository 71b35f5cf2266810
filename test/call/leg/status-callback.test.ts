import { describe, expect, it } from 'vitest';
import { type Answer, ok, placeCall } from '../../support/memory-call.ts';

const LEG = { statusCallback: { url: 'http://app.test/status', method: 'POST' } } as const;
const NO_CONTENT = { status: 204, body: '', bytes: 0, headers: [] } as const;

const place = (voice: Answer, status: Answer = NO_CONTENT, caller = '') =>
  placeCall({ app: { '/voice': voice, '/status': status }, leg: LEG, caller });

describe('the status callback of a number (Twilio docs: Call resource, "StatusCallback")', () => {
  it('is told when the call has ended, with its duration, and the end is printed after the answer', async () => {
    const call = await place('<Pause length="2"/><Say>Hi</Say>', NO_CONTENT, 'wait 70s');
    expect(call.paths).toEqual(['/voice', '/status']);
    expect(call.asked[1]?.params).toMatchObject({
      CallStatus: 'completed',
      CallDuration: '0',
      Duration: '0',
      CallbackSource: 'call-progress-events',
      SequenceNumber: '0',
      Timestamp: 'Thu, 01 Jan 2026 00:00:02 +0000',
      Direction: 'inbound',
    });
    // What the caller was still to do is said last.
    expect(call.events.slice(-3).map(({ type }) => type)).toEqual(['exchange', 'diagnostic', 'end']);
    expect(call.of('exchange')[1]?.purpose).toBe('status-callback');
  });

  it('bills every started minute', async () => {
    const call = await place('<Gather timeout="49"/><Gather timeout="12"/>');
    expect(call.asked[1]?.params).toMatchObject({ CallDuration: '61', Duration: '2' });
  });

  it.each([
    ['<Reject reason="busy"/>', 'busy'],
    ['<Reject/>', 'no-answer'],
  ])('of %s says %s', async (verb, status) => {
    expect((await place(verb)).asked[1]?.params).toMatchObject({ CallStatus: status, CallDuration: '0' });
  });

  it('comes after the last request of a Record that was hung up on', async () => {
    const app = { '/voice': '<Record action="/saved"/>', '/saved': '<Hangup/>', '/status': NO_CONTENT };
    const call = await placeCall({ app, leg: LEG, caller: 'wait 5s; hang up' });
    expect(call.paths).toEqual(['/voice', '/saved', '/status']);
    expect(call.end.error).toBeNull();
  });

  it.each([
    ['a 500', { status: 500 }, 15003],
    ['nothing', { status: 200, body: '', bytes: 0, headers: [] }, 11200],
  ])('answered with %s is a warning, and does not touch the call', async (_what, answer, code) => {
    const call = await place('<Hangup/>', answer);
    expect(call.of('diagnostic')).toMatchObject([{ code, level: 'warning' }]);
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });

  it.each([
    ['a 404', { status: 404 }, /^no route answers this path: .*; the call is not affected$/],
    ['a 403', { status: 403, body: 'invalid signature' }, /^your app refused .*; the call is not affected$/],
  ])('answered with %s is told what the refusal of a document would be told', async (_what, answer, help) => {
    const call = await place('<Hangup/>', answer);
    expect(call.of('diagnostic')).toMatchObject([{ code: 15003, help: expect.stringMatching(help) }]);
  });

  it.each([
    ['204', NO_CONTENT],
    ['an empty Response', ok('<Response/>')],
    ['plain text', ok('OK', [['Content-Type', 'text/plain']])],
  ])('answered with %s is fine', async (_what, answer) => {
    expect((await place('<Hangup/>', answer)).of('diagnostic')).toEqual([]);
  });

  it('answered with JSON is safe (Twilio help centre, 12300): one remark for each URL', async () => {
    const app = {
      '/voice':
        '<Dial><Number statusCallback="/n" statusCallbackEvent="ringing answered">+15005550001</Number></Dial>',
      '/n': ok('{}', [['Content-Type', 'application/json']]),
    };
    const call = await placeCall({ app });
    expect(call.paths.filter((path) => path === '/n')).toHaveLength(2);
    expect(call.of('diagnostic')).toMatchObject([{ code: 12300, level: 'info' }]);
  });

  it('carries no cookies of the call, and sets none', async () => {
    const voice = {
      ...ok('<Response><Hangup/></Response>'),
      headers: [
        ['Content-Type', 'text/xml'],
        ['Set-Cookie', 'a=1'],
      ] as const,
    };
    const call = await place(voice);
    expect(call.asked[1]?.headers).not.toHaveProperty('cookie');
  });
});
