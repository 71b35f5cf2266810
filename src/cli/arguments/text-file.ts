import { statSync } from 'node:fs';
import { systemErrorWords } from '../../errors/system-error.ts';
import { boundedBytes } from './bounded-file.ts';
import { UsageError } from './usage-error.ts';

/** A text file that the command line names. */
export interface TextFile {
  readonly path: string;
  /** A larger one is not read. */
  readonly mostBytes: number;
  /** The refusal when there is nothing of that name. */
  readonly missing: string;
  /** The kind of file to name instead, such as `a TwiML file`. */
  readonly wanted: string;
}

/** Longest script of a caller or a conversation, in bytes. */
const MOST_SCRIPT_BYTES = 1_000_000;

/** The text of a script that an option names. Throws a usage error for what is no file to read. */
export function readScript(path: string): string {
  return readText({
    path,
    mostBytes: MOST_SCRIPT_BYTES,
    missing: `there is no file ${path}`,
    wanted: 'a file that holds a script',
  });
}

/** The text of a file in UTF-8. Throws a usage error for what cannot be read, or is too large. */
export function readText(file: TextFile): string {
  return readFile(file).toString('utf8');
}

/** The bytes of a file. Throws a usage error for what cannot be read, or is too large. */
export function readFile({ path, mostBytes, missing, wanted }: TextFile): Buffer {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) throw new UsageError(missing);
    if (found.isDirectory()) throw new UsageError(`${path} is a folder; name ${wanted}`);
    if (!isReadable(found)) throw new UsageError(`${path} is not a regular file; name ${wanted}`);
    const bytes = boundedBytes(path, mostBytes);
    if (bytes === null)
      throw new UsageError(
        `${path} is too large (more than ${Math.floor(mostBytes / 1_000_000)} MB); name ${wanted}`,
      );
    return bytes;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read ${path}: ${systemErrorWords(error)}`);
  }
}

/** A file or a pipe has an end; a folder has no text, and a device may never stop. */
export function isReadable(found: { isFile(): boolean; isFIFO(): boolean }): boolean {
  return found.isFile() || found.isFIFO();
}
