import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

describe('Echo (known by name only)', () => {
  it('answers, and lasts until the caller hangs up: nothing after it runs', async () => {
    const call = await placeCall({
      app: { '/voice': '<Echo/><Say>never</Say>' },
      caller: 'wait 30s; hang up',
    });
    expect(call.of('call').map(({ status }) => status)).toEqual(['ringing', 'in-progress', 'completed']);
    expect(call.heard).toEqual([]);
    expect(call.end).toMatchObject({ at: 30_000, durationSeconds: 30 });
  });

  it('ends a run in which nobody is left to hang up, and says so', async () => {
    const call = await placeCall({ app: { '/voice': '<Echo/>' } });
    expect(call.of('diagnostic')).toMatchObject([{ rule: 'nobody-left', level: 'info' }]);
    expect(call.end.status).toBe('completed');
  });

  it('gives way to a live update', async () => {
    const app = { '/voice': '<Echo/>', '/new': '<Say>new</Say>' };
    expect((await placeCall({ app, caller: 'wait 1s; update /new' })).heard).toEqual(['new']);
  });
});
