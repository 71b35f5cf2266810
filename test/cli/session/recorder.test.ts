import { mkdirSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Surroundings } from '../../../src/cli/process/surroundings.ts';
import { recorderFor } from '../../../src/cli/session/recorder.ts';
import { RecordingFileError } from '../../../src/recording/recording-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
let kept: string[];
beforeEach(() => {
  kept = [];
});
afterEach(() => void vi.unstubAllEnvs());

const recorders = (record?: string) => {
  const around = { cwd: folder.path, kept: (path: string) => kept.push(path) };
  return recorderFor(record, 'http://app.test/voice', around as unknown as Surroundings);
};

describe('where a session is kept', () => {
  it('is refused when it was asked for and cannot be used', () => {
    folder.write('file', '');
    expect(recorders('file/call.twiml.jsonl')).toThrow(RecordingFileError);
  });

  it.runIf(process.platform === 'linux')(
    'is told when nobody asked for it: the session goes on unrecorded',
    () => {
      folder.write('file', '');
      vi.stubEnv('XDG_STATE_HOME', folder.join('file'));
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
    rmSync(folder.join('calls'), { recursive: true });
    folder.write('calls', '');
    expect(next()).toMatchObject({ path: null, trouble: expect.stringContaining('unrecorded') });
    rmSync(folder.join('calls'));
    mkdirSync(folder.join('calls'));
    const again = next();
    again.close();
    expect(again.path).toContain(folder.join('calls'));
  });
});
