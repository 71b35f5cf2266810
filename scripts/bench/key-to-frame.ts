import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { percentile } from './statistics.ts';
import { watch } from './terminal.ts';

const KEYS = 200;
const QUIET_MS = 30;

/** From a key to the frame that shows its effect, with a document of 64 kB on the screen. */
export async function benchKeyToFrame(root: string, origin: string): Promise<string[]> {
  const program = watch(process.execPath, [
    join(root, 'dist', 'twiml-debug.js'),
    `${origin}/large`,
    '--no-record',
  ]);
  const times: number[] = [];
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
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  return [
    `key to frame, 64 kB document         p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (aim: p95 at most 16 ms)`,
  ];
}
