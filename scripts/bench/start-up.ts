import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { medianRatio } from './statistics.ts';
import { watch } from './terminal.ts';

const ROUNDS = 12;

/** What everybody writes first with Ink, unbundled as they would run it. */
const HELLO = `import { createElement } from 'react';
import { render, Text } from 'ink';
render(createElement(Text, null, 'hello'), { interactive: true });
setInterval(() => {}, 1000);
`;

/** A whole run, and the time from launch to the first useful frame, against Node doing nothing and a bare Ink program. */
export async function benchStartUp(root: string, origin: string): Promise<string[]> {
  const folder = join(root, 'node_modules', '.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  const hello = join(folder, 'hello.mjs');
  writeFileSync(hello, HELLO);
  const program = join(root, 'dist', 'twiml-debug.js');
  const record = join(folder, 'run.twiml.jsonl');
  const call = ['run', `${origin}/voice`, '--caller', 'press 1; press 4711', '--record', record];
  const nothing: number[] = [];
  const whole: number[] = [];
  const ink: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    rmSync(record, { force: true });
    const idle = await wholeOf(['-e', '0']);
    const run = await wholeOf([program, ...call]);
    const bare = await framed(watch(process.execPath, [hello]), 'hello');
    // The whole layout stands in the first frame; the keypad's title is its last piece.
    const frame = await framed(
      watch(process.execPath, [program, `${origin}/voice`, '--no-record']),
      'Keypad',
    );
    // The first round fills the caches.
    if (round === 0) continue;
    nothing.push(idle);
    whole.push(run);
    ink.push(bare);
    ours.push(frame);
  }
  rmSync(folder, { recursive: true });
  return [
    `a whole run of three webhooks takes    ${medianRatio(whole, nothing)}x node -e 0 (aim: 5x)`,
    `the first useful frame takes           ${medianRatio(ours, nothing)}x node -e 0 (aim: 4.5x)`,
    `  and                                  ${medianRatio(ours, ink)}x a bare Ink program, unbundled (aim: 0.8x)`,
  ];
}

/** Milliseconds from the start of Node to its end. */
function wholeOf(args: readonly string[]): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    child.once('exit', (code) => {
      if (code === 0) resolve(performance.now() - started);
      else reject(new Error(`node ${args.join(' ')} ended with ${code}`));
    });
  });
}

async function framed(program: ReturnType<typeof watch>, text: string): Promise<number> {
  try {
    return await program.until(text);
  } finally {
    program.end();
  }
}
