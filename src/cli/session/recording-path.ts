import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { RECORDING_ENDING } from '../../recording/format.ts';

/** Everything that decides where a recording goes. */
export interface RecordingPlace {
  /** `--record`, as given: a file or a folder. */
  readonly record: string | null;
  readonly cwd: string;
  readonly target: string;
  readonly startedAt: Date;
  /** Keeps two recordings of one second apart. */
  readonly apart: string;
}

/**
 * A file for the session: the one that was asked for; else in `recordings/` here when that already holds
 * recordings, else in the user's state folder.
 */
export function recordingPath({ record, cwd, target, startedAt, apart }: RecordingPlace): string {
  const stamp = startedAt.toISOString().slice(0, 19).replaceAll(':', '-');
  const name = `${stamp}-${slug(target)}-${apart}${RECORDING_ENDING}`;
  if (record !== null) {
    const path = resolve(cwd, record);
    return isFolder(path) || /[\\/]$/.test(record) ? join(path, name) : path;
  }
  const here = join(cwd, 'recordings');
  return join(
    holdsRecordings(here) ? here : join(envPaths('twiml-debug', { suffix: '' }).log, 'recordings'),
    name,
  );
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function holdsRecordings(folder: string): boolean {
  try {
    return readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith(RECORDING_ENDING));
  } catch {
    // There is none, or what is in it is nobody's business.
    return false;
  }
}

/** The last piece of the target's path, as part of a file name. */
function slug(target: string): string {
  const path = URL.canParse(target) ? new URL(target).pathname : basename(target);
  return (
    path
      .replace(/[^\w-]+/g, '-')
      .replace(/^-+|(?<!-)-+$/g, '')
      .slice(0, 40) || 'call'
  );
}
