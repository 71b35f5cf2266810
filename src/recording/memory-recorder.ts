import type { Recorder } from '../debug/recorder.ts';
import type { RecordingLine } from './format.ts';

/** Keeps a session in memory, as a file would be written. */
export interface MemoryRecorder extends Recorder {
  readonly lines: readonly RecordingLine[];
  /** Gives everything that was kept to another recorder, in the same steps. */
  copyTo(recorder: Recorder): void;
}

/** Keeps a session in memory; `path` is where it would be kept. */
export function memoryRecorder(path: string): MemoryRecorder {
  const lines: RecordingLine[] = [];
  const kept: ((recorder: Recorder) => void)[] = [];
  return {
    path,
    lines,
    step(event, happened, own) {
      lines.push({ in: event });
      for (const out of happened) lines.push(own.has(out) ? { out, note: true } : { out });
      kept.push((recorder) => recorder.step(event, happened, own));
    },
    note(out) {
      lines.push({ out, note: true });
      kept.push((recorder) => recorder.note(out));
    },
    close: () => {},
    copyTo(recorder) {
      for (const give of kept) give(recorder);
    },
  };
}
