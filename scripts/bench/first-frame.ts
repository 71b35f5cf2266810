import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './statistics.ts';
import { watch } from './terminal.ts';

const ROUNDS = 12;

/** What everybody writes first with Ink, unbundled as they would run it. */
const HELLO = `import { createElement } from 'react';
import { render, Text } from 'ink';
render(createElement(Text, null, 'hello'), { interactive: true });
setInterval(() => {}, 1000);
`;

/** From launch to the first useful frame, against Node doing nothing and a bare Ink program. */
export async function benchFirstFrame(root: string, origin: string): Promise<string[]> {
  const folder = join(root, 'node_modules', '.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  const hello = join(folder, 'hello.mjs');
  writeFileSync(hello, HELLO);
  const program = join(root, 'dist', 'twiml-debug.js');
  const nothing: number[] = [];
  const ink: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const started = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    const idle = performance.now() - started;
    const bare = await framed(watch(process.execPath, [hello]), 'hello');
    // The whole layout stands in the first frame; the keypad's title is its last piece.
    const frame = await framed(
      watch(process.execPath, [program, `${origin}/voice`, '--no-record']),
      'Keypad',
    );
    // The first round fills the caches.
    if (round === 0) continue;
    nothing.push(idle);
    ink.push(bare);
    ours.push(frame);
  }
  rmSync(folder, { recursive: true });
  return [
    `first useful frame                   ${median(ours).toFixed(0)} ms`,
    `node -e 0                            ${median(nothing).toFixed(0)} ms`,
    `bare Ink hello world, unbundled      ${median(ink).toFixed(0)} ms`,
    `  the first frame takes ${(median(ours) / median(nothing)).toFixed(1)}x node -e 0 (aim: at most 6x)`,
    `  and ${(median(ours) / median(ink)).toFixed(2)}x the bare Ink program (aim: under 0.8x)`,
  ];
}

async function framed(program: ReturnType<typeof watch>, text: string): Promise<number> {
  try {
    return await program.until(text);
  } finally {
    program.end();
  }
}
