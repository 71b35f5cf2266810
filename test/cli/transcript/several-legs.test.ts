import { describe, expect, it } from 'vitest';
import { Transcript } from '../../../src/cli/transcript/transcript.ts';
import { QUEUE, SWITCHBOARD } from '../../support/legs-app.ts';
import { program } from '../../support/program.ts';
import { testWebhook } from '../../support/test-webhook.ts';
import type { Route } from '../../support/webhook.ts';

const webhook = testWebhook();

/** The addresses that a run is given: the app's own origin differs each time, its public one does not. */
async function serve(routes: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  await webhook.serve(routes as Readonly<Record<string, Route>>);
  return [`${webhook.origin}/voice`, '--public-url', `http://app.test=${webhook.origin}`, '--seed', 'legs'];
}

const steady = (text: string) => `${text.replace(/\b\d+ ms\b/g, 'N ms')}\n`;

describe('a run with several legs', () => {
  it('is told with the name of each leg but the first in front', async () => {
    const target = await serve(SWITCHBOARD);
    const callee = 'ring 3s answer press 1 talk 4s; busy';
    const { data, exitCode } = await program(['run', ...target, '--callee', callee, '--caller', 'say "yes"']);
    expect(exitCode).toBe(0);
    await expect(steady(data)).toMatchFileSnapshot('golden/several-legs.txt');
  });

  it('names in --json the call and, of a callee, who dialled it', async () => {
    const target = await serve(SWITCHBOARD);
    const callee = 'answer press 1 talk 4s; busy';
    const { events, of } = await program(['run', ...target, '--callee', callee, '--json']);
    const [caller] = of('call');
    expect(caller).toMatchObject({ direction: 'inbound', parent: null });
    const legs = new Map(of('call').map(({ call, parent, to }) => [call, { parent, to }]));
    expect([...legs.values()]).toEqual([
      { parent: null, to: '+15559870002' },
      { parent: caller?.call, to: '+15550001111' },
      { parent: caller?.call, to: '+15550002222' },
    ]);
    const [, first, second] = [...legs.keys()];
    const screening = of('exchange').find(({ purpose }) => purpose === 'screening');
    expect([screening?.call, screening?.params['CallSid']]).toEqual([first, first]);
    expect(of('input').find(({ kind }) => kind === 'digits')?.call).toBe(first);
    expect(of('call').findLast(({ call }) => call === second)?.status).toBe('busy');
    expect(events.at(-1)).toMatchObject({ type: 'end', call: caller?.call });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at));
  });

  it('gives a number its own outcome, and the last one to all others', async () => {
    const target = await serve(SWITCHBOARD);
    const callee = '+15550002222=failed; no-answer';
    const { of } = await program(['run', ...target, '--callee', callee, '--json']);
    const last = new Map(of('call').map(({ to, status }) => [to, status]));
    expect(last.get('+15550001111')).toBe('no-answer');
    expect(last.get('+15550002222')).toBe('failed');
  });

  it('has further callers, each with a script of its own', async () => {
    const target = await serve(QUEUE);
    const agent = 'after 8s; from +15550000002; url /agent; wait 5s; hang up';
    const { data } = await program(['run', ...target, '--join', agent]);
    await expect(steady(data)).toMatchFileSnapshot('golden/queue.txt');
  });

  it('counts up from the first number for callers who name none', async () => {
    const target = await serve({ '/voice': '<Say>Hello</Say>' });
    const joins = ['--join', 'after 2s', '--join', 'after 1s; from +15550000009'];
    const { of } = await program(['run', ...target, ...joins, '--json']);
    expect([...new Set(of('call').map(({ from }) => from))]).toEqual([
      '+15551230001',
      '+15550000009',
      '+15551230002',
    ]);
  });
});

describe('a run that goes nowhere', () => {
  it('ends when only those who wait are left for a minute', async () => {
    const target = await serve(QUEUE);
    const { events, exitCode } = await program(['run', ...target, '--json']);
    expect(exitCode).toBe(0);
    const left = events.find((event) => event.type === 'diagnostic' && event.rule === 'nobody-left');
    expect(left).toMatchObject({
      level: 'info',
      message: expect.stringContaining('nothing but documents for those who wait has run for 60 s'),
      help: 'say when with "hang up" in --caller',
    });
    expect(left?.at).toBeGreaterThan(55_000);
    expect(left?.at).toBeLessThan(70_000);
  });

  it('ends at once when nothing pending can end it', async () => {
    const target = await serve({ '/voice': '<Echo/>' });
    const { events, data } = await program(['run', ...target, '--json']);
    const left = events.find((event) => event.type === 'diagnostic' && event.rule === 'nobody-left');
    expect(left).toMatchObject({
      at: 0,
      message: 'nothing is left that could end the call: the caller hangs up',
    });
    expect(data).toContain('"kind":"hangup"');
  });

  it('waits for callers who are still to come', async () => {
    const target = await serve(QUEUE);
    const { of } = await program(['run', ...target, '--join', 'after 10m; url /agent; hang up', '--json']);
    expect(of('diagnostic').filter(({ rule }) => rule === 'nobody-left')).toEqual([]);
    expect(of('exchange').some(({ url }) => url.endsWith('/agent'))).toBe(true);
  });
});

describe('the transcript', () => {
  const base = { seq: 0, direction: 'inbound', from: '+1', to: '+2' } as const;

  it('keeps keys that were pressed on two legs at once apart', () => {
    const transcript = new Transcript({ color: false });
    const lines = [
      { ...base, type: 'call', at: 0, call: 'CA1', status: 'in-progress', parent: null, reason: null },
      { ...base, type: 'call', at: 0, call: 'CA2', status: 'in-progress', parent: 'CA1', reason: null },
      { seq: 0, type: 'input', at: 100, call: 'CA1', kind: 'digits', value: '1' },
      { seq: 0, type: 'input', at: 200, call: 'CA1', kind: 'digits', value: '2' },
      { seq: 0, type: 'input', at: 300, call: 'CA2', kind: 'digits', value: '9' },
      { seq: 0, type: 'input', at: 400, call: 'CA1', kind: 'digits', value: '3' },
    ] as const;
    const told = [...lines.flatMap((event) => transcript.lines(event)), ...transcript.flush()];
    expect(told).toEqual([
      '00:00.0  call     in-progress  +1 → +2  CA1',
      '00:00.0  call     callee 1 │ in-progress  +1 → +2  CA2',
      '00:00.1  caller   presses 12',
      '00:00.3  callee   callee 1 │ presses 9',
      '00:00.4  caller   presses 3',
    ]);
  });
});
