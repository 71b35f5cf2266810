import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { MAX_BODY_BYTES } from '../../http/limits.ts';

/** Larger documents are not read at all: nobody's TwiML is a thousand times too large. */
export const MOST_DOCUMENT_BYTES = 1000 * MAX_BODY_BYTES;

const CHUNK_BYTES = 65_536;

/**
 * All that a file or a pipe holds; `null` when that is more than `most` bytes. The size is looked at before anything
 * is read, and a pipe, which has none, is read no further than that.
 */
export function boundedBytes(path: string, most: number): Buffer | null {
  const file = openSync(path, 'r');
  try {
    if (fstatSync(file).size > most) return null;
    const chunks: Buffer[] = [];
    for (let size = 0; size <= most; ) {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      const read = readSync(file, chunk);
      if (read === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, read));
      size += read;
    }
    return null;
  } finally {
    closeSync(file);
  }
}
