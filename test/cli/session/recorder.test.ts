import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Surroundings } from '../../../src/cli/process/surroundings.ts';
import { recorderFor } from '../../../src/cli/session/recorder.ts';
import { RecordingFileError } from '../../../src/recording/recording-file.ts';

let folder: string;
let kept: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'twiml-debug-'));
  kept = [];
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const recorders = (record?: string) => {
  const around = { cwd: folder, kept: (path: string) => kept.push(path) };
  return recorderFor(record, 'http://app.test/voice', around as unknown as Surroundings);
};

describe('where a session is kept', () => {
  it('is refused when it was asked for and cannot be used', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(recorders('file/call.twiml.jsonl')).toThrow(RecordingFileError);
  });

  it.runIf(process.platform === 'linux')(
    'is told when nobody asked for it: the session goes on unrecorded',
    () => {
      writeFileSync(join(folder, 'file'), '');
      vi.stubEnv('XDG_STATE_HOME', join(folder, 'file'));
      const recorder = recorders()();
      expect(recorder.path).toBeNull();
      expect(recorder.trouble).toContain(
        'the session goes on unrecorded (--record PATH chooses another place)',
      );
      expect(kept).toEqual([]);
    },
  );

  it('is told when it cannot be used any more for a restart', () => {
    const next = recorders('calls/');
    const first = next();
    first.close();
    expect(kept).toEqual([first.path]);
    rmSync(join(folder, 'calls'), { recursive: true });
    writeFileSync(join(folder, 'calls'), '');
    expect(next()).toMatchObject({ path: null, trouble: expect.stringContaining('unrecorded') });
    rmSync(join(folder, 'calls'));
    mkdirSync(join(folder, 'calls'));
    const again = next();
    again.close();
    expect(again.path).toContain(join(folder, 'calls'));
  });
});
