/**
 * What `npm test` runs: the build, the type checker, the linter, then the tests. Goes on after a failure, and
 * ends with one line that adds everything up: the type checker and the linter count as one test each.
 *
 * Usage: node scripts/test.ts [vitest's arguments, such as the name of a test file]
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** Runs a script of ours or of a package on this same Node, showing what it prints; answers its exit code. */
function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      env,
      stdio: 'inherit',
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function gate(name: string, script: string, args: readonly string[]): Promise<boolean> {
  const started = Date.now();
  const passed = (await run(script, args)) === 0;
  console.log(`${name}: ${passed ? 'passed' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return passed;
}

/** The part of vitest's JSON report that is counted here. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/** A file that could not be loaded counts as one failure; so does a run that failed for another reason. */
function tallyOf(report: Report, exitCode: number): Tally {
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + unloaded.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

async function runTests(args: readonly string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'twiml-debug-test-'));
  const reportFile = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  // vitest colours its output even in a pipe; the variable NO_COLOR would reach the tests as well
  if (!process.stdout.isTTY) reporters.push('--no-color');
  // React's act() is missing from its production build, which an inherited NODE_ENV would choose
  const env = { ...process.env, NODE_ENV: 'test' };
  const options = ['run', '--root', root, '--config', join(root, 'test', 'vitest.config.ts'), ...reporters];
  try {
    const exitCode = await run('node_modules/vitest/vitest.mjs', [...options, ...args], env);
    return tallyOf(JSON.parse(readFileSync(reportFile, 'utf8')), exitCode);
  } catch (error) {
    console.error('the tests left no report:', error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const built = await gate('build', 'scripts/build.ts', []);
const gates = [
  await gate('typecheck', 'node_modules/typescript/bin/tsc', ['--noEmit']),
  await gate('lint', 'node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings']),
];
const tests = await runTests(process.argv.slice(2));
console.log(`tests: ${tests.failed === 0 ? 'passed' : 'FAILED'}`);

const passed = tests.passed + gates.filter(Boolean).length;
const failed = tests.failed + gates.filter((ok) => !ok).length + (built ? 0 : 1);
const skipped = tests.skipped > 0 ? `, ${tests.skipped} skipped` : '';
console.log(`\n${passed} passed, ${failed} failed${skipped}`);
process.exitCode = failed > 0 ? 1 : 0;
