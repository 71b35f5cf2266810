import { readFileSync } from 'node:fs';
import { systemErrorWords } from '../../errors/system-error.ts';
import { UsageError } from '../arguments/usage-error.ts';
import type { Surroundings } from './surroundings.ts';

/** All of standard input as text. From a terminal nobody would know that something is awaited. */
export function readStdin(stdin: Surroundings['stdin']): string {
  if (stdin.isTTY) throw new UsageError('- reads TwiML from standard input; pipe a document into it');
  try {
    return readFileSync(stdin.fd, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read standard input: ${systemErrorWords(error)}`);
  }
}
