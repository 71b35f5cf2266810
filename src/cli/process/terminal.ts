import { UsageError } from '../arguments/usage-error.ts';
import type { Surroundings } from './surroundings.ts';

/** A terminal UI needs a terminal on both ends; without one it says what to type instead. */
export function requireTerminal({ stdin, stdout }: Surroundings, instead: string): void {
  if (stdout.isTTY && stdin.isTTY) return;
  const missing = stdout.isTTY ? 'standard input' : 'standard output';
  throw new UsageError(`${missing} is not a terminal; without one use ${instead}`);
}
