import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Recorder } from '../debug/recorder.ts';
import { isHeader, type RecordingHeader, type RecordingLine } from './format.ts';

/** The file for a recording cannot be used. `code` tells why. */
export class RecordingFileError extends Error {
  readonly code: 'not-a-recording' | 'not-writable';

  constructor(code: RecordingFileError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RecordingFileError';
    this.code = code;
  }
}

/**
 * Keeps a session while it happens: JSON Lines, append only, each step written before the next one is taken, so
 * that a killed process loses nothing that happened. An existing file is replaced only if it is a recording.
 */
export function recordingWriter(path: string, header: RecordingHeader): Recorder {
  refuseForeign(path);
  let file: number | null;
  try {
    makeFolder(dirname(path));
    file = openSync(path, 'w', OWNER_ONLY);
  } catch (error) {
    throw new RecordingFileError('not-writable', `cannot write the recording ${path}: ${reasonOf(error)}`, {
      cause: error,
    });
  }
  const write = (text: string) => {
    if (file !== null) writeSync(file, text);
  };
  write(`${JSON.stringify(header)}\n`);
  return {
    path,
    step(event, happened) {
      let text = line({ in: event });
      for (const out of happened) text += line({ out });
      write(text);
    },
    note: (out) => write(line({ out, note: true })),
    close() {
      if (file !== null) closeSync(file);
      file = null;
    },
  };
}

/** A session holds what a caller typed: PINs, and whatever else an application asks for. */
const OWNER_ONLY = 0o600;

/** Node's own recursive mkdir never returns below /proc (observed 2026-11-21 on Node 24.21). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** Only a file that is empty, or begins as a recording, may be replaced. */
function refuseForeign(path: string): void {
  const size = sizeOf(path);
  if (size === null || size === 0) return;
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(Math.min(size, 4096));
    readSync(file, start, 0, start.length, 0);
    if (isHeader(parseFirstLine(start.toString('utf8')))) return;
  } finally {
    closeSync(file);
  }
  throw new RecordingFileError('not-a-recording', `${path} exists and is not a recording; it is left alone`);
}

function sizeOf(path: string): number | null {
  try {
    return statSync(path).size;
  } catch {
    return null;
  }
}

function parseFirstLine(text: string): unknown {
  try {
    return JSON.parse(text.split('\n', 1)[0] ?? '');
  } catch {
    return null;
  }
}

function line(value: RecordingLine): string {
  return `${JSON.stringify(value)}\n`;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
