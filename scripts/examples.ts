/**
 * Records recordings/examples/ anew, against the demo application. To be run when the engine says something
 * else on purpose: the tests replay these files and compare every event.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveDemo } from '../src/cli/demo/server.ts';
import { runProgram } from '../src/cli/program.ts';

const FOLDER = join(import.meta.dirname, '..', 'recordings', 'examples');

/** What dialled parties do, where any are. */
const CALLEES: Readonly<Record<string, string>> = {
  'an-agent-takes-the-call': 'answer press 1 talk 12s',
};

/** File name and what the caller does. */
const EXAMPLES: Readonly<Record<string, string>> = {
  'an-agent-takes-the-call': 'early press 1; early press 5; wait 30s; early press 9',
  'balance-with-pin': 'press 1; press 1; press 4711#; wait 4s; hang up',
  'cached-opening-hours': 'press 2; press 2; press 2; press 9',
  'hang-up-while-recording': 'press 1; press 3; wait 30s; hang up',
  'nothing-pressed': '',
  'unescaped-ampersand': 'early press 1; press 4',
};

const server = await serveDemo();
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
for (const [name, script] of Object.entries(EXAMPLES)) {
  const path = join(FOLDER, `${name}.twiml.jsonl`);
  const route = `http://demo.test=${new URL(server.url).origin}`;
  const callee = CALLEES[name] === undefined ? [] : ['--callee', CALLEES[name]];
  await runProgram(
    [
      'run',
      server.url,
      '--caller',
      script,
      ...callee,
      '--seed',
      name,
      '--public-url',
      route,
      '--record',
      path,
    ],
    {
      output: { data: () => {}, say: () => {} },
      env: {},
      cwd: process.cwd(),
      stdin: process.stdin,
      stdout: process.stdout,
      kept: () => {},
      // The same on every run.
      recordings: () => Promise.resolve({ origin: 'http://recordings.test', close: () => Promise.resolve() }),
    },
  );
  // The end of a session names its recording; nobody else has this folder.
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(FOLDER, 'recordings/examples'));
}
await server.close();
