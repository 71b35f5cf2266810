import { readFileSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/** All of standard input as text. From a terminal nobody would know that something is awaited. */
export function readStdin(): string {
  if (process.stdin.isTTY) throw new UsageError('- reads TwiML from standard input; pipe a document into it');
  return readFileSync(0, 'utf8');
}
