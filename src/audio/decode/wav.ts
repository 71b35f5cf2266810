import { chunksOf, isUnknownSize } from './chunks.ts';
import { type Decoding, plainDecoding, type Undecodable, unheard } from './decoding.ts';
import type { Encoding, SampleFormat } from './sample-format.ts';

/** Codec numbers of the `fmt ` chunk (RFC 2361). */
const PCM = 1;
const EXTENSIBLE = 0xfffe;
const ENCODINGS: Readonly<Record<number, Encoding>> = { 3: 'float', 6: 'a-law', 7: 'mu-law' };

/** Reads a WAV file: PCM of 8 to 32 bits, floats, mu-law and A-law, at any rate and with any channels. */
export function decodeWav(bytes: Uint8Array): Decoding | Undecodable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: ReturnType<typeof formatOf> | null = null;
  for (const { name, at, size } of chunksOf(view, true)) {
    if (name === 'fmt ' && size >= 16 && at + 16 <= view.byteLength) format = formatOf(view, at, size);
    if (name === 'data') return dataOf(bytes.subarray(at), size, format);
  }
  return unheard('is a WAV file without samples');
}

/** The samples of the `data` chunk, which says that it has `size` bytes; what follows it is no sound. */
function dataOf(
  rest: Uint8Array,
  size: number,
  format: ReturnType<typeof formatOf> | null,
): Decoding | Undecodable {
  if (format === null) return unheard('is a WAV file that does not say how its samples are written');
  if (typeof format === 'number') return unheard(`is a WAV file in codec ${format}, which is not known`);
  return isUnknownSize(size)
    ? plainDecoding(rest, format, null)
    : plainDecoding(rest.subarray(0, size), format, size);
}

/** What the `fmt ` chunk says; a codec that is not known is answered by its number. */
function formatOf(
  view: DataView,
  at: number,
  size: number,
): (SampleFormat & { readonly rate: number }) | number {
  const named = view.getUint16(at, true);
  const extended = named === EXTENSIBLE && size >= 40 && at + 26 <= view.byteLength;
  const codec = extended ? view.getUint16(at + 24, true) : named;
  const bytes = Math.ceil(view.getUint16(at + 14, true) / 8);
  // PCM of 8 bits is unsigned, all wider PCM is signed (Multimedia Programming Interface and Data Specifications 1.0).
  const pcm = bytes === 1 ? 'unsigned' : 'signed';
  const encoding = codec === PCM ? pcm : ENCODINGS[codec];
  if (encoding === undefined) return codec;
  const [channels, rate] = [view.getUint16(at + 2, true), view.getUint32(at + 4, true)];
  return { encoding, bytes, little: true, channels, rate };
}
