import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Har } from '../../../src/recording/export/har-format.ts';
import { harProblems } from '../../recording/export/har-schema.ts';
import { program } from '../../support/program.ts';
import { serveWebhook } from '../../support/webhook.ts';

const TOKEN = 'the token that nobody may see';
const COOKIE = 's-81c2-secret';

let folder = '';
let recording = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'twiml-debug-export-'));
  recording = join(folder, 'call.twiml.jsonl');
  const webhook = await serveWebhook({
    '/voice': (_request, answer) => {
      answer.writeHead(302, { Location: '/menu', 'Set-Cookie': `sid=${COOKIE}; Path=/` }).end();
      return undefined;
    },
    '/menu': (_request, answer) => {
      answer.setHeader('Cache-Control', 'max-age=60');
      return '<Redirect>/it%27s?a=!b</Redirect>';
    },
    '/it%27s': '<Hangup/>',
  });
  const args = ['run', `${webhook.origin}/voice`, '--auth-token', TOKEN, '--record', recording];
  const { exitCode, data } = await program(args, { record: true });
  await webhook.close();
  expect([exitCode, data]).toEqual([0, expect.stringContaining('completed')]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('twiml-debug export --format har', () => {
  it('prints an archive of the recording, without its secrets', async () => {
    const { exitCode, data, said } = await program(['export', recording, '--format', 'har']);
    expect([exitCode, said]).toEqual([0, '']);
    const archive = JSON.parse(data) as Har;
    expect(harProblems(archive)).toEqual([]);
    expect(archive.log.entries.map(({ response }) => response.status)).toEqual([302, 200, 200]);
    expect(archive.log.entries[0]?.startedDateTime.slice(0, 4)).toBe(String(new Date().getUTCFullYear()));
    expect(data).not.toContain(COOKIE);
    expect(data).not.toContain(TOKEN);
    expect(data).toContain('"_signed"');
  });

  it('has the cookies and signatures when they are asked for, the token never', async () => {
    const { data } = await program(['export', recording, '--format', 'har', '--secrets']);
    expect(data).toContain(COOKIE);
    expect(data).toMatch(/"X-Twilio-Signature",\s+"value": "[\w+/]{27}="/);
    expect(data).not.toContain(TOKEN);
  });
});

describe('twiml-debug export --format curl', () => {
  it('prints a shell script that signs anew', async () => {
    const { exitCode, data } = await program(['export', recording, '--format', 'curl']);
    expect(exitCode).toBe(0);
    expect(data).toMatch(
      /^#!\/bin\/sh\n# The requests of a session with http:\/\/127\.0\.0\.1:\d+\/voice\.\n/,
    );
    expect(data.match(/^# \d .*/gm)).toEqual([
      expect.stringMatching(/^# 1 {2}document {2}POST http:\S+\/voice {2}302$/),
      expect.stringMatching(/^# 1 {2}document {2}GET http:\S+\/menu {2}200$/),
      expect.stringMatching(/^# 2 {2}redirect {2}POST http:\S+\/it%27s {2}200$/),
    ]);
    expect(data).not.toContain(COOKIE);
    expect(data).toContain('an app that keeps sessions answers as to a new one');
    expect(data.match(/^curl -sS -w '\\n%\{http_code\}\\n' /gm)).toHaveLength(3);
    expect(data.match(/^echo '# \d .*/gm)).toHaveLength(3);
    expect(data.match(/-hmac "\$TWILIO_AUTH_TOKEN"/g)).toHaveLength(3);
    expect(spawnSync('sh', ['-n'], { input: data, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  it('has everything as it was with --secrets', async () => {
    const { data } = await program(['export', recording, '--format', 'curl', '--secrets']);
    expect(data).toContain(`-H 'Cookie: sid=${COOKIE}'`);
    expect(data).toMatch(/-H 'X-Twilio-Signature: [\w+/]{27}='/);
    expect(data).not.toContain('openssl');
  });
});

describe('twiml-debug export --output', () => {
  it('writes a file for its owner alone, and says where', async () => {
    const file = join(folder, 'call.har');
    const args = ['export', recording, '--format', 'har', '--output', 'call.har'];
    const { exitCode, data, said } = await program(args, { cwd: folder });
    expect([exitCode, data, said]).toEqual([0, '', `written to ${file}`]);
    expect(harProblems(JSON.parse(readFileSync(file, 'utf8')))).toEqual([]);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('leaves a file that exists alone, unless it is to be replaced', async () => {
    const file = join(folder, 'mine.txt');
    writeFileSync(file, 'mine');
    const args = ['export', recording, '--format', 'curl', '--output', file];
    const refused = await program(args);
    expect([refused.exitCode, refused.said]).toEqual([
      2,
      `twiml-debug: ${file} already exists; --force replaces it`,
    ]);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await program([...args, '--force'])).exitCode).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^#!\/bin\/sh\n[\s\S]*\n$/);
  });

  it('never replaces the recording itself', async () => {
    const copy = join(folder, 'copy.twiml.jsonl');
    copyFileSync(recording, copy);
    const args = ['export', copy, '--format', 'har', '--output', copy, '--force'];
    expect(await program(args)).toMatchObject({
      exitCode: 2,
      said: expect.stringContaining('recording itself'),
    });
    expect(readFileSync(copy, 'utf8')).toBe(readFileSync(recording, 'utf8'));
  });

  it.each([
    [['missing', 'call.har'], 'there is no such folder'],
    [['sub'], 'it is a folder (EISDIR)'],
  ])('says why it cannot write %j', async (path, why) => {
    mkdirSync(join(folder, 'sub'), { recursive: true });
    const args = ['export', recording, '--format', 'har', '--force', '--output', join(...path)];
    expect(await program(args, { cwd: folder })).toMatchObject({
      exitCode: 2,
      said: `twiml-debug: cannot write ${join(...path)}: ${why}`,
    });
  });
});

describe('twiml-debug export', () => {
  it.each([
    ['no format', [], /required option '--format <format>'/],
    ['an unknown one', ['--format', 'pdf'], /har.*curl/],
    ['a file without a name', ['--format', 'har', '--output', ''], /^twiml-debug: --output: write a file$/],
  ])('exits 2 for %s', async (_, args, message) => {
    const { exitCode, said } = await program(['export', recording, ...args]);
    expect(exitCode).toBe(2);
    expect(said).toMatch(message);
  });

  it('exits 4 for what is no recording', async () => {
    const file = join(folder, 'none.txt');
    writeFileSync(file, 'hello\n');
    expect(await program(['export', file, '--format', 'har'])).toMatchObject({ exitCode: 4, data: '' });
    expect((await program(['export', join(folder, 'gone'), '--format', 'har'])).exitCode).toBe(4);
  });

  it('says that the end of a recording is missing, and exports the rest', async () => {
    const torn = join(folder, 'torn.twiml.jsonl');
    writeFileSync(torn, `${readFileSync(recording, 'utf8')}{"in":{"at"`);
    const { exitCode, data, said } = await program(['export', torn, '--format', 'har']);
    expect([exitCode, said]).toEqual([0, 'the last line of the recording was cut off']);
    expect((JSON.parse(data) as Har).log.entries).toHaveLength(3);
  });

  it('has a help', async () => {
    const { exitCode, data } = await program(['export', '--help']);
    expect(exitCode).toBe(0);
    for (const option of ['--format', '--secrets', '--output', '--force']) expect(data).toContain(option);
  });
});
