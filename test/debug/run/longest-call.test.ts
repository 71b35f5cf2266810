import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

const FOUR_HOURS_MS = 4 * 3600 * 1000;

describe('a call that lasts four hours (error 32015; Twilio docs: Call resource, "TimeLimit")', () => {
  it('is ended then, from its answer on, whatever runs', async () => {
    const app = { '/voice': '<Gather timeout="600"><Say>Press</Say></Gather><Redirect/>' };
    const call = await placeCall({ app });
    expect(call.of('diagnostic').map(({ code, rule, level }) => [code ?? rule, level])).toContainEqual([
      32015,
      'warning',
    ]);
    const answered = call.of('call').find(({ status }) => status === 'in-progress')?.at ?? 0;
    const ended = call.of('call').at(-1);
    expect(ended).toMatchObject({ status: 'completed', at: answered + FOUR_HOURS_MS });
    expect(call.end).toMatchObject({ durationSeconds: 14_400, error: null });
    expect(call.end.reason).toMatch(/as long as Twilio lets one last/);
  });

  it('is not waited for where nothing is left that could end the call', async () => {
    const call = await placeCall({ app: { '/voice': '<Echo/>' } });
    expect(call.codes).toEqual(['nobody-left']);
    expect(call.end.durationSeconds).toBeLessThan(60);
  });

  it('is none that somebody ended before', async () => {
    const app = { '/voice': '<Gather timeout="600"/><Redirect/>' };
    const call = await placeCall({ app, caller: 'wait 14000s; hang up' });
    expect(call.codes).not.toContain(32015);
    expect(call.end.reason).toBe('the caller hung up');
  });
});
