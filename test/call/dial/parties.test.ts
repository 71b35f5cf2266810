import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';
import { dial, one } from './dialling.ts';

describe('several parties (Twilio docs: TwiML Voice: Dial, "sequential")', () => {
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

describe('several Numbers (Twilio docs: TwiML Voice: Number)', () => {
  const NUMBERS = ['1', '2', '3'].map((n) => `<Number url="/whisper${n}">+1555000000${n}</Number>`).join('');

  it('the whisper of the answered Number is fetched, and of no other; the parent stays in-progress', async () => {
    const app = {
      '/voice': `<Dial action="/after">${NUMBERS}</Dial>`,
      '/whisper2': '<Say>a call for you</Say>',
      '/after': '<Hangup/>',
    };
    const call = await placeCall({ app, callee: '+15550000002=answer talk 5s; no-answer' });
    expect(call.paths).toEqual(['/voice', '/whisper2', '/after']);
    const parent = call.of('call').filter(({ direction }) => direction === 'inbound');
    expect(parent.map(({ status }) => status)).toEqual(['ringing', 'in-progress', 'completed']);
  });

  it('when the parent hangs up, all of them end, those that ring as canceled', async () => {
    const app = { '/voice': `<Dial>${NUMBERS}</Dial>` };
    const call = await placeCall({ app, callee: 'no-answer', caller: 'wait 4s; hang up' });
    const ends = call.of('call').filter(({ status }) => status === 'canceled');
    expect(ends.map(({ at }) => at)).toEqual([4_000, 4_000, 4_000]);
  });
});

describe('every way to dial, with every outcome (Twilio docs: TwiML Voice: Dial, "DialCallStatus")', () => {
  const TWO = ['1', '2'].map((n) => `<Number>+1555000000${n}</Number>`).join('');
  const OUTCOMES = [
    ['answer talk 1s', 'completed', 'true'],
    ['busy', 'busy', 'false'],
    ['no-answer', 'no-answer', 'false'],
    ['failed', 'failed', 'false'],
  ] as const;

  it.each(
    ['', ' sequential="true"', ' answerOnBridge="true"', ' sequential="true" answerOnBridge="true"'].flatMap(
      (attributes) =>
        OUTCOMES.map(([callee, status, bridged]) => [attributes, callee, status, bridged] as const),
    ),
  )('Dial%s, %s: DialCallStatus=%s, DialBridged=%s', async (attributes, callee, status, bridged) => {
    const app = { '/voice': `<Dial action="/after"${attributes}>${TWO}</Dial>`, '/after': '<Hangup/>' };
    const call = await placeCall({ app, callee });
    expect(call.asked[1]?.params).toMatchObject({ DialCallStatus: status, DialBridged: bridged });
    const last = new Map(call.of('call').map((event) => [event.call, event.status]));
    expect([...last.values()].every((one) => !/ringing|in-progress|initiated/.test(one))).toBe(true);
  });

  it('a first Number that fails does not keep the second from being tried, nor the other way round', async () => {
    for (const attributes of ['', ' sequential="true"']) {
      for (const number of ['+15550000001', '+15550000002']) {
        const app = { '/voice': `<Dial action="/after"${attributes}>${TWO}</Dial>`, '/after': '<Hangup/>' };
        const call = await placeCall({ app, callee: `${number}=answer talk 1s; busy` });
        expect(call.asked[1]?.params).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' });
      }
    }
  });
});
