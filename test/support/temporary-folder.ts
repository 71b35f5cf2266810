import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A folder that each test finds empty. */
export interface TemporaryFolder {
  readonly path: string;
  /** The path of something in it. */
  join(...names: readonly string[]): string;
  /** Writes a file below it, and answers its path. */
  write(name: string, content: string | Uint8Array): string;
}

/** Gives each test of a file a folder of its own, which is gone after it. */
export function temporaryFolder(): TemporaryFolder {
  let path = '';
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'twiml-debug-'));
  });
  afterEach(() => rmSync(path, { recursive: true }));
  return {
    get path() {
      return path;
    },
    join: (...names) => join(path, ...names),
    write(name, content) {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
  };
}
