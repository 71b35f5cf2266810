import { describe, expect, it } from 'vitest';
import { program } from '../../support/program.ts';
import { testWebhook } from '../../support/test-webhook.ts';
import type { Route } from '../../support/webhook.ts';

const webhook = testWebhook();

const serve = async (routes: Readonly<Record<string, Route>>) => `${await webhook.serve(routes)}/voice`;

describe('links of an app that does not know its public name', () => {
  it('lead to the public one, with a warning', async () => {
    const url = await serve({
      '/voice': () => `<Redirect>${webhook.origin}/next</Redirect>`,
      '/next': (_request, answer) => {
        answer.writeHead(302, { Location: `${webhook.origin}/last` }).end();
        return undefined;
      },
      '/last': '<Hangup/>',
    });
    const run = await program(['run', url, '--public-url', 'https://app.example.com', '--json']);
    expect(webhook.received.map(({ path }) => path)).toEqual(['/voice', '/next', '/last']);
    expect(run.of('exchange')[1]?.hops.map((hop) => hop.url.split('?')[0])).toEqual([
      'https://app.example.com/next',
      'https://app.example.com/last',
    ]);
    const links = run.of('diagnostic').filter(({ rule }) => rule === 'local-link');
    expect(links.map((link) => link.url)).toEqual([`${webhook.origin}/next`, `${webhook.origin}/last`]);
  });

  it('lead to the local server too when only their scheme is wrong: a tunnel serves both', async () => {
    const url = await serve({
      '/voice': ({ headers }) => `<Redirect>http://${headers.host}/next</Redirect>`,
      '/next': '<Hangup/>',
    });
    const run = await program(['run', url, '--public-url', 'https://app.example.com', '--json']);
    expect(run.of('exchange').map((exchange) => exchange.url)).toEqual([
      'https://app.example.com/voice',
      'http://app.example.com/next',
    ]);
    expect(webhook.received.map(({ headers }) => [headers.host, headers['x-forwarded-proto']])).toEqual([
      ['app.example.com', 'https'],
      ['app.example.com', 'http'],
    ]);
  });
});
