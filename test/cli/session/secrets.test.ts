import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { program } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testWebhook } from '../../support/test-webhook.ts';

const webhook = testWebhook();
const folder = temporaryFolder();
const SECRET = 'hunter2hunter2';

describe('a password in a URL', () => {
  const play = async (...more: readonly string[]) => {
    const origin = await webhook.serve({
      '/voice': (_request, answer) => {
        const location = `http://ann:${SECRET}@${new URL(origin).host}/next`;
        answer.writeHead(302, { Location: location }).end();
        return undefined;
      },
      '/next': () =>
        `<Play bad="1">http://bob:${SECRET}@127.0.0.1:9/a.mp3</Play><Redirect>http://bob:${SECRET}@127.0.0.1:9/</Redirect>`,
    });
    const args = ['run', `${origin}/voice`, '--play-failure', 'next', ...more];
    return program(args, { record: more.includes('--record') });
  };

  it('is in no transcript and no event: of a Location, of TwiML, of an excerpt', async () => {
    for (const run of [await play(), await play('--json')]) {
      expect(run.data).toContain('127.0.0.1:9');
      expect(run.data).not.toContain(SECRET);
      expect(run.said).not.toContain(SECRET);
    }
  });

  it('is in no recording and no export of it, with --secrets either', async () => {
    const file = folder.join('login.twiml.jsonl');
    await play('--record', file);
    expect(readFileSync(file, 'utf8')).toContain('bob:**************@');
    expect(readFileSync(file, 'utf8')).not.toContain(SECRET);
    for (const format of ['har', 'curl']) {
      const exported = await program(['export', file, '--format', format, '--secrets']);
      expect(exported.exitCode).toBe(0);
      expect(exported.data).not.toContain(SECRET);
    }
  });

  it('is in no report of check', async () => {
    const document = `<Response><Play bad="1">http://bob:${SECRET}@h/a.mp3</Play></Response>`;
    for (const format of ['human', 'json', 'sarif']) {
      const checked = await program(['check', '-', '--format', format], { stdin: [document] });
      expect(checked.data).not.toBe('');
      expect(checked.data).not.toContain(SECRET);
    }
  });

  it.each([
    `http://ann:${SECRET}@`,
    `http://ann:${SECRET}@:80/voice`,
    `http://ann:${SECRET}/x@app.test/voice`,
    `http://ann:${SECRET}#x@app.test/voice`,
    `http:/ann:${SECRET}@app.test:x/voice`,
    `ann:${SECRET}@localhost:3000/voice`,
    `htp://ann:${SECRET}@app.test/voice`,
  ])('is not printed where the target is malformed: %s', async (target) => {
    const run = await program(['run', target]);
    expect(run.exitCode).toBe(2);
    expect(run.said).not.toContain(SECRET);
  });
});
