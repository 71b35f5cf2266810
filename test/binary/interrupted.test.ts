import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { voice } from '../../src/call/voice.ts';
import { loadLanguage } from '../../src/cli/language.ts';
import { stepper } from '../../src/engine/step.ts';
import { readRecording } from '../../src/recording/reader.ts';
import { restep } from '../../src/recording/restep.ts';
import { serveWebhook, type Webhook } from '../support/webhook.ts';

const BINARY = join(import.meta.dirname, '..', '..', 'dist', 'twiml-debug.js');

let webhook: Webhook;
let folder: string;
let asked: () => void;
let secondRequest: Promise<void>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'twiml-debug-'));
  secondRequest = new Promise((resolve) => {
    asked = resolve;
  });
  webhook = await serveWebhook({
    '/voice': '<Say>Hello</Say><Redirect>/never</Redirect>',
    '/never': () => {
      asked();
      return undefined;
    },
  });
});

afterEach(async () => {
  await webhook.close();
  rmSync(folder, { recursive: true });
});

/** A run that is in the middle of its second request. */
async function runInTheMiddle(recording: string): Promise<ChildProcess> {
  const args = [BINARY, 'run', `${webhook.origin}/voice`, '--record', recording, '--webhook-timeout', 'off'];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  await secondRequest;
  return child;
}

describe('a run that is ended from outside', () => {
  it.each(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'by %s leaves a recording that holds all that happened',
    async (signal) => {
      const path = join(folder, 'call.twiml.jsonl');
      const child = await runInTheMiddle(path);
      child.kill(signal);
      const [code] = (await once(child, 'exit')) as [number | null];
      expect(code).toBe(signal === 'SIGKILL' ? null : 130);
      const recording = readRecording(path);
      expect(recording.torn).toBe(false);
      const { differences, journal } = restep(recording, stepper(voice(loadLanguage())));
      expect(differences).toEqual([]);
      const happened = ['call', 'exchange', 'document', 'verb', 'call', 'heard', 'verb'];
      // Why it stopped, the caller who hangs up, the request that nobody waits for any more, and the end.
      const ending = ['diagnostic', 'input', 'call', 'exchange', 'end'];
      expect(journal.entries().map(({ event }) => event.type)).toEqual(
        signal === 'SIGKILL' ? happened : [...happened, ...ending],
      );
    },
  );
});

it('a run that waits for a server which does not come ends without a request', async () => {
  const args = [
    BINARY,
    'run',
    'http://127.0.0.1:9/voice',
    '--wait',
    '60',
    '--insecure',
    '--json',
    '--no-record',
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  // It has said that it does not check certificates: it waits.
  await once(child.stderr, 'data');
  child.kill('SIGINT');
  const [code] = (await once(child, 'close')) as [number | null];
  expect([code, output]).toEqual([130, '']);
});

/** Every Node on the PATH, oldest first: an old one starts a newer one, and has to pass signals on. */
const NODES = [...new Set([process.execPath, ...onPath('node'), ...onPath('node24')])]
  .map((path) => ({ path, version: execFileSync(path, ['--version'], { encoding: 'utf8' }).trim() }))
  .sort((a, b) => a.version.localeCompare(b.version));

function onPath(name: string): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((one) => !one.includes('node_modules'));
  return folders.map((one) => join(one, name)).filter(existsSync);
}

describe('a signal to a whole process group', () => {
  const cases = NODES.flatMap(({ path, version }) =>
    (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => ({ path, version, signal })),
  );
  it.each(cases)(
    '$signal under Node $version ends a run once, with all its output',
    async ({ path, signal }) => {
      const args = [
        BINARY,
        'run',
        `${webhook.origin}/voice`,
        '--json',
        '--no-record',
        '--webhook-timeout',
        'off',
      ];
      // Nothing of the bundled Node: a checkout's own comes first on the PATH of its scripts.
      const env = { ...process.env, PATH: `${dirname(path)}${delimiter}${process.env['PATH']}` };
      const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'ignore'], detached: true, env });
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
      await secondRequest;
      process.kill(-(child.pid ?? 0), signal);
      const [code] = (await once(child, 'close')) as [number | null];
      expect(code).toBe(130);
      const events = output.trimEnd().split('\n');
      expect(JSON.parse(events.at(-1) ?? '')).toMatchObject({ type: 'end' });
      expect(events.filter((line) => line.includes('"rule":"interrupted"'))).toHaveLength(1);
    },
  );
});
