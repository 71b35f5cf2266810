import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { voice } from '../../src/call/voice.ts';
import { loadLanguage } from '../../src/cli/data-files.ts';
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
