import { join } from 'node:path';
import type * as esbuild from 'esbuild';

const cli = join(import.meta.dirname, '..', '..', 'src', 'cli');

/**
 * Modules that are loaded late, by the company in which they come. Each that comes on its own splits what it shares
 * with others off into chunks, and each chunk takes Node half a millisecond.
 */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'headless-commands': ['./call/run.ts', './fax/run.ts', './message/run.ts'],
  'terminal-commands': [
    './call/debug.ts',
    './message/debug.ts',
    './demo/command.ts',
    './recordings/replay.ts',
    '../tui/start.tsx',
  ],
  engine: [
    './call/compose.ts',
    './message/compose.ts',
    './message/files.ts',
    './loopback/recordings-server.ts',
    '../http/wire/undici-transport.ts',
    '../recording/reader.ts',
    '../recording/recording-file.ts',
  ],
};

const BY_FILE: ReadonlyMap<string, string> = new Map(
  Object.entries(GROUPS).flatMap(([group, files]) => files.map((file) => [join(cli, file), group] as const)),
);

/** Has what is loaded late come in groups: an `import()` of one module answers with all of its group. */
export const chunkGroups: esbuild.Plugin = {
  name: 'chunk-groups',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
      const group = kind === 'dynamic-import' ? BY_FILE.get(join(resolveDir, path)) : undefined;
      return group === undefined ? undefined : { path: group, namespace: 'chunk-group' };
    });
    build.onLoad({ filter: /.*/, namespace: 'chunk-group' }, ({ path }) => ({
      resolveDir: cli,
      contents: GROUPS[path]?.map((file) => `export * from '${file}';`).join('\n') ?? '',
    }));
  },
};
