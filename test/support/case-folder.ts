import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import { freePort } from './free-port.ts';

/** Small applications and documents of people who asked in public, kept outside the project. */
const CASES = new URL('../../../shared/cases/', import.meta.url);

/** A folder of such a case. */
export interface CaseFolder {
  /** The path of one of its files. */
  file(name: string): string;
  /** The text of one of its files. */
  text(name: string): string;
  /** Runs its webhook on a port of its own; answers the origin. */
  serve(name?: string): Promise<string>;
}

/** Tests of a case, read in place; skipped, saying so, where the folder is absent. */
export function describeCase(name: string, what: string, tests: (folder: CaseFolder) => void): void {
  const here = existsSync(new URL(`${name}/`, CASES));
  const title = here ? what : `${what} (skipped: ../shared/cases/${name} is not there)`;
  describe.skipIf(!here)(title, () => {
    const file = (of: string) => fileURLToPath(new URL(`${name}/${of}`, CASES));
    tests({
      file,
      text: (of) => readFileSync(file(of), 'utf8'),
      serve: (of = 'webhook.mjs') => served(file(of)),
    });
  });
}

/** Webhooks that run, ended with the tests. */
const running = new Set<ChildProcess>();
process.once('exit', stopWebhooks);

/** Ends the webhooks of a file of tests. */
export function stopWebhooks(): void {
  for (const child of running) child.kill();
  running.clear();
}

async function served(file: string): Promise<string> {
  const port = await freePort();
  const child = spawn(process.execPath, [file, String(port)], { stdio: 'ignore' });
  running.add(child);
  const ended = once(child, 'exit');
  while (!(await listens(port))) {
    const exited = await Promise.race([ended.then(() => true), wait(20).then(() => false)]);
    if (exited) throw new Error(`${file} has ended before it listened`);
  }
  return `http://127.0.0.1:${port}`;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}
