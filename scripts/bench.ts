/**
 * Prints the project's measured promises, as ratios taken in one run: absolute times do not hold from machine to
 * machine. Build before; nothing else should run meanwhile.
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { benchExchange } from './bench/exchange.ts';
import { benchFirstFrame } from './bench/first-frame.ts';
import { benchHeadlessCalls } from './bench/headless-calls.ts';
import { benchKeyToFrame } from './bench/key-to-frame.ts';
import { benchParseAndValidate } from './bench/parse-and-validate.ts';
import { benchVerbs } from './bench/verbs.ts';

const root = join(import.meta.dirname, '..');
const webhook = fork(join(import.meta.dirname, 'bench', 'menu-webhook.ts'));
const port = await new Promise((resolve) => webhook.once('message', resolve));
const origin = `http://127.0.0.1:${String(port)}`;

console.log(`twiml-debug benchmarks on Node ${process.version}\n`);
for (const bench of [
  () => benchParseAndValidate(),
  () => benchVerbs(),
  () => benchExchange(origin),
  () => benchHeadlessCalls(origin),
  () => benchFirstFrame(root, origin),
  () => benchKeyToFrame(root, origin),
]) {
  for (const line of await bench()) console.log(line);
  console.log();
}
webhook.disconnect();
