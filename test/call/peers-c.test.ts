import { describe, expect, it } from 'vitest';
import { placeCall } from '../support/memory-call.ts';

/** What Restcomm asserts, and no other test of ours holds (peers.md 3c). */
describe('the action of a Dial', () => {
  const DIAL = '<Dial action="/after">+15550000001</Dial>';
  const place = (callee: string, caller = '') =>
    placeCall({ app: { '/voice': DIAL, '/after': '<Hangup/>' }, callee, caller });

  it('carries To and From of the caller’s own leg, and CallStatus=in-progress while the caller is on the line', async () => {
    const call = await place('answer talk 3s');
    expect(call.asked[1]?.params).toMatchObject({
      From: '+15551230001',
      To: '+15559870002',
      CallStatus: 'in-progress',
      DialCallStatus: 'completed',
      DialCallDuration: '3',
    });
  });

  it('is requested once when the caller hangs up in the moment in which the callee does', async () => {
    // The callee answers after 2.5 s and talks for 3 s; the caller was answered at once.
    const call = await place('answer talk 3s', 'wait 5500ms; hang up');
    expect(call.paths).toEqual(['/voice', '/after']);
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });

  it.each(['busy', 'no-answer', 'failed'])('%s: duration 0', async (callee) => {
    const { asked } = await place(callee);
    expect(asked[1]?.params).toMatchObject({ DialCallDuration: '0', DialBridged: 'false' });
  });
});

describe('verbs after a recording', () => {
  it('finished by *, the reply’s verbs run', async () => {
    const app = {
      '/voice': '<Record action="/saved"/><Say>no</Say>',
      '/saved': '<Say>one</Say><Say>two</Say>',
    };
    const call = await placeCall({ app, caller: 'wait 5s; press *' });
    expect(call.asked[1]?.params).toMatchObject({ Digits: '*' });
    expect(call.heard).toEqual(['beep', 'one', 'two']);
  });
});

describe('the first document', () => {
  it.each([
    ['cannot be parsed', { status: 200, body: '<Response><Say>' }, 12100],
    ['is a 408', { status: 408 }, 11200],
    ['is a bare verb without a root', { status: 200, body: '<Say>hi</Say>' }, 12102],
  ])('that %s: the call is completed, after the announcement', async (_what, answer, code) => {
    const call = await placeCall({ app: { '/voice': answer } });
    expect(call.of('call').map(({ status }) => status)).toEqual(['ringing', 'in-progress', 'completed']);
    expect(call.end).toMatchObject({ status: 'completed', error: code });
  });
});
