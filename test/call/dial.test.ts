import { describe, expect, it } from 'vitest';
import { Core } from '../support/core.ts';
import { type CallPlan, placeCall } from '../support/memory-call.ts';

const DONE = { '/after': '<Hangup/>' };

/** A call that dials, and what `action` hears of it. */
async function dial(verb: string, plan: Omit<CallPlan, 'app'> & { app?: CallPlan['app'] } = {}) {
  const call = await placeCall({ ...plan, app: { '/voice': verb, ...DONE, ...plan.app } });
  const after = call.asked.find(({ path }) => path === '/after');
  return { ...call, after: after?.params ?? {} };
}

const one = (attributes = '', noun = '<Number>+15551230002</Number>') =>
  `<Dial action="/after"${attributes}>${noun}</Dial><Say>next</Say>`;

describe('what action hears (voice.md 6.3, 19.2)', () => {
  it('busy callee: DialCallStatus=busy, and the rest of the document is unreachable', async () => {
    const call = await dial(one(' timeout="20"'), { callee: 'busy', app: { '/after': '<Say>after</Say>' } });
    expect(call.paths).toEqual(['/voice', '/after']);
    expect(call.after).toMatchObject({ DialCallStatus: 'busy', DialCallDuration: '0', DialBridged: 'false' });
    expect(call.after['DialCallSid']).toMatch(/^CA[\da-f]{32}$/);
    expect(call.heard).toEqual(['ringing', 'after']);
  });

  it('callee answers and hangs up after 42.9 s: completed, whole seconds, bridged', async () => {
    const call = await dial(one(), { callee: 'answer talk 42900ms' });
    expect(call.after).toMatchObject({
      CallStatus: 'in-progress',
      DialCallStatus: 'completed',
      DialCallDuration: '42',
      DialBridged: 'true',
    });
  });

  it.each([
    ['no-answer', 'no-answer'],
    ['failed', 'failed'],
  ])('%s is DialCallStatus=%s', async (callee, status) => {
    expect((await dial(one(), { callee })).after).toMatchObject({
      DialCallStatus: status,
      DialCallDuration: '0',
    });
  });

  it('gives up 5 s after timeout, 30 s by default: Twilio adds a buffer', async () => {
    const rings = async (attributes: string) => {
      const call = await dial(one(attributes), { callee: 'no-answer' });
      return call.of('exchange')[1]?.at;
    };
    expect(await rings('')).toBe(35_000);
    expect(await rings(' timeout="10"')).toBe(15_000);
  });

  it('without action the next verb runs', async () => {
    const call = await dial('<Dial>+15551230002</Dial><Say>next</Say>', { callee: 'busy' });
    expect(call.heard).toEqual(['ringing', 'next']);
  });

  it('method GET puts the result into the query', async () => {
    const call = await dial(one(' method="GET"'), { callee: 'busy' });
    expect(call.asked[1]).toMatchObject({ method: 'GET', params: { DialCallStatus: 'busy' } });
  });

  it.each([
    ['nothing to dial', '<Dial action="/after"/>'],
    ['what is no number', '<Dial action="/after">nobody</Dial>'],
    ['what is no SIP URI', one('', '<Sip>sip:</Sip>')],
  ])('%s is failed, and no leg is made', async (_what, verb) => {
    const call = await dial(verb);
    expect(call.after).toMatchObject({ DialCallStatus: 'failed', DialBridged: 'false' });
    expect(call.after).not.toHaveProperty('DialCallSid');
    expect(call.of('call').every(({ direction }) => direction === 'inbound')).toBe(true);
  });
});

describe('when the caller goes (voice.md 6.2, open question 7)', () => {
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

describe('several parties (voice.md 6.2)', () => {
  const TWO = '<Number>+15551230002</Number><Number>+15551230003</Number>';

  it('all ring at once; the first to answer wins and the others are canceled', async () => {
    const call = await dial(one('', TWO), { callee: '+15551230003=ring 1s answer; ring 9s answer' });
    const last = (to: string) =>
      call
        .of('call')
        .filter((event) => event.to === to)
        .at(-1);
    expect(last('+15551230002')).toMatchObject({ status: 'canceled', at: 1_500 });
    expect(last('+15551230003')).toMatchObject({ status: 'completed' });
    expect(call.after).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' });
  });

  it('one busy line does not end the dial while another rings', async () => {
    const call = await dial(one('', TWO), { callee: 'busy; ring 5s answer talk 1s' });
    expect(call.after).toMatchObject({ DialCallStatus: 'completed' });
  });

  it('sequential tries one after the other, each for its own timeout and the buffer, and reports the last', async () => {
    const call = await dial(one(' sequential="true" timeout="7"', TWO), { callee: 'no-answer' });
    const made = call.of('call').filter(({ status }) => status === 'initiated');
    expect(made.map(({ at, to }) => [at, to])).toEqual([
      [0, '+15551230002'],
      [12_000, '+15551230003'],
    ]);
    expect(call.after).toMatchObject({ DialCallStatus: 'no-answer' });
    expect(call.of('exchange')[1]?.at).toBe(24_000);
  });

  it('sequential stops at the first that answers', async () => {
    const call = await dial(one(' sequential="true"', TWO), { callee: 'answer talk 1s; busy' });
    expect(call.of('call').filter(({ status }) => status === 'initiated')).toHaveLength(1);
  });

  it('dials ten nouns at most', async () => {
    const nouns = Array.from({ length: 12 }, (_, i) => `<Number>+155512300${10 + i}</Number>`).join('');
    const call = await dial(one('', nouns), { callee: 'busy' });
    expect(call.of('call').filter(({ status }) => status === 'initiated')).toHaveLength(10);
    expect(call.of('diagnostic')[0]).toMatchObject({ code: 13250 });
  });
});

describe('answerOnBridge (voice.md 1.5, 6.1)', () => {
  const statuses = (call: Awaited<ReturnType<typeof dial>>) =>
    call
      .of('call')
      .filter(({ direction }) => direction === 'inbound')
      .map(({ status, at }) => [status, at]);

  it('keeps the caller ringing until the callee answers', async () => {
    const call = await dial(one(' answerOnBridge="true"'), { callee: 'ring 4s answer talk 1s' });
    expect(statuses(call)).toEqual([
      ['ringing', 0],
      ['in-progress', 4_500],
      ['completed', 5_500],
    ]);
    expect(call.heard[0]).toBe('ringing');
  });

  it('without it the caller is answered at once', async () => {
    expect(statuses(await dial(one(), { callee: 'busy' }))[1]).toEqual(['in-progress', 0]);
  });

  it('when nobody answers a later verb answers the call', async () => {
    const call = await dial('<Dial answerOnBridge="true">+15551230002</Dial><Say>sorry</Say>', {
      callee: 'busy',
    });
    expect(statuses(call)[1]).toEqual(['in-progress', 1_500]);
    expect(call.heard).toEqual(['ringing', 'sorry']);
  });

  it('a caller who gives up was never answered', () => {
    const core = new Core(one(' answerOnBridge="true"'));
    core.advance();
    core.enter({ type: 'hang-up', leg: core.sid }, 3_000);
    expect(core.leg.status).toBe('no-answer');
    const work = core.work('hop');
    const own = work.kind === 'hop' ? work.exchange.request.own : [];
    expect(Object.fromEntries(own)).toMatchObject({ DialCallStatus: 'canceled', DialBridged: 'false' });
  });
});

describe('how it ends otherwise', () => {
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
});

describe('sendDigits (voice.md 6.7)', () => {
  it('are sent after the answer and before the bridge: w is half a second, W a whole one', async () => {
    const number = '<Number sendDigits="wW12#">+15551230002</Number>';
    const call = await dial(one('', number), { callee: 'answer talk 1s' });
    expect(call.of('heard')).toMatchObject([
      { kind: 'tones', text: 'wW12#', at: 4_600 },
      { kind: 'ringing' },
    ]);
    expect(call.after).toMatchObject({ DialCallDuration: '3' });
  });

  it('a callee that hangs up before they are sent was not connected', async () => {
    const number = '<Number sendDigits="WWWWWWWWWWWW">+15551230002</Number>';
    const call = await dial(one(' timeout="5"', number), { callee: 'answer', caller: 'wait 4s; hang up' });
    expect(call.after).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'false' });
  });
});
