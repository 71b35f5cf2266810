import { describe, expect, it } from 'vitest';
import { Core } from '../support/core.ts';
import { failure, ok, placeCall, response } from '../support/memory-call.ts';

const FALLBACK = { fallback: { url: 'http://app.test/fallback', method: 'POST' } } as const;

describe('the fallback URL (Twilio docs: Availability and reliability, fallback URLs)', () => {
  it('is asked at once with all standard parameters plus ErrorCode and ErrorUrl; its TwiML replaces the failed document', async () => {
    const app = { '/voice': failure('refused'), '/fallback': '<Say>Please call later.</Say>' };
    const call = await placeCall({ app, leg: FALLBACK });
    expect(call.paths).toEqual(['/voice', '/voice', '/fallback']);
    expect(call.asked[2]).toMatchObject({
      method: 'POST',
      params: {
        ErrorCode: '11202',
        ErrorUrl: 'http://app.test/voice',
        CallStatus: 'ringing',
        From: '+15551230001',
      },
    });
    expect(call.heard).toEqual(['Please call later.']);
    expect(call.of('exchange')[1]?.purpose).toBe('fallback');
  });

  it('that answers makes the call end without an error', async () => {
    const app = { '/voice': { status: 500 }, '/fallback': '<Hangup/>' };
    expect((await placeCall({ app, leg: FALLBACK })).end).toMatchObject({ status: 'completed', error: null });
  });

  it('serves failures of later documents too, whatever failed', async () => {
    const app = {
      '/voice': '<Say>Hi</Say><Redirect>/broken</Redirect>',
      '/broken': ok(response('<Say>a & b</Say>')),
      '/fallback': '<Say>Sorry.</Say><Redirect>ftp://nowhere</Redirect>',
    };
    const call = await placeCall({ app, leg: FALLBACK, caller: 'wait 5s; hang up' });
    expect(call.asked[2]?.params).toMatchObject({ ErrorCode: '12100', ErrorUrl: 'http://app.test/broken' });
    // The verb of the fallback's own document fails: that is another failure, and the fallback serves it again.
    expect(call.asked[3]?.params).toMatchObject({ ErrorCode: '11100', ErrorUrl: 'http://app.test/fallback' });
  });

  it('that fails too leaves the announcement', async () => {
    const call = await placeCall({
      app: { '/voice': { status: 500 }, '/fallback': { status: 404 } },
      leg: FALLBACK,
    });
    expect(call.paths).toEqual(['/voice', '/fallback']);
    expect(call.heard).toEqual(['We are sorry. An application error has occurred. Goodbye.']);
    expect(call.end.error).toBe(11200);
  });

  it('can be asked by GET', async () => {
    const app = { '/voice': { status: 500 }, '/fallback': '<Hangup/>' };
    const call = await placeCall({ app, leg: { fallback: { ...FALLBACK.fallback, method: 'GET' } } });
    expect(call.asked[1]).toMatchObject({ method: 'GET', params: { ErrorCode: '11200' } });
  });
});

describe('what has a fallback, and for how long (Twilio docs: Availability and reliability)', () => {
  const fallback = { url: 'http://app.test/fallback', method: 'POST' } as const;

  it('status callbacks have no fallback', async () => {
    const app = { '/voice': '<Hangup/>', '/status': { status: 500 }, '/fallback': '<Say>no</Say>' };
    const statusCallback = { url: 'http://app.test/status', method: 'POST' } as const;
    const call = await placeCall({ app, leg: { fallback, statusCallback } });
    expect(call.paths).toEqual(['/voice', '/status']);
    expect(call.end.error).toBeNull();
  });

  it('the switch is not sticky: the document after the fallback’s is asked for as ever', async () => {
    const app = {
      '/voice': { status: 500 },
      '/fallback': '<Redirect>/next</Redirect>',
      '/next': '<Gather numDigits="1"/>',
    };
    const call = await placeCall({ app, leg: { fallback }, caller: 'press 1' });
    expect(call.paths).toEqual(['/voice', '/fallback', '/next', '/next']);
    expect(call.asked[2]?.params).not.toHaveProperty('ErrorCode');
  });

  it('a caller who hangs up while the fallback is asked: nobody runs its answer', () => {
    const core = new Core('<Say>hi</Say><Redirect>/gone</Redirect>', { fallback });
    core.advance();
    core.enter({ type: 'played', work: core.work('play').id });
    core.advance();
    core.answer({ ...ok(''), status: 404 });
    core.enter({ type: 'hang-up', leg: core.sid });
    core.answer(ok(response('<Say>sorry</Say>')));
    expect(core.board.ended).toBe(true);
    expect(core.of('document')).toHaveLength(1);
    expect(core.of('end')[0]).toMatchObject({ status: 'completed' });
  });
});
