import { describe, expect, it } from 'vitest';
import { placeCall } from '../support/memory-call.ts';

/** What twimulator asserts, and no other test of ours holds (peers.md 3b). */
describe('several Numbers', () => {
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

describe('hangupOnStar', () => {
  it('ends the dialled leg, and the document continues', async () => {
    const app = { '/voice': '<Dial hangupOnStar="true">+15550000001</Dial><Say>next</Say>' };
    const call = await placeCall({ app, callee: 'answer talk 60s', caller: 'wait 5s; press *' });
    expect(call.heard).toEqual(['ringing', 'next']);
    expect(call.of('call').filter(({ status }) => status === 'completed')).toHaveLength(2);
  });
});

describe('identifiers', () => {
  it('have two letters and 32 hexadecimal digits, and are different ones', async () => {
    const app = {
      '/voice': '<Record action="/a" recordingStatusCallback="/s"/>',
      '/a': '<Dial action="/b">+15550000001</Dial>',
      '/b': '<Sms action="/c">hi</Sms>',
      '/c': '<Enqueue action="/d" waitUrl="/w">q</Enqueue>',
      '/w': '<Leave/>',
      '/d': '<Hangup/>',
      '/s': { status: 204 },
    };
    const call = await placeCall({ app, caller: 'wait 5s; press #', callee: 'busy' });
    const sids = new Map<string, string>();
    for (const { params } of call.asked) {
      for (const [name, value] of Object.entries(params)) if (name.endsWith('Sid')) sids.set(value, name);
    }
    expect([...sids.keys()].map((sid) => sid.slice(0, 2)).toSorted()).toEqual([
      'AC',
      'CA',
      'CA',
      'QU',
      'RE',
      'SM',
    ]);
    for (const sid of sids.keys()) expect(sid).toMatch(/^[A-Z]{2}[\da-f]{32}$/);
  });
});
