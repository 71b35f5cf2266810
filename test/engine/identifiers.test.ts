import { describe, expect, it } from 'vitest';
import { placeCall } from '../support/memory-call.ts';

describe('identifiers (Twilio docs: String identifiers)', () => {
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
