import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

const OK = { status: 204, body: '', headers: [] } as const;

describe('Sms in a call (Twilio docs, old: TwiML Voice: Sms)', () => {
  it('goes to the caller from the called number, and the next verb runs', async () => {
    const call = await placeCall({ app: { '/voice': '<Sms>Your code is 42</Sms><Say>sent</Say>' } });
    expect(call.of('message')).toMatchObject([
      {
        direction: 'outbound-api',
        from: '+15559870002',
        to: '+15551230001',
        body: 'Your code is 42',
        media: [],
        status: 'sending',
      },
      { status: 'sent' },
    ]);
    const [first, second] = call.of('message');
    expect(first?.sid).toMatch(/^SM[0-9a-f]{32}$/);
    expect(second?.sid).toBe(first?.sid);
    expect(call.heard).toEqual(['sent']);
  });

  it('goes to the callee on an outbound call', async () => {
    const call = await placeCall({
      app: { '/voice': '<Sms>Hi</Sms>' },
      leg: { direction: 'outbound-api', from: '+15559870002', to: '+15551230001' },
    });
    expect(call.of('message')[0]).toMatchObject({ from: '+15559870002', to: '+15551230001' });
  });

  it('requests action at once with SmsSid and SmsStatus=sending; what follows is unreachable', async () => {
    const call = await placeCall({
      app: {
        '/voice': '<Sms action="/after" to="+15550001111" from="+15550002222">Hi</Sms><Say>never</Say>',
        '/after': '<Hangup/>',
      },
    });
    expect(call.asked[1]?.params).toMatchObject({ SmsStatus: 'sending', SmsSid: call.of('message')[0]?.sid });
    expect(call.of('exchange')[1]).toMatchObject({ purpose: 'action', at: 0 });
    expect(call.of('message')[0]).toMatchObject({ from: '+15550002222', to: '+15550001111' });
    expect(call.heard).toEqual([]);
  });

  it('tells statusCallback later that it was sent, even when the call is over', async () => {
    const call = await placeCall({
      app: { '/voice': '<Sms statusCallback="/sms">Hi</Sms><Hangup/>', '/sms': OK },
    });
    expect(call.asked[1]).toMatchObject({
      path: '/sms',
      params: { SmsStatus: 'sent', SmsSid: call.of('message')[0]?.sid, CallStatus: 'completed' },
    });
    expect(call.of('exchange')[1]?.purpose).toBe('sms-status');
    expect(call.events.at(-1)?.type).toBe('end');
    expect(call.end.durationSeconds).toBe(0);
  });

  it.each([
    ['to="nobody"', 14101],
    ['to="client:alice"', 14101],
    ['from="+0"', 14102],
  ])('with %s is %d and SmsStatus=invalid; nothing is sent', async (attributes, code) => {
    const app = {
      '/voice': `<Sms action="/after" statusCallback="/sms" ${attributes}>Hi</Sms>`,
      '/after': '<Hangup/>',
    };
    const call = await placeCall({ app });
    expect(call.of('diagnostic').map((finding) => finding.code)).toContain(code);
    expect(call.asked[1]?.params).toMatchObject({ SmsStatus: 'invalid' });
    expect(call.paths).toEqual(['/voice', '/after']);
    expect(call.of('message')).toEqual([]);
  });

  it('with more than 160 characters is 14103, and nothing is sent', async () => {
    const call = await placeCall({ app: { '/voice': `<Sms>${'a'.repeat(161)}</Sms><Say>on</Say>` } });
    expect(call.of('diagnostic').map(({ code }) => code)).toContain(14103);
    expect(call.of('message')).toEqual([]);
    expect(call.heard).toEqual(['on']);
    const fits = await placeCall({ app: { '/voice': `<Sms>${'a'.repeat(160)}</Sms>` } });
    expect(fits.of('message')).toHaveLength(2);
  });

  it('without a text sends nothing', async () => {
    const call = await placeCall({ app: { '/voice': '<Sms/><Say>on</Say>' } });
    expect(call.of('message')).toEqual([]);
    expect(call.heard).toEqual(['on']);
  });

  it('says that it is deprecated', async () => {
    const call = await placeCall({ app: { '/voice': '<Sms>Hi</Sms>' } });
    expect(call.of('diagnostic')).toMatchObject([{ rule: 'deprecated', level: 'warning', line: 3 }]);
  });
});
