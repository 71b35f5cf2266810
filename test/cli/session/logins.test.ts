import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRecording } from '../../../src/recording/reader.ts';
import { program } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testWebhook } from '../../support/test-webhook.ts';
import type { Route } from '../../support/webhook.ts';

const webhook = testWebhook();
const folder = temporaryFolder();

const serve = async (routes: Readonly<Record<string, Route>>) => `${await webhook.serve(routes)}/voice`;

describe('a login in a URL', () => {
  const SECRET = /s3cret|YW5uOn/;

  /** Lets nobody in but ann; what is behind is served to her. */
  const behindBasic =
    (verbs: string): Route =>
    ({ headers }, answer) => {
      if (headers.authorization === `Basic ${Buffer.from('ann:s3cret').toString('base64')}`) return verbs;
      answer.writeHead(401, { 'WWW-Authenticate': 'Basic realm="app"' }).end();
      return undefined;
    };
  const withLogin = (url: string, login: string) => url.replace('http://', `http://${login}@`);

  it('is given when the webhook asks for it, and again without being asked', async () => {
    const url = await serve({
      '/voice': behindBasic('<Redirect>/next</Redirect>'),
      '/next': behindBasic('<Hangup/>'),
    });
    const run = await program(['run', withLogin(url, 'ann:s3cret'), '--json']);
    expect(run.exitCode).toBe(0);
    expect(webhook.received.map(({ path, headers }) => [path, 'authorization' in headers])).toEqual([
      ['/voice', false],
      ['/voice', true],
      ['/next', true],
    ]);
  });

  it('is neither printed nor recorded; the target is named without it', async () => {
    const url = await serve({ '/voice': behindBasic('<Hangup/>') });
    const target = withLogin(url, 'ann:s3cret');
    const file = folder.join('call.twiml.jsonl');
    const run = await program(['run', target, '--json', '--record', file], { record: true });
    const text = await program(['run', target]);
    const recording = readFileSync(file, 'utf8');
    expect(recording).toContain('Basic (login of ann, not kept)');
    for (const output of [recording, run.data, run.said, text.data, text.said])
      expect(output).not.toMatch(SECRET);
    expect(readRecording(file).header.target).toBe(url);
    expect((await program(['replay', file, '--json'])).events).toEqual(run.events);
  });

  it('that is wrong is 11200; the help names the user alone', async () => {
    const url = await serve({ '/voice': behindBasic('<Hangup/>') });
    const run = await program(['run', withLogin(url, 'ann:s3cret2')]);
    expect(run.exitCode).toBe(1);
    expect(run.data).toContain('the login as ann was refused: check user and password in the URL');
    expect(run.data).not.toMatch(SECRET);
  });

  it('of --base-url is given where relative URLs lead, and not recorded', async () => {
    const url = await serve({ '/voice': behindBasic('<Hangup/>') });
    const file = folder.join('call.twiml.jsonl');
    const twiml = folder.join('menu.xml');
    writeFileSync(twiml, '<Response><Redirect>/voice</Redirect></Response>');
    const options = ['--base-url', withLogin(url, 'ann:s3cret'), '--record', file, '--json'];
    const run = await program(['run', twiml, ...options], { record: true });
    expect(run.exitCode).toBe(0);
    expect(webhook.received).toHaveLength(2);
    expect(readFileSync(file, 'utf8')).not.toMatch(SECRET);
  });

  it('of the fallback URL and of the status callback is given there', async () => {
    const url = await serve({ '/fallback': behindBasic('<Hangup/>'), '/status': behindBasic('') });
    const other = withLogin(url, 'ann:s3cret');
    const run = await program([
      'run',
      url,
      '--fallback-url',
      other.replace('/voice', '/fallback'),
      '--status-callback',
      other.replace('/voice', '/status'),
      '--json',
    ]);
    expect(run.exitCode).toBe(0);
    expect(webhook.received.map(({ path }) => path)).toEqual(['/voice', '/fallback', '/fallback', '/status']);
    expect(run.data).not.toMatch(SECRET);
  });

  it('is for the public origin when the target has one', async () => {
    const url = await serve({
      '/voice': behindBasic('<Redirect>/voice2</Redirect>'),
      '/voice2': behindBasic('<Hangup/>'),
    });
    const run = await program([
      'run',
      withLogin(url, 'ann:s3cret'),
      '--public-url',
      'https://app.example.com',
      '--json',
    ]);
    expect(run.exitCode).toBe(0);
    expect(run.of('exchange').map((exchange) => exchange.url)).toEqual([
      'https://app.example.com/voice',
      'https://app.example.com/voice2',
    ]);
    expect(run.data).not.toMatch(SECRET);
  });
});
