/**
 * Runs a TypeScript script of the project on a Node that can: on this one if it is new enough, else on the one
 * that comes with the dependencies. This file itself is JavaScript, for old ones.
 *
 * npm 11 puts that Node first on the PATH of every script, npm 10 does not: it removes the link to it again
 * when it discards the packages for other platforms (observed 2026-11-21 with npm 10.9.9).
 *
 * Usage: node scripts/run.js <script> [arguments]
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isNewEnough = major > 22 || (major === 22 && minor >= 19);

function bundledNodeFolder() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  try {
    const name = `node-${platform}-${process.arch}/package.json`;
    return join(dirname(createRequire(import.meta.url).resolve(name)), 'bin');
  } catch {
    return undefined;
  }
}

function refuse() {
  console.error(`this needs Node 22.19 or newer (this is ${process.version})`);
  process.exit(2);
}

function runOn(folder) {
  process.env.PATH = `${folder}${delimiter}${process.env.PATH}`;
  const child = spawn(join(folder, 'node'), process.argv.slice(2), { stdio: 'inherit' });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  process.on('SIGINT', () => {});
  child.on('error', refuse);
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
}

if (isNewEnough) {
  process.argv.splice(1, 2, resolve(process.argv[2]));
  await import(pathToFileURL(process.argv[1]).href);
} else {
  const folder = bundledNodeFolder();
  if (folder === undefined) refuse();
  runOn(folder);
}
