import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

const loops = async (voice: string) => {
  const call = await placeCall({ app: { '/voice': voice }, maxSteps: 400, caller: 'wait 1000s; hang up' });
  return call.of('diagnostic').filter(({ rule }) => rule === 'silent-loop');
};

describe('documents that only lead to each other', () => {
  it('are told once, long before the guard against loops ends the call', async () => {
    expect(await loops('<Redirect/>')).toEqual([
      expect.objectContaining({ level: 'warning', code: null, url: 'http://app.test/voice' }),
    ]);
    expect(await loops('<Say> </Say><Redirect/>')).toHaveLength(1);
  });

  it('are none where something is heard, somebody does something, or waiting is what they are for', async () => {
    for (const verb of ['<Say>a</Say>', '<Pause length="1"/>', '<Gather timeout="1"/>'])
      expect([verb, await loops(`${verb}<Redirect/>`)]).toEqual([verb, []]);
  });
});

describe('what was never delivered', () => {
  it('names whose script it is where there are several', async () => {
    const call = await placeCall({
      app: { '/voice': '<Pause length="2"/>' },
      caller: 'press 1',
      joins: [{ afterMs: 500, path: '/voice', leg: { from: '+15550000002' }, caller: 'press 2; press 3' }],
    });
    const left = call.of('diagnostic').find(({ rule }) => rule === 'script-left');
    expect(left?.message).toMatch(/caller \(\+1\d+\): press 1; caller 2 \(\+15550000002\): press 2, press 3/);
  });
});
