import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemErrorWords } from '../errors/system-error.ts';
import { claimFile, type ForeignClaim, type Release } from './file-claim.ts';
import { isHeader } from './format.ts';

/** The file for a recording cannot be used. `code` tells why. */
export class RecordingFileError extends Error {
  readonly code: 'not-a-recording' | 'not-writable' | 'in-use';

  constructor(code: RecordingFileError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RecordingFileError';
    this.code = code;
  }
}

/** Writes to a descriptor and returns how many bytes it took, as `writeSync` does. */
export type WriteBytes = (file: number, bytes: Uint8Array) => number;

/** A file to which whole pieces are appended. */
export interface AppendedFile {
  /** Appends all of a piece or nothing. Returns why it failed, in words; `null` when it succeeded. */
  append(text: string): string | null;
  close(): void;
}

/**
 * Begins a file. An existing file is replaced only if it is a recording, and stays until the new one has begun. The
 * file belongs to this process until it is closed. Throws {@link RecordingFileError} for an unusable path.
 */
export function beginFile(path: string, start: string, write: WriteBytes = writeSync): AppendedFile {
  const bytes = Buffer.from(start);
  let release: Release | null = null;
  let begun: Begun | null = null;
  try {
    refuseForeign(path);
    makeFolder(dirname(path));
    const claim = claimFile(path);
    if (typeof claim !== 'function') throw inUse(path, claim);
    release = claim;
    begun = beginBeside(path);
    writeAll(begun.file, bytes, write);
    renameSync(begun.path, existsSync(path) ? realpathSync(path) : path);
  } catch (error) {
    if (begun) closeQuietly(begun.file);
    // A file without its first line is useless.
    if (begun) rmSync(begun.path, { force: true });
    release?.();
    if (error instanceof RecordingFileError) throw error;
    throw notWritable(path, systemErrorWords(error), error);
  }
  return appendedFile({ file: begun.file, size: bytes.length, release }, write);
}

/** A file that gets its final name once its first line is written. */
interface Begun {
  readonly path: string;
  readonly file: number;
}

function beginBeside(path: string): Begun {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}`);
  rmSync(beside, { force: true });
  // Opens a new file: whatever is at the path, with whatever permissions, is not opened.
  return { path: beside, file: openSync(beside, 'wx', OWNER_ONLY) };
}

function inUse(path: string, { pid }: ForeignClaim): RecordingFileError {
  return new RecordingFileError('in-use', `${path} is being written by another twiml-debug (process ${pid})`);
}

/** Only the owner may read it: a session holds what a caller typed, such as PINs. */
const OWNER_ONLY = 0o600;

/** An open file, its length, and how to release it. */
interface Opened {
  readonly file: number;
  readonly size: number;
  readonly release: Release;
}

function appendedFile(opened: Opened, write: WriteBytes): AppendedFile {
  let file: number | null = opened.file;
  let size = opened.size;
  const close = () => {
    if (file === null) return;
    closeQuietly(file);
    opened.release();
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
        // Removes the written part of the piece: the file stays readable.
        truncateQuietly(file, size);
        close();
        return systemErrorWords(error);
      }
    },
    close,
  };
}

/** Writes everything or throws: a disk that fills up first takes a part, and then refuses the rest. */
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
    // Then its last line is incomplete, which a reader accepts.
  }
}

/** Some file systems report a failed write only on close; by then nothing more can be done. */
function closeQuietly(file: number): void {
  try {
    closeSync(file);
  } catch {}
}

/**
 * Makes a folder and those above it: Node's own recursive mkdir never returns below /proc (observed 2026-11-21 on
 * Node 24.21).
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** Refuses to replace a file, unless it is empty or begins as a recording. */
function refuseForeign(path: string): void {
  const found = statOf(path);
  if (found === null) return;
  // Opening a pipe would wait for a reader, and a device keeps nothing.
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
