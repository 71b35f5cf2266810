import { execFileSync, spawn } from 'node:child_process';
import { truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../src/cli/arguments/text-file.ts';
import { program } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();

const read = (path: string, mostBytes = 100_000) =>
  readText({ path, mostBytes, missing: `there is no ${path}`, wanted: 'a script' });

describe('a text file', () => {
  it('is read whole, up to its limit', () => {
    const text = 'ä'.repeat(50_000);
    expect(read(folder.write('a.txt', text))).toBe(text);
    expect(read(folder.write('empty.txt', ''))).toBe('');
    expect(() => read(folder.write('a.txt', `${text}.`), 100_000)).toThrow('is too large');
  });

  it.skipIf(process.platform === 'win32')('may be a pipe, which is read no further than that', () => {
    const pipe = folder.join('pipe');
    execFileSync('mkfifo', [pipe]);
    const write = (bytes: number) =>
      spawn(
        process.execPath,
        ['-e', `require('fs').writeFileSync(${JSON.stringify(pipe)}, 'x'.repeat(${bytes}))`],
        {
          stdio: 'ignore',
        },
      );
    write(90_000);
    expect(read(pipe)).toHaveLength(90_000);
    write(5_000_000);
    expect(() => read(pipe)).toThrow('is too large');
  });

  it.each([
    ['nothing', 'nowhere', 'there is no '],
    ['a folder', '.', 'is a folder; name a script'],
  ])('is refused in words when there is %s', (_what, name, words) => {
    expect(() => read(folder.join(name))).toThrow(words);
  });

  it.runIf(process.platform === 'linux')('is no device, which may never end', () => {
    expect(() => read('/dev/zero')).toThrow('/dev/zero is not a regular file; name a script');
  });
});

describe('a script that an option names', () => {
  it.each(['--caller-file', '--script-file'])('is not read where it is far too large: %s', async (option) => {
    const file = folder.write('script', '');
    truncateSync(file, 3_000_000_000);
    const command = option === '--script-file' ? 'message' : 'run';
    const { exitCode, said } = await program([command, 'http://127.0.0.1:1/', option, file]);
    expect([exitCode, said]).toEqual([
      2,
      `twiml-debug: ${option}: ${file} is too large (more than 1 MB); name a file that holds a script`,
    ]);
  });
});
