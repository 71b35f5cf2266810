import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecording } from '../../src/recording/reader.ts';

const BINARY = join(import.meta.dirname, '..', '..', 'dist', 'twiml-debug.js');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'twiml-debug-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A line of a shell in which "$@" is the program with these arguments. */
function shell(line: string, ...args: readonly string[]) {
  const all = ['-c', line, 'sh', process.execPath, BINARY, ...args];
  const { status, stdout, stderr } = spawnSync('sh', all, { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe.runIf(process.platform === 'linux')('a disk that is full', () => {
  let full: number;
  beforeAll(() => {
    full = openSync('/dev/full', 'w');
  });
  afterAll(() => closeSync(full));

  it('ends what goes to standard output with a sentence', () => {
    const { status, stderr } = spawnSync(process.execPath, [BINARY, 'explain', '--list'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toBe(
      'twiml-debug: cannot write to standard output: no space is left on the device (ENOSPC)\n',
    );
  });

  it('of standard error is told nobody', () => {
    const { status } = spawnSync(process.execPath, [BINARY, 'explain', 'flux capacitor'], {
      stdio: ['ignore', 'pipe', full],
    });
    expect(status).toBe(1);
  });

  it('ends the recording of a run, and not the run', () => {
    const recording = join(folder, 'call.twiml.jsonl');
    const document = `<Response>${'<Say>Hello</Say>'.repeat(200)}</Response>`;
    // Node ignores the signal that comes with it: a write fails as on a full disk.
    const line = `ulimit -f 16; printf %s '${document}' | "$@"`;
    const { status, stdout, stderr } = shell(line, 'run', '-', '--record', recording);
    expect(status).toBe(0);
    expect(stdout).toContain('completed after');
    const told = stderr.split('\n').filter((one) => one.includes('recording'));
    expect(told).toEqual([
      `twiml-debug: the recording cannot be written any further: the file would become too large (EFBIG); the session goes on unrecorded, and ${recording} holds what happened before`,
    ]);
    expect(readRecording(recording).torn).toBe(false);
  });
});
