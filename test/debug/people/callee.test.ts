import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

const DIAL = '<Dial action="/after"><Number url="/screen">+15551230002</Number></Dial>';

describe('a scripted callee', () => {
  it('the last outcome repeats', async () => {
    const voice = `${'<Dial>+15551230002</Dial>'.repeat(3)}<Hangup/>`;
    const call = await placeCall({ app: { '/voice': voice }, callee: 'busy; failed' });
    const ends = call.of('call').filter(({ status }) => status === 'busy' || status === 'failed');
    expect(ends.map(({ status }) => status)).toEqual(['busy', 'failed', 'failed']);
  });

  it('a number with an outcome of its own takes none of the others', async () => {
    const voice = '<Dial><Number>+15551230002</Number><Number>+15551230003</Number></Dial>';
    const call = await placeCall({ app: { '/voice': voice }, callee: '+15551230002=failed; busy; failed' });
    const ends = call.of('call').filter(({ to, status }) => to === '+15551230003' && status !== 'initiated');
    expect(ends.at(-1)?.status).toBe('busy');
  });

  it('presses its keys once the prompt has been heard, 100 ms apart', async () => {
    const call = await placeCall({
      app: {
        '/voice': DIAL,
        '/screen': '<Gather numDigits="2" action="/ok"><Say>press 12</Say></Gather><Hangup/>',
        '/ok': '',
        '/after': '<Hangup/>',
      },
      callee: 'answer press 12 talk 1s',
    });
    const [prompt] = call.of('heard');
    const keys = call.of('input').filter(({ kind }) => kind === 'digits');
    expect(keys.map(({ at, value }) => [at - (prompt?.at ?? 0), value])).toEqual([
      [0, '1'],
      [100, '2'],
    ]);
  });

  it('keys that no document took are a warning', async () => {
    const app = { '/voice': '<Dial>+15551230002</Dial>' };
    const call = await placeCall({ app, callee: 'answer press 1 talk 1s' });
    expect(call.of('diagnostic')).toMatchObject([
      { rule: 'script-left', message: expect.stringContaining('press 1 of the callee +15551230002') },
    ]);
  });
});
