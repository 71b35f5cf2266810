import { chunksOf, fourCharacters, isUnknownSize } from './chunks.ts';
import { type Decoding, plainDecoding, type Undecodable, unheard } from './decoding.ts';
import type { Encoding, SampleFormat } from './sample-format.ts';

/** How AIFF-C writes its samples, by the name of the compression (AIFF-C specification, draft 08/26/91). */
const COMPRESSIONS: Readonly<Record<string, { readonly encoding: Encoding; readonly bytes?: number }>> = {
  NONE: { encoding: 'signed' },
  twos: { encoding: 'signed' },
  sowt: { encoding: 'signed' },
  'raw ': { encoding: 'unsigned' },
  fl32: { encoding: 'float', bytes: 4 },
  FL32: { encoding: 'float', bytes: 4 },
  fl64: { encoding: 'float', bytes: 8 },
  FL64: { encoding: 'float', bytes: 8 },
  ulaw: { encoding: 'mu-law', bytes: 1 },
  ULAW: { encoding: 'mu-law', bytes: 1 },
  alaw: { encoding: 'a-law', bytes: 1 },
  ALAW: { encoding: 'a-law', bytes: 1 },
};

/** Reads an AIFF or AIFF-C file. */
export function decodeAiff(bytes: Uint8Array): Decoding | Undecodable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = [...chunksOf(view, false)];
  const common = chunks.find(({ name, at }) => name === 'COMM' && at + 18 <= view.byteLength);
  const sound = chunks.find(({ name, at }) => name === 'SSND' && at + 8 <= view.byteLength);
  if (!common) return unheard('is an AIFF file that does not say how its samples are written');
  if (!sound) return unheard('is an AIFF file without samples');
  const compressed = fourCharacters(view, 8) === 'AIFC' && common.at + 22 <= view.byteLength;
  const compression = compressed ? fourCharacters(view, common.at + 18) : 'NONE';
  const kind = COMPRESSIONS[compression];
  if (!kind) return unheard(`is an AIFF file in codec "${compression}", which is not known`);
  const format: SampleFormat & { readonly rate: number } = {
    encoding: kind.encoding,
    bytes: kind.bytes ?? Math.ceil(view.getUint16(common.at + 6) / 8),
    little: compression === 'sowt',
    channels: view.getUint16(common.at),
    rate: rateOf(view, common.at + 8),
  };
  const start = sound.at + 8 + view.getUint32(sound.at);
  const announced = view.getUint32(common.at + 2) * format.channels * format.bytes;
  return isUnknownSize(announced)
    ? plainDecoding(bytes.subarray(start), format, null)
    : plainDecoding(bytes.subarray(start, start + announced), format, announced);
}

/** The sample rate is a float of 80 bits. */
function rateOf(view: DataView, at: number): number {
  const exponent = (view.getUint16(at) & 0x7fff) - 16_383;
  return view.getUint32(at + 2) * 2 ** (exponent - 31);
}
