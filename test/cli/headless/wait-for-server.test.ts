import { describe, expect, it } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { program } from '../../support/program.ts';
import { testWebhook } from '../../support/test-webhook.ts';

const webhook = testWebhook();

describe('--wait', () => {
  it('lets the server come up first', async () => {
    const port = await freePort();
    const run = program(['run', `http://127.0.0.1:${port}/voice`, '--wait', '10']);
    await webhook.serve({ '/voice': '<Hangup/>' }, port);
    expect((await run).exitCode).toBe(0);
  });

  it('gives up after its time, with the reason', async () => {
    const run = await program(['run', `http://127.0.0.1:${await freePort()}/voice`, '--wait', '0.05']);
    expect(run.exitCode).toBe(3);
  });
});
