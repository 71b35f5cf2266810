import type { Transform } from 'node:stream';

/** Bytes that were read; `whole` is false when the rest was not wanted. */
export interface Raw {
  readonly bytes: Buffer;
  readonly whole: boolean;
}

/** A body that is not what its Content-Encoding says; `message` is for showing. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
}

/** Largest part of an encoded body that is read beyond the limit of the decoded one: none grows that much. */
const ENCODING_OVERHEAD_BYTES = 65_536;

/** The content codings of an answer, in the order in which they were applied (RFC 9110 section 8.4). */
export function contentCodings(headerValues: readonly string[]): readonly string[] {
  return headerValues
    .join(',')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
}

/** Bytes on the wire after which the rest of a body cannot matter any more. */
export function rawLimit(codings: readonly string[], maxBytes: number): number {
  return codings.length === 0 ? maxBytes : maxBytes + ENCODING_OVERHEAD_BYTES;
}

/**
 * Takes the codings off again, until more than `maxBytes` are there: of what is too large the beginning can still be
 * shown, and a bomb stays packed. Rejects with an {@link EncodingError}.
 */
export async function decodeBody(raw: Raw, codings: readonly string[], maxBytes: number): Promise<Raw> {
  let decoded = raw;
  for (const [left, coding] of [...codings.entries()].reverse()) {
    if (decoded.bytes.length === 0) return decoded;
    const limit = left === 0 ? maxBytes : rawLimit(codings, maxBytes);
    decoded = await readUpTo(decoderOf(coding, decoded), decoded, limit);
  }
  return decoded;
}

function decoderOf(coding: string, { bytes, whole }: Raw): Transform {
  // Loaded for the first answer that is encoded: most come from the same machine, and are not.
  const zlib = process.getBuiltinModule('node:zlib');
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = zlib.constants;
  // The end is missing from what was cut; its beginning can be decoded all the same.
  const finish = (finishFlush: number) => (whole ? {} : { finishFlush });
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip(finish(Z_SYNC_FLUSH));
    case 'deflate':
      // RFC 9110 section 8.4.1.2 means the zlib format, but some servers leave its header out.
      return ((bytes[0] ?? 0) & 0x0f) === 8
        ? zlib.createInflate(finish(Z_SYNC_FLUSH))
        : zlib.createInflateRaw(finish(Z_SYNC_FLUSH));
    case 'br':
      return zlib.createBrotliDecompress(finish(BROTLI_OPERATION_FLUSH));
    default:
      throw new EncodingError(`nothing here reads Content-Encoding: ${coding}`);
  }
}

async function readUpTo(decoder: Transform, raw: Raw, limit: number): Promise<Raw> {
  const chunks: Buffer[] = [];
  let size = 0;
  decoder.end(raw.bytes);
  try {
    for await (const chunk of decoder as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) return { bytes: Buffer.concat(chunks), whole: false };
    }
  } catch (error) {
    throw new EncodingError((error as NodeJS.ErrnoException).code ?? String(error), { cause: error });
  }
  return { bytes: Buffer.concat(chunks), whole: raw.whole };
}
