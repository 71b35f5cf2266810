import { spawnSync } from 'node:child_process';

/** Whether sox, the tool that tests make and measure sound with, is installed. */
export const hasSox = spawnSync('sox', ['--version']).status === 0;

/** Says what a test leaves out on a machine without sox. */
export const WITHOUT_SOX = 'sox is not installed (Debian: sox, libsox-fmt-all): no samples of another tool';

/** What sox writes: a file made from nothing, from `input`, or from what its options generate. */
export function sox(args: readonly string[], input?: Uint8Array): Buffer {
  const made = spawnSync('sox', ['-D', '-R', '-V1', ...args], { input, maxBuffer: 200_000_000 });
  if (made.status !== 0) throw new Error(`sox ${args.join(' ')}: ${made.stderr}`);
  return made.stdout;
}
