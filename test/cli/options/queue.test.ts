import { describe, expect, it } from 'vitest';
import { program } from '../../support/program.ts';

const run = (document: string, ...more: readonly string[]) =>
  program(['run', '-', '--json', '--base-url', 'http://127.0.0.1:9/', ...more], {
    stdin: [`<Response>${document}</Response>`],
  });

describe('--queue', () => {
  it('makes a queue that exists before the call: a Dial finds it empty and waits', async () => {
    const dial = '<Dial timeout="5"><Queue>support</Queue></Dial>';
    const codes = async (...more: readonly string[]) =>
      (await run(dial, '--caller', 'wait 20s; hang up', ...more))
        .of('diagnostic')
        .map(({ code, rule }) => code ?? rule);
    expect(await codes()).not.toEqual(await codes('--queue', 'support'));
  });

  it('SIZE is how many may wait: none in one of size 0 (error dictionary, 14207)', async () => {
    const full = await run('<Enqueue>support</Enqueue><Say>full</Say>', '--queue', 'support=0');
    expect(full.of('diagnostic').map(({ code }) => code)).toContain(14207);
    expect(full.of('queue')[0]).toMatchObject({ what: 'leave', result: 'queue-full' });
  });

  it.each(['=3', 'a=many', 'a=5001'])('refuses %s', async (text) => {
    const refused = await run('<Say>a</Say>', '--queue', text);
    expect(refused.exitCode).toBe(2);
    expect(refused.said).toContain('write NAME or NAME=SIZE');
  });
});
