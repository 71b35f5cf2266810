import { systemErrorWords } from '../../errors/system-error.ts';
import { MOST_DOCUMENT_BYTES } from '../arguments/bounded-file.ts';
import { UsageError } from '../arguments/usage-error.ts';
import type { Surroundings } from './surroundings.ts';

/** All of standard input. From a terminal nobody would know that something is awaited. */
export async function readStdin(stdin: Surroundings['stdin']): Promise<Buffer> {
  if (stdin.isTTY) throw new UsageError('- reads TwiML from standard input: pipe a document into it');
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stdin) {
      chunks.push(Buffer.from(chunk));
      size += chunk.length;
      if (size > MOST_DOCUMENT_BYTES) break;
    }
  } catch (error) {
    throw new UsageError(`cannot read standard input: ${systemErrorWords(error)}`);
  }
  if (size > MOST_DOCUMENT_BYTES)
    throw new UsageError('standard input is too large (more than 65 MB); pipe a TwiML document into it');
  return Buffer.concat(chunks);
}
