import { describe, expect, it } from 'vitest';
import { placeCall } from '../support/memory-call.ts';

/** What twilio-test-toolkit and yap assert, and no other test of ours holds (peers.md 3d). */
describe('the finish key', () => {
  it.each([
    ['98765#', '#', ''],
    ['98765*', '*', ' finishOnKey="*"'],
    ['98765', '', ''],
  ])('%s: Digits=98765, FinishedOnKey=%s', async (keys, finished, attribute) => {
    const app = { '/voice': `<Gather action="/a"${attribute}/>`, '/a': '<Hangup/>' };
    const call = await placeCall({ app, caller: `press ${keys}` });
    expect(call.asked[1]?.params).toMatchObject({ Digits: '98765', FinishedOnKey: finished });
  });
});

describe('a meeting of an algorithm with an outcome', () => {
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
