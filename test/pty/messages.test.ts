import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { serveSurvey } from '../support/survey-app.ts';
import { type PtyPlan, type PtyProgram, startProgram } from '../support/terminal-pty.ts';
import { serveWebhook, type Webhook } from '../support/webhook.ts';

const SURVEY = [
  ['hi', 'What is your name?'],
  ['Jane', 'How old are you, Jane?'],
  ['30', 'Which colour do you like?'],
  ['blue', 'Thank you, Jane.'],
] as const;

const programs: PtyProgram[] = [];
let webhook: Webhook | null = null;
let folder: string | null = null;

afterEach(async () => {
  await Promise.all(programs.splice(0).map((program) => program.dispose()));
  await webhook?.close();
  webhook = null;
  if (folder !== null) rmSync(folder, { recursive: true });
  folder = null;
});

function start(plan: PtyPlan): PtyProgram {
  const program = startProgram(plan);
  programs.push(program);
  return program;
}

describe('a conversation in a terminal', () => {
  it('sends a file that the webhook can fetch, is recorded, and replays', async () => {
    const got: unknown[] = [];
    webhook = await serveWebhook({
      '/sms': async ({ params }) => {
        const url = params['MediaUrl0'];
        const file = url === undefined ? null : await fetch(url);
        got.push([params['Body'], file?.headers.get('content-type') ?? null, await file?.text()]);
        return '<Message>nice</Message>';
      },
    });
    folder = mkdtempSync(join(tmpdir(), 'twiml-debug-'));
    const photo = join(folder, 'photo.png');
    writeFileSync(photo, 'pixels');
    const recording = join(folder, 'talk.twiml.jsonl');
    const { emulator, type, exited } = start({
      args: ['message', `${webhook.origin}/sms`, '--record', recording],
    });
    await emulator.until('no message yet');
    type(`\u0010attach ${photo}\r`);
    await emulator.until('with photo.png');
    type('look\r');
    await emulator.until('✓✓ delivered');
    expect(got).toEqual([['look', 'image/png', 'pixels']]);
    type('\u0003');
    expect((await exited).exitCode).toBe(130);
    await emulator.until('twiml-debug replay');
    const replay = start({ args: ['replay', recording] });
    await replay.emulator.until('REPLAY');
    await replay.emulator.until(/you +look/);
    replay.type('n');
    await replay.emulator.until('✓✓ delivered');
  });

  it('has a survey of four turns with an application that keeps a session, and its recording replays', async () => {
    webhook = await serveSurvey();
    folder = mkdtempSync(join(tmpdir(), 'twiml-debug-'));
    const recording = join(folder, 'survey.twiml.jsonl');
    const { emulator, type, exited } = start({
      args: ['message', `${webhook.origin}/sms`, '--record', recording],
    });
    await emulator.until('no message yet');
    for (const [said, answered] of SURVEY) {
      type(`${said}\r`);
      await emulator.until(answered);
    }
    type('\u0003');
    expect((await exited).exitCode).toBe(130);
    await webhook.close();
    const replay = start({ args: ['replay', recording] });
    await replay.emulator.until(/REPLAY \d+\//);
    replay.type('nnnnnnnn');
    await replay.emulator.until('Thank you, Jane.');
    for (const [said, answered] of SURVEY) {
      expect(replay.emulator.text).toContain(said);
      expect(replay.emulator.text).toContain(answered);
    }
    expect(replay.emulator.raw).not.toContain('PLACING');
  });

  it('is what the demo offers by text', async () => {
    const { emulator, type } = start({ args: ['demo', '--message', '--no-record'] });
    await emulator.until('no message yet');
    type('hi\r');
    await emulator.until('Welcome to the survey');
  });
});
