import { describe, expect, it } from 'vitest';
import { program } from '../../support/program.ts';
import { testWebhook } from '../../support/test-webhook.ts';
import type { Route } from '../../support/webhook.ts';

const webhook = testWebhook();

const serve = async (routes: Readonly<Record<string, Route>>) => `${await webhook.serve(routes)}/voice`;

describe('TWILIO_ACCOUNT_SID', () => {
  const sidOf = async (env: NodeJS.ProcessEnv, args: readonly string[] = []) => {
    const run = await program(['run', await serve({ '/voice': '<Hangup/>' }), '--json', ...args], { env });
    return { sid: run.of('exchange')[0]?.params['AccountSid'], said: run.said };
  };

  it('names the account', async () => {
    const own = `AC${'a'.repeat(32)}`;
    expect((await sidOf({ TWILIO_ACCOUNT_SID: own })).sid).toBe(own);
    const given = `AC${'b'.repeat(32)}`;
    expect((await sidOf({ TWILIO_ACCOUNT_SID: own }, ['--account-sid', given])).sid).toBe(given);
  });

  it('is told, and not used, when it is no SID of an account', async () => {
    const { sid, said } = await sidOf({ TWILIO_ACCOUNT_SID: 'ACXXXXXXXX' });
    expect(sid).toBe('AC0123456789abcdef0123456789abcdef');
    expect(said).toContain('TWILIO_ACCOUNT_SID is not an account SID (AC and 32 hexadecimal digits)');
  });
});
