import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { program } from '../support/program.ts';
import { type Route, serveWebhook } from '../support/webhook.ts';

const TOKEN = 'tok-7f3a91c2';

/** One for each place where a URL can have a login; what an application writes into its documents is its own affair. */
const PASSWORDS = { target: 'pw-target-5d', fallback: 'pw-fallback-6e', status: 'pw-status-7f' };

/** As it is, and inside what base64 makes of it, wherever it begins there. */
function forms(secret: string): readonly string[] {
  const packed = [0, 1, 2].map((offset) => {
    const text = Buffer.from(`${'x'.repeat(offset)}${secret}`).toString('base64');
    return text.slice(offset === 0 ? 0 : offset + 1, -4);
  });
  return [secret, encodeURIComponent(secret), ...packed];
}

function expectNoSecret(what: string, text: string): void {
  for (const secret of [TOKEN, ...Object.values(PASSWORDS)])
    for (const form of forms(secret)) expect(text.includes(form), `${what} holds ${form}`).toBe(false);
}

/** Lets in who has a login, by Basic or by Digest. */
function behind(challenge: string, page: Route): Route {
  return (request, answer) => {
    if (request.headers.authorization) return typeof page === 'function' ? page(request, answer) : page;
    answer.writeHead(401, { 'WWW-Authenticate': challenge }).end('who is there?');
    return undefined;
  };
}

const BASIC = 'Basic realm="app"';
const DIGEST = 'Digest realm="app", nonce="n1", qop="auth"';

const withLogin = (url: string, login: string) => url.replace('://', `://${login}@`);

it.each([
  ['that goes well', BASIC, '<Redirect>/next</Redirect>', 0],
  ['that goes well with Digest', DIGEST, '<Redirect>/next</Redirect>', 0],
  ['whose documents fail', BASIC, '<Redirect>/missing</Redirect>', 0],
  ['whose login is refused', BASIC, 'refused', 0],
])('a session %s keeps neither token nor password anywhere', async (_how, challenge, first, exitCode) => {
  const folder = mkdtempSync(join(tmpdir(), 'twiml-debug-secrets-'));
  const recording = join(folder, 'call.twiml.jsonl');
  const authorized: string[] = [];
  const webhook = await serveWebhook({
    '/voice': behind(challenge, (request, answer) => {
      authorized.push(request.headers.authorization ?? '');
      if (first !== 'refused') return first;
      answer.writeHead(401, { 'WWW-Authenticate': challenge }).end('wrong');
      return undefined;
    }),
    '/next': behind(challenge, '<Say>Hi</Say><Play>/missing.mp3</Play>'),
    '/missing': behind(challenge, (_request, answer) => {
      answer.writeHead(403).end('Twilio Request Validation Failed.');
      return undefined;
    }),
    '/fallback': behind(challenge, '<Say>Hi</Say>'),
    '/status': behind(challenge, (_request, answer) => {
      answer.writeHead(500).end();
      return undefined;
    }),
  });
  const url = (path: string, user: string, password: string) =>
    withLogin(webhook.origin + path, `${user}:${password}`);
  const run = (...more: readonly string[]) =>
    program(
      [
        'run',
        `${url('/voice', 'ann', PASSWORDS.target)}?a=1#rc=2&zz=1`,
        '--fallback-url',
        url('/fallback', 'bob', PASSWORDS.fallback),
        '--status-callback',
        url('/status', 'cy', PASSWORDS.status),
        ...more,
      ],
      { record: true, env: { TWILIO_AUTH_TOKEN: TOKEN } },
    );
  try {
    const told = await run('--json', '--record', recording);
    expect(told.exitCode).toBe(exitCode);
    expect(authorized.length).toBeGreaterThan(0);
    const kept: Record<string, string> = {
      events: told.data,
      said: told.said,
      recording: readFileSync(recording, 'utf8'),
    };
    for (const format of ['har', 'curl'])
      for (const secrets of [[], ['--secrets']]) {
        const made = await program(['export', recording, '--format', format, ...secrets]);
        kept[`${format} ${secrets.join('')}`] = made.data + made.said;
      }
    const replayed = await program(['replay', recording]);
    kept['replay'] = replayed.data + replayed.said;
    const transcript = await run('--no-record');
    kept['transcript'] = transcript.data + transcript.said;
    for (const [what, text] of Object.entries(kept)) {
      expect(text).not.toBe('');
      expectNoSecret(what, text);
    }
    expect(kept['events']).toContain('login of');
  } finally {
    await webhook.close();
    rmSync(folder, { recursive: true });
  }
});

it.each([
  ['not-a-command', 'http://ann:pw-target-5d@'],
  ['run', 'http://ann:pw-target-5d@exa mple/'],
  ['run', 'http://ann:pw-target-5d@127.0.0.1:1/voice', '--public-url', 'http://ann:pw-target-5d@'],
  ['run', 'http://ann:pw-target-5d@127.0.0.1:1/voice', '--fallback-url', 'http:/ann:pw-fallback-6e@x'],
  ['run', 'http://ann:pw:target:pw-target-5d@127.0.0.1:1/voice'],
  ['run', 'ftp://ann:pw-target-5d@127.0.0.1/voice'],
  ['run', 'http://ann:pw-target-5d@127.0.0.1:1/voice', '--auth-token', TOKEN, '--nonsense'],
  ['check', 'http://ann:pw-target-5d@127.0.0.1:1/voice'],
])('%j, which fails, shows no password', async (...args) => {
  const { data, said, exitCode } = await program(args.filter((arg) => arg !== undefined));
  expect(exitCode).not.toBe(0);
  expectNoSecret(args.join(' '), data + said);
});
