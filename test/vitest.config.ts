import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Tests that drive whole processes: one file at a time, after all others, so that nothing disturbs them. */
const WHOLE_PROCESSES = [
  'test/pty/**/*.test.{ts,tsx}',
  'test/packaging/**/*.test.ts',
  'test/binary/**/*.test.ts',
];

export default defineConfig({
  root,
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    pool: 'forks',
    testTimeout: 20_000,
    // a test without an assertion, as of a list that is empty, cannot fail
    expect: { requireAssertions: true },
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: WHOLE_PROCESSES,
          // five times as fast, as Ink takes long to import; so no test may leave anything behind
          isolate: false,
          // vitest would leave one of two cores idle
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          include: WHOLE_PROCESSES,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
