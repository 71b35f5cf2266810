import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';
import { dial, one } from './dialling.ts';

describe('when the caller goes (Twilio docs: TwiML Voice: Dial)', () => {
  it.each([
    ['while it rings', 'no-answer', 'wait 3s; hang up', 'canceled', 'false'],
    ['while they talk', 'answer talk 60s', 'wait 9s; hang up', 'completed', 'true'],
  ])('%s action is asked once, and its answer is not run', async (_when, callee, caller, status, bridged) => {
    const call = await dial(one(), { callee, caller, app: { '/after': '<Say>no</Say>' } });
    expect(call.paths).toEqual(['/voice', '/after']);
    expect(call.after).toMatchObject({
      CallStatus: 'completed',
      DialCallStatus: status,
      DialBridged: bridged,
    });
    expect(call.heard).not.toContain('no');
    expect(call.end.status).toBe('completed');
  });

  it('a live update while they talk: action hears completed, only the new document takes control', async () => {
    const call = await dial(one(), {
      caller: 'wait 9s; update /other',
      callee: 'answer talk 60s',
      app: { '/after': '<Say>no</Say>', '/other': '<Say>other</Say>' },
    });
    expect(call.paths.toSorted()).toEqual(['/after', '/other', '/voice']);
    expect(call.after).toMatchObject({ CallStatus: 'in-progress', DialCallStatus: 'completed' });
    expect(call.heard).toEqual(['ringing', 'other']);
    const callee = call.of('call').filter(({ direction }) => direction === 'outbound-dial');
    expect(callee.at(-1)).toMatchObject({ status: 'completed', at: 9_000 });
  });

  it('a live update while it rings cancels the callee', async () => {
    const call = await dial(one(), {
      caller: 'wait 2s; update hang up',
      callee: 'no-answer',
    });
    expect(call.after).toMatchObject({ DialCallStatus: 'canceled', CallStatus: 'completed' });
    expect(call.of('call').at(-1)?.status).not.toBe('in-progress');
  });
});

describe('how a Dial ends otherwise (Twilio docs: TwiML Voice: Dial)', () => {
  it('timeLimit counts from the bridge and hangs up', async () => {
    const call = await dial(one(' timeLimit="15"'), { callee: 'ring 3s answer talk 60s' });
    expect(call.after).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '15' });
    expect(call.of('exchange')[1]?.at).toBe(18_500);
  });

  it('hangupOnStar: * ends the dialled leg, inside a burst of keys too', async () => {
    const call = await dial(one(' hangupOnStar="true"'), {
      callee: 'answer talk 60s',
      caller: 'press 12*',
    });
    expect(call.after).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' });
    expect(call.of('exchange')[1]?.at).toBe(2_700);
  });

  it('hangupOnStar: an early * gives up on who still rings', async () => {
    const call = await dial(one(' hangupOnStar="true"'), { callee: 'no-answer', caller: 'early press *' });
    expect(call.after).toMatchObject({ DialCallStatus: 'canceled', DialBridged: 'false' });
  });

  it('without hangupOnStar a * does nothing', async () => {
    const call = await dial(one(), { callee: 'answer talk 5s', caller: 'press *; hang up' });
    expect(call.after).toMatchObject({ DialCallDuration: '5' });
  });

  it('ends the dialled leg, and the document continues', async () => {
    const app = { '/voice': '<Dial hangupOnStar="true">+15550000001</Dial><Say>next</Say>' };
    const call = await placeCall({ app, callee: 'answer talk 60s', caller: 'wait 5s; press *' });
    expect(call.heard).toEqual(['ringing', 'next']);
    expect(call.of('call').filter(({ status }) => status === 'completed')).toHaveLength(2);
  });
});
