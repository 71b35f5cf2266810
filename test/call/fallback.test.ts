import { describe, expect, it } from 'vitest';
import { failure, ok, placeCall, response } from '../support/memory-call.ts';

const FALLBACK = { fallback: { url: 'http://app.test/fallback', method: 'POST' } } as const;

describe('the fallback URL (http.md section 7)', () => {
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
