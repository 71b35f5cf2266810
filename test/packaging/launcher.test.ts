import { type ChildProcess, spawn as spawnChild } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn as spawnInTerminal } from '@lydell/node-pty';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  asOldNode,
  bundledNodePackage,
  cleanEnv,
  folderAmongPackages,
  hasBundledNode,
  outerNode,
  readJson,
  root,
  run,
} from './commands.ts';

const onWindows = process.platform === 'win32';
const program = join(root, 'dist', 'twiml-debug.js');
const { version } = readJson<{ version: string }>(join(root, 'package.json'));
const outer = outerNode();

const refusal = /^twiml-debug needs Node 22\.19 or newer \(this is v20\.20\.2\); [^\n]+\n$/;

let folder = '';
let launcher: string;

/** A copy of the launcher with a main.js of the test's own beside it. */
function placeIn(where: string, main: string): void {
  folder = where;
  launcher = join(folder, 'twiml-debug.js');
  copyFileSync(program, launcher);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'main.js'), main);
}

function onOldNode(...args: string[]): ReturnType<typeof run> {
  return run(process.execPath, [...asOldNode, launcher, ...args]);
}

afterEach(() => {
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

describe('the built program', () => {
  it('runs on the Node that comes with the dependencies', () => {
    expect(run(process.execPath, [program, '--version'])).toEqual({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });

  it('runs on the Node of the machine, whatever its version', ({ skip }) => {
    skip(outer === undefined, 'no Node but those that npm put on the PATH');
    skip(!hasBundledNode, 'no Node comes with the dependencies on this platform');
    expect(run(outer ?? '', [program, '--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.runIf(hasBundledNode)('runs on an old Node', () => {
    const ended = run(process.execPath, [...asOldNode, program, '--version']);
    expect(ended).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('exits 2 after a usage error', () => {
    expect(run(process.execPath, [program, '--no-such-option'])).toMatchObject({ code: 2 });
  });

  it.runIf(hasBundledNode)('passes on that exit code on an old Node', () => {
    expect(run(process.execPath, [...asOldNode, program, '--no-such-option'])).toMatchObject({ code: 2 });
  });
});

describe.runIf(hasBundledNode)('on an old Node, with a newer one among the packages', () => {
  it('runs main.js there, with the same arguments and its exit code', () => {
    placeIn(
      folderAmongPackages(),
      'console.log(JSON.stringify([process.version, ...process.argv.slice(2)])); process.exitCode = 70;',
    );
    const ended = onOldNode('a b', '--json', '');
    expect(ended).toMatchObject({ code: 70, stderr: '' });
    expect(JSON.parse(ended.stdout)).toEqual([expect.stringMatching(/^v24\./), 'a b', '--json', '']);
  });
});

describe('on an old Node, with no newer one that works', () => {
  it('says in one line what is needed, and exits 2', () => {
    placeIn(mkdtempSync(join(tmpdir(), 'twiml-debug-launcher-')), '');
    expect(onOldNode()).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(refusal) });
  });

  it('says the same when the one that is there cannot be executed', () => {
    placeIn(mkdtempSync(join(tmpdir(), 'twiml-debug-launcher-')), '');
    const bin = join(folder, 'node_modules', bundledNodePackage(), 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, '..', 'package.json'), '{}');
    writeFileSync(join(bin, onWindows ? 'node.exe' : 'node'), '#!/no/such/loader\n', { mode: 0o755 });
    expect(onOldNode()).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(refusal) });
  });
});

describe.runIf(hasBundledNode && !onWindows)('signals to a launcher on an old Node', () => {
  const patient = `
    setInterval(() => {}, 1000);
    let interrupts = 0;
    process.on('SIGINT', () => {
      interrupts += 1;
      if (interrupts === 1) setTimeout(() => { console.log('interrupts: ' + interrupts); process.exit(130); }, 300);
    });
    console.log('pid ' + process.pid);`;

  beforeEach(() => placeIn(folderAmongPackages(), patient));

  /** Starts the launcher away from any terminal; answers it when main.js is running, with the pid of that. */
  async function start(): Promise<{ parent: ChildProcess; pid: number }> {
    const parent = spawnChild(process.execPath, [...asOldNode, launcher], {
      detached: true,
      env: cleanEnv,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (parent.stdout === null) throw new Error('no pipe');
    const [chunk] = await once(parent.stdout, 'data');
    return { parent, pid: Number(String(chunk).replace(/\D/g, '')) };
  }

  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends main.js too, and the exit code tells', async (signal, code) => {
    const { parent, pid } = await start();
    expect(pid).not.toBe(parent.pid);
    parent.kill(signal);
    expect(await once(parent, 'exit')).toEqual([code, null]);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('SIGKILL, which nobody can pass on, still ends main.js', async () => {
    const { parent, pid } = await start();
    expect(pid).not.toBe(parent.pid);
    // main.js inherits the pipe: it closes when the last of the two is gone, and never if main.js lives on.
    const closed = once(parent, 'close');
    parent.kill('SIGKILL');
    expect(await closed).toEqual([null, 'SIGKILL']);
  });

  it.runIf(process.platform === 'linux')('SIGINT from a program reaches main.js', async () => {
    const { parent } = await start();
    parent.kill('SIGINT');
    expect(await once(parent, 'exit')).toEqual([130, null]);
  });

  it('Ctrl-C on a terminal reaches main.js once', async () => {
    const terminal = spawnInTerminal(process.execPath, [...asOldNode, launcher], {
      cwd: root,
      env: cleanEnv,
    });
    let screen = '';
    terminal.onData((data) => {
      if (!screen.includes('pid') && data.includes('pid')) terminal.write('\x03');
      screen += data;
    });
    const { exitCode } = await new Promise<{ exitCode: number }>((resolve) => terminal.onExit(resolve));
    expect({ exitCode, screen }).toEqual({ exitCode: 130, screen: expect.stringContaining('interrupts: 1') });
  });
});
