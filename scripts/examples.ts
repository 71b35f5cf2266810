/**
 * Records recordings/examples/ anew, against the demo application. To be run when the engine says something
 * else on purpose: the tests replay these files and compare every event.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveDemo } from '../src/cli/demo/server.ts';
import type { Surroundings } from '../src/cli/process/surroundings.ts';
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

/** The same for conversations: what the messages are. */
const CONVERSATIONS: Readonly<Record<string, readonly string[]>> = {
  'a-survey-by-text': [
    ...['--body', 'hi', '--body', 'Jane', '--body', 'great', '--body', '5', '--body', 'longer opening hours'],
    ...['--delivery', 'delivered; undelivered 30003; delivered'],
  ],
};

/** Nothing of this is in the recordings. */
const SURROUNDINGS: Surroundings = {
  output: { data: () => {}, say: () => {}, whenRefused: () => () => {} },
  env: {},
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  kept: () => {},
  // The same on every run.
  recordings: () => Promise.resolve({ origin: 'http://recordings.test', close: () => Promise.resolve() }),
};

const server = await serveDemo();
const origin = 'http://demo.test';
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
for (const [name, script] of Object.entries(EXAMPLES)) {
  const callee = CALLEES[name] === undefined ? [] : ['--callee', CALLEES[name]];
  await record(name, ['run', server.url, '--caller', script, ...callee]);
}
for (const [name, messages] of Object.entries(CONVERSATIONS)) {
  await record(name, ['message', server.messageUrl, ...messages]);
}
await server.close();

/** Records one session, of an application that goes by another name than the port it happens to have. */
async function record(name: string, args: readonly string[]): Promise<void> {
  const path = join(FOLDER, `${name}.twiml.jsonl`);
  const route = `${origin}=${new URL(server.url).origin}`;
  await runProgram([...args, '--seed', name, '--public-url', route, '--record', path], SURROUNDINGS);
  // The end of a session names its recording; nobody else has this folder.
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(FOLDER, 'recordings/examples'));
}
