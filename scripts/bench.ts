/**
 * Prints the project's measured promises, as ratios taken in one run: absolute times do not hold from machine to
 * machine. Build before; nothing else should run meanwhile.
 *
 * Usage: node scripts/bench.ts [name...]
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { benchExchange } from './bench/exchange.ts';
import { benchHeadlessCalls } from './bench/headless-calls.ts';
import { benchKeyToFrame } from './bench/key-to-frame.ts';
import { benchParseAndValidate } from './bench/parse-and-validate.ts';
import { benchQueueOfLegs } from './bench/queue-of-legs.ts';
import { benchStartUp } from './bench/start-up.ts';
import { benchVerbs } from './bench/verbs.ts';

const root = join(import.meta.dirname, '..');
const webhook = fork(join(import.meta.dirname, 'bench', 'menu-webhook.ts'));
const port = await new Promise((resolve) => webhook.once('message', resolve));
const origin = `http://127.0.0.1:${String(port)}`;

const BENCHES: Readonly<Record<string, () => string[] | Promise<string[]>>> = {
  'parse-and-validate': () => benchParseAndValidate(),
  verbs: () => benchVerbs(origin),
  exchange: () => benchExchange(origin),
  'headless-calls': () => benchHeadlessCalls(origin),
  'queue-of-legs': () => benchQueueOfLegs(),
  'start-up': () => benchStartUp(root, origin),
  'key-to-frame': () => benchKeyToFrame(root, origin),
};

console.log(`twiml-debug benchmarks on Node ${process.version}\n`);
const named = process.argv.slice(2);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (named.length > 0 && !named.includes(name)) continue;
  for (const line of await bench()) console.log(line);
  console.log();
}
webhook.disconnect();
