import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testWebhook } from '../support/test-webhook.ts';

const BINARY = join(import.meta.dirname, '..', '..', 'dist', 'twiml-debug.js');

const webhook = testWebhook();
const folder = temporaryFolder();

describe('standard input', () => {
  it('may be a pipe into which nothing has been written yet', async () => {
    // Standard input comes after the URL: when that connection is gone, the program has begun to read.
    const asked = Promise.withResolvers<void>();
    const origin = await webhook.serve({
      '/voice': (_request, answer) => {
        answer.socket?.once('close', asked.resolve);
        return '<Hangup/>';
      },
    });
    const child = spawn(process.execPath, [BINARY, 'check', `${origin}/voice`, '-'], { cwd: folder.path });
    const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    await asked.promise;
    child.stdin.end('<Response><Say>Hello</Say></Response>');
    const [out, said, [code]] = await ended;
    expect([code, said]).toEqual([0, '']);
    expect(out).toContain('2 documents (read as voice; --product decides otherwise), 0 errors');
  });

  it('may hold more than a pipe does at once', () => {
    const input = `<Response>${'<Say>Hello, and welcome to the bank.</Say>'.repeat(3_000)}</Response>`;
    const { status, stdout } = spawnSync(process.execPath, [BINARY, 'check', '-'], {
      cwd: folder.path,
      input,
      encoding: 'utf8',
    });
    expect(stdout).toContain(`the document has ${input.length} bytes; Twilio refuses answers above 64 kB`);
    expect(status).toBe(1);
  });

  it('is read no further than a thousand times what Twilio takes', () => {
    const input = Buffer.alloc(66_000_000, ' ');
    const { status, stderr } = spawnSync(process.execPath, [BINARY, 'run', '-'], {
      cwd: folder.path,
      input,
      encoding: 'utf8',
    });
    expect(stderr).toBe(
      'twiml-debug: standard input is too large (more than 65 MB); pipe a TwiML document into it\n',
    );
    expect(status).toBe(2);
  });
});

describe('a file that is far too large', () => {
  it('is not read: its size is looked at first', () => {
    const file = folder.write('big.xml', '<Response>');
    truncateSync(file, 3_000_000_000);
    const { status, stderr } = spawnSync(process.execPath, [BINARY, 'run', 'big.xml'], {
      cwd: folder.path,
      encoding: 'utf8',
    });
    expect(stderr).toBe('twiml-debug: big.xml is too large (more than 65 MB); name a TwiML file\n');
    expect(status).toBe(2);
  });
});
