import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, serveDemo } from '../../src/cli/demo/server.ts';
import { program } from '../support/program.ts';

let server: DemoServer;
let folder: string;
beforeAll(async () => {
  server = await serveDemo();
  folder = mkdtempSync(join(tmpdir(), 'twiml-debug-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

/** Has the conversation of a script, and answers the texts that came back. */
async function replies(script: string): Promise<readonly string[]> {
  const file = join(folder, 'script.txt');
  writeFileSync(file, script);
  const { of } = await program(['message', server.messageUrl, '--script-file', file, '--json'], {
    cwd: folder,
  });
  return of('message').flatMap(({ status, body }) => (status === 'queued' ? [body] : []));
}

describe('the survey of the demo application', () => {
  it('goes from question to question, and begins anew when it is done', async () => {
    expect(
      await replies('send "hi"; send "Jane"; send "5"; send "more money & <less> waiting"; send "hi"'),
    ).toEqual([
      'Welcome to the survey of the bank. What is your name?',
      'Thank you, Jane. How do you like us, from 1 to 5?',
      'What should we do better? Answer in your own words.',
      'We have noted ***** and "more money & <less> waiting". Goodbye, Jane!',
      'Welcome to the survey of the bank. What is your name?',
    ]);
  });

  it('asks again what it does not understand, and thanks for files', async () => {
    writeFileSync(join(folder, 'photo.png'), 'pixels');
    expect(
      await replies('send "hi"; send "Jane"; attach photo.png; send "?"; send "great"; send "9"'),
    ).toEqual([
      'Welcome to the survey of the bank. What is your name?',
      'Thank you, Jane. How do you like us, from 1 to 5?',
      'Thank you for the file (image/png).',
      'Jane, please answer with a number from 1 to 5.',
      'Jane, please answer with a number from 1 to 5.',
    ]);
  });

  it('has forgotten everything after four hours', async () => {
    expect((await replies('send "hi"; wait 4h; send "Jane"')).at(-1)).toContain('Welcome');
  });
});
