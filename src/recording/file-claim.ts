import { closeSync, openSync, readFileSync, realpathSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Another program's claim on a file. */
export interface ForeignClaim {
  readonly pid: number;
}

/** Gives a claimed file back. */
export type Release = () => void;

/**
 * Claims a file for this process by a file `.NAME.lock` beside it that holds the process's number. The claim of a
 * process that no longer runs (it was killed) is ignored. Throws what the file system throws.
 */
export function claimFile(path: string): Release | ForeignClaim {
  const lock = join(realpathSync(dirname(path)), `.${basename(path)}.lock`);
  for (let attempt = 0; attempt < 3; attempt++) {
    if (createdAlone(lock)) return () => rmSync(lock, { force: true });
    const pid = ownerOf(lock);
    if (pid !== null && isAlive(pid)) return { pid };
    rmSync(lock, { force: true });
  }
  return { pid: ownerOf(lock) ?? 0 };
}

/** Creates the file; false if another process created it first. */
function createdAlone(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx', 0o600);
    try {
      writeSync(file, String(process.pid));
    } finally {
      closeSync(file);
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function ownerOf(lock: string): number | null {
  try {
    const pid = Number(readFileSync(lock, 'utf8').slice(0, 20));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** Signal 0 asks whether a process exists. A process of another user refuses it, and so exists. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
