import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

describe('Redirect (Twilio docs: TwiML Voice: Redirect)', () => {
  it('keeps the call ringing, sends the standard parameters only, and never returns', async () => {
    const app = {
      '/voice': '<Redirect>next?x=1</Redirect><Say>unreachable</Say>',
      '/next': '<Say>there</Say>',
    };
    const call = await placeCall({ app });
    expect(call.asked[1]).toMatchObject({
      method: 'POST',
      path: '/next',
      params: { x: '1', CallStatus: 'ringing' },
    });
    expect(call.heard).toEqual(['there']);
    expect(call.of('exchange')[1]?.purpose).toBe('redirect');
  });

  it('does not repeat the Digits of an earlier request', async () => {
    const app = {
      '/voice': '<Gather numDigits="1" action="/a"/>',
      '/a': '<Redirect method="GET">/b</Redirect>',
      '/b': '<Hangup/>',
    };
    const call = await placeCall({ app, caller: 'press 1' });
    expect(call.asked[1]?.params).toHaveProperty('Digits');
    expect(call.asked[2]?.method).toBe('GET');
    expect(call.asked[2]?.params).not.toHaveProperty('Digits');
  });

  it('when it is empty asks for the current document again', async () => {
    let visits = 0;
    const call = await placeCall({ app: { '/voice': () => (visits++ === 0 ? '<Redirect/>' : '<Hangup/>') } });
    expect(call.paths).toEqual(['/voice', '/voice']);
  });

  it('warns about a method that is none (13710) and posts', async () => {
    const call = await placeCall({
      app: { '/voice': '<Redirect method="get">/b</Redirect>', '/b': '<Hangup/>' },
    });
    expect(call.of('diagnostic')[0]).toMatchObject({ code: 13710 });
    expect(call.asked[1]?.method).toBe('POST');
  });

  it('fails the call with 11100 when the URL is none', async () => {
    const call = await placeCall({ app: { '/voice': '<Redirect>ftp://example.com/x</Redirect>' } });
    expect(call.end.error).toBe(11100);
  });

  it('that redirects for ever is taken for a loop, and the call fails: nobody was called who did not answer', async () => {
    const call = await placeCall({ app: { '/voice': '<Redirect>/voice</Redirect>' }, maxSteps: 25 });
    expect(call.of('diagnostic')).toMatchObject([
      { rule: 'self-redirect', level: 'warning' },
      { rule: 'document-loop', level: 'warning' },
      { rule: 'max-steps', level: 'error' },
    ]);
    expect(call.of('verb')).toHaveLength(25);
    expect(call.end.status).toBe('failed');
  });
});

describe('where Redirect leads to (Twilio docs: TwiML Voice: Redirect)', () => {
  it.each([
    ['http://app.test/there', 'POST', ''],
    ['/there', 'POST', ''],
    ['there', 'POST', ''],
    ['/there', 'GET', ' method="GET"'],
    ['', 'GET', ' method="GET"'],
  ])('to "%s" by %s', async (url, method, attribute) => {
    let visits = 0;
    const app = {
      '/voice': () =>
        visits++ === 0 ? `<Redirect${attribute}>${url}</Redirect><Say>never</Say>` : '<Hangup/>',
      '/there': '<Hangup/>',
    };
    const call = await placeCall({ app });
    expect(call.asked[1]).toMatchObject({ method, path: url === '' ? '/voice' : '/there' });
    expect(call.asked[1]?.params).toMatchObject({ From: '+15551230001', CallStatus: 'ringing' });
    expect(call.heard).toEqual([]);
  });
});
