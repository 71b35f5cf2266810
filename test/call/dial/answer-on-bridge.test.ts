import { describe, expect, it } from 'vitest';
import { Core } from '../../support/core.ts';
import { type CallLog, placeCall } from '../../support/memory-call.ts';
import { runVerbs } from '../../support/run-verbs.ts';
import { dial, one } from './dialling.ts';

describe('answerOnBridge (Twilio docs: TwiML Voice: Dial, "answerOnBridge")', () => {
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

describe('which nouns answerOnBridge is for (Twilio docs: TwiML Voice: Dial, "answerOnBridge")', () => {
  async function answeredAt(noun: string, attributes = '') {
    const dial = `<Dial answerOnBridge="true"${attributes}>${noun}</Dial>`;
    const call = await runVerbs(dial, { caller: 'wait 20s; hang up' });
    const own = call.of('call').filter(({ direction }) => direction === 'inbound');
    return own.find(({ status }) => status === 'in-progress')?.at;
  }

  it.each([
    ['<Number>+15550000001</Number>', ''],
    ['<Client>a</Client>', ''],
    ['<Sip>sip:a@b.test</Sip>', ''],
    ['<Sim>DE0123456789abcdef0123456789abcdef</Sim>', ''],
    ['<Application>AP0123456789abcdef0123456789abcdef</Application>', ''],
  ])('answerOnBridge keeps the call ringing for %s', async (noun) => {
    expect(await answeredAt(noun)).toBe(2_500);
  });

  it.each([
    ['<WhatsApp>+15550000001</WhatsApp>', ' callerId="whatsapp:+15551230001"'],
    ['<Queue>none</Queue>', ''],
    ['<Conference>r</Conference>', ''],
  ])('answerOnBridge has no effect for %s', async (noun, attributes) => {
    expect(await answeredAt(noun, attributes)).toBe(0);
  });
});

describe('answerOnBridge after the call was answered silently does nothing (voice-quickstart-ios issue 488)', () => {
  const told = (call: CallLog) =>
    call.of('diagnostic').map(({ rule, level, message }) => [rule, level, message]);

  it('is told of a verb of the same document', async () => {
    const call = await placeCall({
      app: { '/voice': '<Say>hi</Say><Dial answerOnBridge="true">+15550000001</Dial>' },
    });
    expect(told(call)).toEqual([
      ['does-nothing', 'warning', 'Dial: answerOnBridge does nothing: <Say> has answered the call (line 3)'],
    ]);
  });

  it('is remarked of a document before', async () => {
    const app = {
      '/voice': '<Say>hi</Say><Redirect>/dial</Redirect>',
      '/dial': '<Dial answerOnBridge="true">+15550000001</Dial>',
    };
    expect(told(await placeCall({ app }))).toEqual([
      ['does-nothing', 'info', 'Dial: answerOnBridge does nothing: the call has been answered before'],
    ]);
  });

  it('is not said of a call that rings', async () => {
    const app = { '/voice': '<Pause/><Dial answerOnBridge="true">+15550000001</Dial>' };
    expect(told(await placeCall({ app }))).toEqual([]);
  });
});
