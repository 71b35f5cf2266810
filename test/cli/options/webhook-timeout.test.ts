import { describe, expect, it } from 'vitest';
import { program } from '../../support/program.ts';
import { testWebhook } from '../../support/test-webhook.ts';
import type { Route } from '../../support/webhook.ts';

const webhook = testWebhook();

const serve = async (routes: Readonly<Record<string, Route>>) => `${await webhook.serve(routes)}/voice`;

describe('--webhook-timeout', () => {
  /** A call whose webhook answers after 20 s of the virtual clock. */
  const slow = async (...args: readonly string[]) => {
    const url = await serve({ '/voice': '<Hangup/>' });
    return program(['run', url, '--json', '--fault', 'slow 20s', ...args]);
  };

  it.each([
    ['15 s by default', [], 11205],
    ['longer', ['--webhook-timeout', '25'], null],
    ['shorter', ['--webhook-timeout', '0.05'], 11205],
  ])('is how long Twilio waits for an answer: %s', async (_what, args, error) => {
    expect((await slow(...args)).of('end')[0]?.error).toBe(error);
  });

  it('off lets the author of the webhook sit at a breakpoint, and is said', async () => {
    const run = await slow('--webhook-timeout', 'off');
    expect(run.of('end')[0]?.error).toBeNull();
    expect(run.said).toContain('the webhook timeout is off (Twilio gives up after 15 s)');
  });
});
