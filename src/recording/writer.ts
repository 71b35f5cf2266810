import type { Recorder } from '../debug/recorder.ts';
import { maskedLogins } from '../http/url/masked-logins.ts';
import type { RecordingHeader, RecordingLine } from './format.ts';
import { beginFile, type WriteBytes } from './recording-file.ts';

/**
 * Writes a session while it happens: JSON Lines, append only, each step written before the next one is taken, so that
 * a killed process loses nothing that happened. An existing file is replaced only if it is a recording. Throws {@link
 * RecordingFileError} if the file cannot be begun. If a later write fails (a full disk), the file ends with its last
 * whole line, and the recorder says so.
 */
export function recordingWriter(path: string, header: RecordingHeader, write?: WriteBytes): Recorder {
  const file = beginFile(path, `${JSON.stringify(header)}\n`, write);
  let trouble: string | null = null;
  const append = (text: string) => {
    const why = file.append(text);
    if (why !== null) trouble = troubleWith(path, why);
  };
  return {
    get path() {
      return trouble === null ? path : null;
    },
    get trouble() {
      return trouble;
    },
    step(event, happened, own) {
      let text = line({ in: event });
      for (const out of happened) text += line(own.has(out) ? { out, note: true } : { out });
      append(text);
    },
    note: (out) => append(line({ out, note: true })),
    close: file.close,
  };
}

function troubleWith(path: string, why: string): string {
  return `the recording cannot be written any further: ${why}; the session goes on unrecorded, and ${path} holds what happened before`;
}

function line(value: RecordingLine): string {
  return `${maskedLogins(JSON.stringify(value))}\n`;
}
