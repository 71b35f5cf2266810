import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { WritingSetup } from '../../debug/conversation/message-writer.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { mediaFile } from '../media/media-file.ts';
import type { MediaShelf } from '../media/media-server.ts';
import { attachmentOf } from './compose.ts';

/** Paths that are suggested at once. */
const MOST_PATHS = 50;

/** Files by their paths for whoever writes messages: read when they are attached, and served from then on. */
export function messageFiles(shelf: MediaShelf, cwd: string): Pick<WritingSetup, 'shelve' | 'paths'> {
  return {
    shelve(written) {
      try {
        const file = mediaFile(atHome(written), cwd);
        shelf.add(file);
        return attachmentOf(file);
      } catch (error) {
        if (error instanceof UsageError) return error.message;
        throw error;
      }
    },
    paths: (typed) => pathsLike(typed, cwd),
  };
}

function pathsLike(typed: string, cwd: string): readonly string[] {
  const folder = folderOf(typed);
  const begun = typed.endsWith('/') ? '' : basename(typed);
  try {
    return readdirSync(resolve(cwd, atHome(folder) || '.'), { withFileTypes: true })
      .filter(({ name }) => name.startsWith(begun) && (begun.startsWith('.') || !name.startsWith('.')))
      .slice(0, MOST_PATHS)
      .map((entry) => `${folder === '//' ? '/' : folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
      .toSorted();
  } catch {
    return [];
  }
}

/** The folder of a path as far as it is typed, as it was typed. */
function folderOf(typed: string): string {
  if (typed.endsWith('/') || typed === '') return typed;
  return dirname(typed) === '.' ? '' : `${dirname(typed)}/`;
}

function atHome(path: string): string {
  return /^~(?=\/|$)/.test(path) ? join(homedir(), path.slice(1)) : path;
}
