import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorWords } from '../errors/system-error.ts';
import { isHeader } from './format.ts';

/** The file for a recording cannot be used. `code` tells why. */
export class RecordingFileError extends Error {
  readonly code: 'not-a-recording' | 'not-writable';

  constructor(code: RecordingFileError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RecordingFileError';
    this.code = code;
  }
}

/** Writes to a descriptor and answers how many bytes it took, as `writeSync` does. */
export type WriteBytes = (file: number, bytes: Uint8Array) => number;

/** A file that grows by whole pieces. */
export interface AppendedFile {
  /** Adds a piece: all of it, or nothing. Answers why it cannot, in words; `null` when it did. */
  append(text: string): string | null;
  close(): void;
}

/**
 * Begins a file; one that is there is replaced only if it is a recording. Throws {@link RecordingFileError} for a
 * place that cannot be used.
 */
export function beginFile(path: string, start: string, write: WriteBytes = writeSync): AppendedFile {
  const bytes = Buffer.from(start);
  const isNew = !existsSync(path);
  let file: number | null = null;
  try {
    refuseForeign(path);
    makeFolder(dirname(path));
    file = openSync(path, 'w', OWNER_ONLY);
    writeAll(file, bytes, write);
  } catch (error) {
    if (file !== null) closeQuietly(file);
    // A file without its first line is of no use to anybody.
    if (file !== null && isNew) rmSync(path, { force: true });
    if (error instanceof RecordingFileError) throw error;
    throw notWritable(path, systemErrorWords(error), error);
  }
  return appendedFile(file, bytes.length, write);
}

/** A session holds what a caller typed: PINs, and whatever else an application asks for. */
const OWNER_ONLY = 0o600;

function appendedFile(opened: number, begun: number, write: WriteBytes): AppendedFile {
  let file: number | null = opened;
  let size = begun;
  const close = () => {
    if (file !== null) closeQuietly(file);
    file = null;
  };
  return {
    append(text) {
      if (file === null) return null;
      const bytes = Buffer.from(text);
      try {
        writeAll(file, bytes, write);
        size += bytes.length;
        return null;
      } catch (error) {
        // What was written of the piece goes: the file stays one that can be read.
        truncateQuietly(file, size);
        close();
        return systemErrorWords(error);
      }
    },
    close,
  };
}

/** A disk that gets full takes a part of what is written first, and refuses the rest. */
function writeAll(file: number, bytes: Uint8Array, write: WriteBytes): void {
  for (let done = 0; done < bytes.length; ) {
    const more = write(file, bytes.subarray(done));
    if (more <= 0) throw new Error('nothing more is taken');
    done += more;
  }
}

function truncateQuietly(file: number, size: number): void {
  try {
    ftruncateSync(file, size);
  } catch {
    // Then its last line is torn, which a reader takes.
  }
}

/** Some file systems tell only now that a write failed; everything that could be done has been done. */
function closeQuietly(file: number): void {
  try {
    closeSync(file);
  } catch {}
}

/** Node's own recursive mkdir never returns below /proc (observed 2026-11-21 on Node 24.21). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** Only a file that is empty, or begins as a recording, may be replaced. */
function refuseForeign(path: string): void {
  const found = statOf(path);
  if (found === null) return;
  // A pipe would wait for a reader, and a device keeps nothing.
  if (!found.isFile()) throw notWritable(path, found.isDirectory() ? 'it is a folder' : 'it is no file');
  const { size } = found;
  if (size === 0) return;
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

function notWritable(path: string, why: string, cause?: unknown): RecordingFileError {
  return new RecordingFileError('not-writable', `cannot write the recording ${path}: ${why}`, { cause });
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path);
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
