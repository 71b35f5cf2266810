import { describe, expect, it } from 'vitest';
import { placeCall } from '../support/memory-call.ts';

describe('Dial (Twilio docs: TwiML Voice: Dial)', () => {
  it('busy callee: action hears DialCallStatus=busy, and the rest is unreachable', async () => {
    const call = await placeCall({
      app: {
        '/voice':
          '<Dial timeout="20" action="/after"><Number>+15551230002</Number></Dial><Say>unreachable</Say>',
        '/after': '<Say>after</Say>',
      },
      callee: 'busy',
    });
    expect(call.paths).toEqual(['/voice', '/after']);
    expect(call.asked[1]?.params).toMatchObject({ DialCallStatus: 'busy', DialBridged: 'false' });
    expect(call.heard).toEqual(['ringing', 'after']);
  });

  it('callee answers and hangs up after 42 s: completed, 42 s, bridged', async () => {
    const call = await placeCall({
      app: { '/voice': '<Dial action="/after">+15551230002</Dial>', '/after': '<Hangup/>' },
      callee: 'answer talk 42s',
    });
    expect(call.asked[1]?.params).toMatchObject({
      DialCallStatus: 'completed',
      DialCallDuration: '42',
      DialBridged: 'true',
    });
  });

  it('screening', async () => {
    const call = await placeCall({
      app: {
        '/voice':
          '<Dial action="/after"><Number url="/screen">+15551230002</Number><Number>+15551230003</Number></Dial>',
        '/screen': '<Gather numDigits="1" action="/accept"><Say>press 1</Say></Gather><Hangup/>',
        '/accept': '<Say>ok</Say>',
        '/after': '<Hangup/>',
      },
      callee: '+15551230002=answer press 1 talk 5s; no-answer',
    });
    expect(call.paths).toEqual(['/voice', '/screen', '/accept', '/after']);
    expect(call.asked[3]?.params).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' });
  });

  it('caller hangs up while it rings', async () => {
    const call = await placeCall({
      app: { '/voice': '<Dial action="/after">+15551230002</Dial>', '/after': '<Say>no</Say>' },
      callee: 'no-answer',
      caller: 'wait 3s; hang up',
    });
    expect(call.asked[1]?.params).toMatchObject({ DialCallStatus: 'canceled', CallStatus: 'completed' });
    expect(call.end.status).toBe('completed');
  });
});
