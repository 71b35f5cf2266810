import { randomBytes } from 'node:crypto';
import { failedRecorder, NO_RECORDER, type Recorder } from '../../debug/recorder.ts';
import { FORMAT_VERSION } from '../../recording/format.ts';
import { RecordingFileError } from '../../recording/recording-file.ts';
import { recordingWriter } from '../../recording/writer.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { VERSION } from '../process/version.ts';
import { recordingPath } from './recording-path.ts';

/**
 * Where each run of a session is kept; `--no-record` keeps none. A place that was asked for and cannot be used is
 * refused before the first run; one that nobody asked for, and that of a restart on a disk that is full by now, is told,
 * and the session goes on unrecorded.
 */
export function recorderFor(
  wanted: string | false | undefined,
  target: string,
  around: Surroundings,
): () => Recorder {
  if (wanted === false) return () => NO_RECORDER;
  const record = wanted ?? null;
  let refuses = record !== null;
  return () => {
    const startedAt = new Date();
    const apart = randomBytes(2).toString('hex');
    const path = recordingPath({ record, cwd: around.cwd, target, startedAt, apart });
    const header = { recording: 'twiml-debug', version: FORMAT_VERSION, program: VERSION, target } as const;
    try {
      const recorder = recordingWriter(path, { ...header, startedAt: startedAt.toISOString() });
      around.kept(path);
      refuses = false;
      return recorder;
    } catch (error) {
      if (refuses || !(error instanceof RecordingFileError)) throw error;
      return failedRecorder(
        `${error.message}; the session goes on unrecorded (--record PATH chooses another place)`,
      );
    }
  };
}
