import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { median, percentile } from './statistics.ts';
import { watch } from './terminal.ts';

const KEYS = 200;
const QUIET_MS = 30;
/** Of Node doing nothing, to compare with. */
const STARTS = 20;

/** From a key to the frame that shows its effect, with a document of 64 kB on the screen. */
export async function benchKeyToFrame(root: string, origin: string): Promise<string[]> {
  const program = watch(process.execPath, [
    join(root, 'dist', 'twiml-debug.js'),
    `${origin}/large`,
    '--no-record',
  ]);
  const times: number[] = [];
  const idle = Array.from({ length: STARTS }, () => {
    const started = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    return performance.now() - started;
  });
  try {
    await program.until('PAUSED');
    for (let i = 0; i < KEYS; i++) {
      // Down a page's worth, then up again: each key moves the selection and some of them the window.
      const ms = await program.press(Math.floor(i / 50) % 2 === 0 ? 'j' : 'k');
      // The rest of a frame must not be taken for the next key's.
      await setTimeout(QUIET_MS);
      if (i >= 20) times.push(ms);
    }
  } finally {
    program.end();
  }
  const p95 = percentile(times, 0.95) / median(idle);
  return [`a key to its frame, 64 kB, p95, takes   ${p95.toFixed(2)}x node -e 0 (aim: 0.2x)`];
}
