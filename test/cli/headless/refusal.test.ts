import { describe, expect, it } from 'vitest';
import { program } from '../../support/program.ts';
import { testWebhook } from '../../support/test-webhook.ts';

const webhook = testWebhook();

describe('a run against a webhook that refuses', () => {
  it('names the redirect that made GET of the POST when the app behind it takes POST only', async () => {
    const origin = await webhook.serve({
      '/in': (_request, answer) => {
        answer.writeHead(301, { Location: '/secure/in' }).end();
        return undefined;
      },
      '/secure/in': (request, answer) => {
        answer.writeHead(request.method === 'POST' ? 200 : 405, { Allow: 'POST' });
        answer.end('{"detail":"Method Not Allowed"}');
        return undefined;
      },
    });
    const run = await program(['run', `${origin}/in`]);
    expect(run.data).toContain('405');
    expect(run.data.replace(/\s+/g, ' ')).toContain(
      `the 301 from ${origin}/in made a GET of the POST, and ${origin}/secure/in takes no GET`,
    );
  });

  it('says which URL and token were signed when a 401 says that the signature is invalid', async () => {
    const origin = await webhook.serve({
      '/v': (_request, answer) => {
        answer.writeHead(401, { 'Content-Type': 'application/json' }).end('{"error":"invalid signature"}');
        return undefined;
      },
    });
    const run = await program(['run', `${origin}/v`, '--public-url', 'https://app.test:8443']);
    expect(run.data).toContain('│ {"error":"invalid signature"}');
    expect(run.data.replace(/\s+/g, ' ')).toContain(
      'your app refused the signature: signed for the URL https://app.test:8443/v with',
    );
  });

  it('tells code, status and the telling line of a debug page that is larger than 64 kB', async () => {
    const origin = await webhook.serve({
      '/v': (_request, answer) => {
        answer.writeHead(400, { 'Content-Type': 'text/html' });
        answer.end(
          `<html><head><title>SuspiciousOperation at /v</title></head><body><pre class="exception_value">Invalid Twilio signature</pre>${'<p>frame</p>'.repeat(7000)}</body></html>`,
        );
        return undefined;
      },
    });
    const run = await program(['run', `${origin}/v`]);
    expect(run.data).toContain('│ Django: SuspiciousOperation at /v');
    expect(run.data).toContain('│ Invalid Twilio signature');
    expect(run.data).toContain('11750');
    expect(run.data.replace(/\s+/g, ' ')).toContain(
      'it is an error page (status 400): your app refused the signature',
    );
  });
});

describe('--fault', () => {
  it('that never struck is told at the end, and one that did is not', async () => {
    const origin = await webhook.serve({ '/voice': '<Say>Hi</Say>' });
    const findings = async (fault: string) =>
      (await program(['run', `${origin}/voice`, '--fault', fault, '--json'])).of('diagnostic');
    expect(await findings('slow 1s url:/menu')).toMatchObject([
      { rule: 'fault-unused', level: 'warning', message: 'never struck: the fault slow 1s url:/menu' },
    ]);
    expect(await findings('slow 1s at 9')).toMatchObject([{ rule: 'fault-unused' }]);
    expect(await findings('duplicated url:/voice')).toEqual([]);
  });
});
