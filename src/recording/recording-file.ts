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

/** Writes to a descriptor and answers how many bytes it took, as `writeSync` does. */
export type WriteBytes = (file: number, bytes: Uint8Array) => number;

/** A file that grows by whole pieces. */
export interface AppendedFile {
  /** Adds a piece: all of it, or nothing. Answers why it cannot, in words; `null` when it did. */
  append(text: string): string | null;
  close(): void;
}

/**
 * Begins a file; one that is there is replaced only if it is a recording, and stays until the new one has begun.
 * The file is this process's until it is closed. Throws {@link RecordingFileError} for a place that cannot be used.
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
    // A file without its first line is of no use to anybody.
    if (begun) rmSync(begun.path, { force: true });
    release?.();
    if (error instanceof RecordingFileError) throw error;
    throw notWritable(path, systemErrorWords(error), error);
  }
  return appendedFile({ file: begun.file, size: bytes.length, release }, write);
}

/** A file that has its final name only when its first line is written. */
interface Begun {
  readonly path: string;
  readonly file: number;
}

function beginBeside(path: string): Begun {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}`);
  rmSync(beside, { force: true });
  // Whatever stood at the path, and with whatever rights, is not what is opened.
  return { path: beside, file: openSync(beside, 'wx', OWNER_ONLY) };
}

function inUse(path: string, { pid }: ForeignClaim): RecordingFileError {
  return new RecordingFileError('in-use', `${path} is being written by another twiml-debug (process ${pid})`);
}

/** A session holds what a caller typed: PINs, and whatever else an application asks for. */
const OWNER_ONLY = 0o600;

/** A file that has begun, how long it is, and how it is given back. */
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
