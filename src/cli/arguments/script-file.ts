import { readFileSync, statSync } from 'node:fs';
import { systemErrorWords } from '../../errors/system-error.ts';
import { UsageError } from './usage-error.ts';

/** The text of a script that an option names. Throws a usage error for what is no file to read. */
export function readScript(path: string, option: string): string {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) throw new UsageError(`${option}: there is no file ${path}`);
    if (!isReadable(found)) throw new UsageError(`${option}: ${path} is no file that holds a script`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${option}: cannot read ${path}: ${systemErrorWords(error)}`);
  }
}

/** A file or a pipe has an end; a folder has no text, and a device may never stop. */
export function isReadable(found: { isFile(): boolean; isFIFO(): boolean }): boolean {
  return found.isFile() || found.isFIFO();
}
