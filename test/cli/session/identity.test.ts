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

describe('the example token', () => {
  const said = async (status: number, env: NodeJS.ProcessEnv = {}) => {
    const origin = await serve({
      '/voice': (_request, answer) => {
        answer.writeHead(status, { 'Content-Type': 'text/xml' }).end('<Response/>');
        return undefined;
      },
    });
    return (await program(['run', origin], { env })).said;
  };

  it.each([401, 403])('is named at the end of a run whose request was answered %i, once', async (status) => {
    expect(await said(status)).toBe('signing with an example token: set TWILIO_AUTH_TOKEN');
  });

  it('is not mentioned where nobody refused anything, nor where another one signed', async () => {
    expect(await said(200)).toBe('');
    expect(await said(403, { TWILIO_AUTH_TOKEN: 'mine' })).toBe('');
  });
});
