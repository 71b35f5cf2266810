import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type PtyPlan, type PtyProgram, startProgram } from '../support/terminal-pty.ts';
import { serveWebhook, type Webhook } from '../support/webhook.ts';

const AS_BEFORE = { alternate: false, pasteMarked: false, cursor: true };
const ROUTES = {
  '/voice':
    '<Say>One moment.</Say>\n<Gather finishOnKey="#" action="/pin" timeout="60"><Say>Your number?</Say></Gather>',
  '/pin': '<Pause length="60"/>',
};

const programs: PtyProgram[] = [];
const webhooks: Webhook[] = [];

afterEach(async () => {
  await Promise.all(programs.splice(0).map((program) => program.dispose()));
  await Promise.all(webhooks.splice(0).map((webhook) => webhook.close()));
});

async function serve(port = 0): Promise<Webhook> {
  const webhook = await serveWebhook(ROUTES, port);
  webhooks.push(webhook);
  return webhook;
}

function start(plan: PtyPlan): PtyProgram {
  const program = startProgram(plan);
  programs.push(program);
  return program;
}

async function startHeld(
  plan: Omit<PtyPlan, 'args'> = {},
): Promise<PtyProgram & { readonly webhook: Webhook }> {
  const webhook = await serve();
  const program = start({ ...plan, args: [`${webhook.origin}/voice`, '--no-record'] });
  await program.emulator.until('PAUSED at Say');
  return { ...program, webhook };
}

describe('the program in a terminal', () => {
  it.each([
    [120, 40],
    [80, 24],
    [60, 16],
  ])('fills %ix%i and no more', async (columns, rows) => {
    const { emulator } = await startHeld({ columns, rows });
    // A frame reaches the terminal in several writes; its last line is the last of them.
    await emulator.until('q quit');
    expect(emulator.lines).toHaveLength(rows);
    expect(Math.max(...emulator.lines.map(({ length }) => length))).toBe(columns);
    expect(emulator.lines[0]).toContain('PAUSED at Say');
    expect(emulator.lines.at(-1)).toContain('q quit');
    expect(emulator.text).toContain('<Say>One moment.</Say>');
  });

  it('takes nn for two steps and 123# for four presses', async () => {
    const { type, emulator, webhook, press } = await startHeld();
    type('n');
    await emulator.until('PAUSED at Gather');
    type('nn');
    await emulator.until('RUNNING Say');
    await press('123#', '/pin');
    await emulator.until('PAUSED at Pause');
    expect(webhook.received.at(-1)?.params).toMatchObject({ Digits: '123' });
  });

  it('runs nothing that is pasted', async () => {
    const { emulator, press, webhook } = await startHeld();
    await press(`\u001B[200~nnnccqq\r${'x'.repeat(2000)}\u001B[201~`, 'what is pasted is not typed');
    expect(emulator.text).toContain('PAUSED at Say');
    expect(webhook.received).toHaveLength(1);
  });

  it('is laid out anew when the size changes in the middle of a call', async () => {
    const { emulator, resize, press } = await startHeld();
    resize(80, 24);
    await emulator.until('┌─ [Call] HTTP');
    expect(Math.max(...emulator.lines.map(({ length }) => length))).toBe(80);
    resize(50, 12);
    await emulator.until('terminal too small (need 60x16, have 50x12)');
    resize(120, 40);
    await emulator.until('┌─ Call ─');
    await press('n', 'PAUSED at Gather');
  });

  it('stays when the server is not up, and tries again with r', async () => {
    const gone = await serve();
    const port = Number(new URL(gone.origin).port);
    await gone.close();
    const { emulator, press } = start({ args: [`${gone.origin}/voice`, '--no-record'] });
    await emulator.until('Nothing listens at');
    await serve(port);
    await press('r', 'PAUSED at Say');
  });

  it('needs nothing else for the demo', async () => {
    const { emulator } = start({ args: ['demo', '--no-record'] });
    await emulator.until('PAUSED at');
    expect(emulator.text).toContain('TwiML /');
  });
});

describe('a call that is left in the middle of it', () => {
  it('hangs up: the application hears of it, and the recording has an end', async () => {
    const webhook = await serve();
    const folder = mkdtempSync(join(tmpdir(), 'twiml-debug-'));
    const recording = join(folder, 'call.twiml.jsonl');
    try {
      const { emulator, press, type, exited } = start({
        args: [
          `${webhook.origin}/voice`,
          '--status-callback',
          `${webhook.origin}/over`,
          '--record',
          recording,
        ],
      });
      await emulator.until('PAUSED at Say');
      await press('c', 'RUNNING Say');
      type('q');
      expect((await exited).exitCode).toBe(0);
      expect(webhook.received.at(-1)?.params).toMatchObject({ CallStatus: 'completed' });
      await emulator.until('the debugger was left');
      const lines = readFileSync(recording, 'utf8').trim().split('\n');
      expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ out: { type: 'end', status: 'completed' } });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the terminal comes back', () => {
  it.each([
    ['q', 'q', 0],
    ['Ctrl+C', '\u0003', 130],
  ])('after %s', async (_name, key, code) => {
    const { type, exited, emulator } = await startHeld();
    expect(emulator.modes).toEqual({ alternate: true, pasteMarked: true, cursor: false });
    type(key);
    expect((await exited).exitCode).toBe(code);
    await emulator.until(() => !emulator.onAlternateScreen);
    expect(emulator.modes).toEqual(AS_BEFORE);
    expect(emulator.text).not.toContain('┃');
  });

  it.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('after %s', async (signal) => {
    const { kill, exited, emulator } = await startHeld();
    kill(signal);
    await exited;
    await emulator.until(() => !emulator.onAlternateScreen);
    expect(emulator.modes).toEqual(AS_BEFORE);
  });

  it('after Ctrl+Z, and the screen with fg', async () => {
    const { emulator, press, type } = await startHeld();
    // Without a shell nothing stops the program: it comes back by itself.
    const before = emulator.raw.length;
    type('\u001A');
    await emulator.until(() => /\[\?1049l.*\[\?1049h/s.test(emulator.raw.slice(before)));
    await emulator.until('PAUSED at Say');
    expect(emulator.modes).toMatchObject({ alternate: true, pasteMarked: true });
    await press('n', 'PAUSED at Gather');
  });
});
