import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** How a command ended, and what it printed. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment without what an outer `npm test` put there for its own run. */
export const cleanEnv: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|init_cwd$|node_env$)/i.test(name)),
);

/** Runs a command to its end. */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Ran {
  const ended = spawnSync(command, args, {
    cwd: options.cwd ?? root,
    env: options.env ?? cleanEnv,
    encoding: 'utf8',
    shell: command.endsWith('.cmd'),
    timeout: 60_000,
  });
  if (ended.error !== undefined) throw ended.error;
  return { code: ended.status, stdout: ended.stdout, stderr: ended.stderr };
}

/** Runs npm on the Node that runs the tests. */
export function npm(args: readonly string[], cwd: string): Ran {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args], { cwd });
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd });
}

/** A copy of the checkout that shares its dependencies, so that nothing else sees what a test does to it. */
export function copyCheckout(folder: string): string {
  const copy = join(folder, 'checkout');
  const leftOut = ['node_modules', '.git', '.tmp', 'dist', 'coverage', 'recordings', 'docs'];
  cpSync(root, copy, {
    recursive: true,
    filter: (source) => dirname(source) !== dirname(join(root, 'x')) || !leftOut.includes(basename(source)),
  });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

/** A new folder below node_modules, from where the packages of the checkout can be imported. */
export function folderAmongPackages(): string {
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(join(cache, 'twiml-debug-test-'));
}

/** The first Node on the PATH that npm did not put there, if any. */
export function outerNode(): string | undefined {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !folder.startsWith(join(root, 'node_modules')))
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

/** Whether a Node came with the dependencies; there are packages for some platforms only. */
export const hasBundledNode = existsSync(join(root, 'node_modules', bundledNodePackage()));

export function bundledNodePackage(): string {
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

/** Makes the Node that runs the tests believe that it is an old one; a child process does not. */
export const asOldNode = [
  '--import',
  `data:text/javascript,${encodeURIComponent(
    "Object.defineProperty(process, 'version', { value: 'v20.20.2' });" +
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });",
  )}`,
];

/** A JSON file of the checkout. */
export function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8'));
}
