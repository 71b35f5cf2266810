/**
 * The file that the `twiml-debug` command starts: sees to it that the program runs on a Node new enough for
 * its libraries, then hands over to main.js beside it. It is built on its own for Node 14 and imports nothing
 * of ours statically, so that an old Node gets as far as the message below.
 */
import { readFileSync, writeSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = { major: 22, minor: 19 };
const USAGE_ERROR = 2;

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor);
}

/** The Node binary of the platform package that comes with the dependencies of a checkout, if it is there. */
function findBundledNode(): string | undefined {
  const onWindows = process.platform === 'win32';
  const name = `node-${onWindows ? 'win' : process.platform}-${process.arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), 'bin', onWindows ? 'node.exe' : 'node');
  } catch {
    return undefined;
  }
}

function refuse(): never {
  writeSync(
    process.stderr.fd,
    `twiml-debug needs Node ${NEEDED.major}.${NEEDED.minor} or newer (this is ${process.version}); install one from https://nodejs.org or with your version manager, then run the same command again\n`,
  );
  process.exit(USAGE_ERROR);
}

/**
 * Whether a Ctrl-C on the terminal reaches this whole process group, the child included. Only Linux tells;
 * elsewhere the answer is yes, since a second SIGINT does more harm than a missing one.
 */
function terminalInterruptsGroup(): boolean {
  try {
    const afterName = readFileSync('/proc/self/stat', 'utf8').split(') ').pop() ?? '';
    const [, , processGroup, , , foregroundGroup] = afterName.split(' ');
    return processGroup === foregroundGroup;
  } catch {
    return true;
  }
}

/** Runs this same file again on `node`, and ends as that run ends. */
async function runOn(node: string): Promise<void> {
  const { spawn } = await import('node:child_process');
  // The fourth stream tells the child when this process is gone, however it went.
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // One that went to the whole process group comes to the child twice then: it takes both for one.
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  process.on('SIGINT', () => terminalInterruptsGroup() || child.kill('SIGINT'));
  child.on('error', () => {
    if (child.pid === undefined) refuse();
  });
  child.on('exit', (code, signal) => {
    process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
  });
}

/** A launcher that was killed cannot pass anything on: its program must not live on without it. */
function endWithLauncher(): void {
  if (process.channel === undefined || process.channel === null) return;
  process.once('disconnect', () => process.kill(process.pid, 'SIGHUP'));
  // Waiting for that alone keeps nobody alive.
  process.channel.unref();
}

async function start(): Promise<void> {
  if (isNewEnough(process.versions.node)) {
    module.enableCompileCache?.();
    endWithLauncher();
    await import('./main.js');
    return;
  }
  const node = findBundledNode();
  if (node === undefined) refuse();
  await runOn(node);
}

void start();
