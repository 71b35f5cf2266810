import { A_LAW, MU_LAW } from './g711.ts';

/** How a sample is written. */
export type Encoding = 'unsigned' | 'signed' | 'float' | 'mu-law' | 'a-law';

/** How the samples of a file lie in its bytes. */
export interface SampleFormat {
  readonly encoding: Encoding;
  readonly bytes: number;
  readonly little: boolean;
  readonly channels: number;
}

/** Reads one sample, from -1 to 1 (floats may be anything). */
type ReadSample = (view: DataView, at: number) => number;

/** Frames that are read at a time. */
const BLOCK_FRAMES = 8_192;

/** The samples of some bytes, all channels mixed to one, block by block. Bytes that make no whole frame are left out. */
export function* readBlocks(bytes: Uint8Array, format: SampleFormat): Generator<Float32Array> {
  const read = readerOf(format);
  if (!read) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { channels, bytes: width } = format;
  const frameBytes = channels * width;
  const frames = Math.floor(bytes.length / frameBytes);
  for (let first = 0; first < frames; first += BLOCK_FRAMES) {
    const block = new Float32Array(Math.min(BLOCK_FRAMES, frames - first));
    for (let frame = 0; frame < block.length; frame++) {
      const at = (first + frame) * frameBytes;
      let sum = 0;
      for (let channel = 0; channel < channels; channel++) sum += read(view, at + channel * width);
      block[frame] = Number.isFinite(sum) ? sum / channels : 0;
    }
    yield block;
  }
}

/** True when samples like these can be read. */
export function isReadable(format: SampleFormat): boolean {
  return readerOf(format) !== null;
}

function readerOf({ encoding, bytes, little }: SampleFormat): ReadSample | null {
  switch (encoding) {
    case 'mu-law':
      return bytes === 1 ? (view, at) => MU_LAW[view.getUint8(at)] ?? 0 : null;
    case 'a-law':
      return bytes === 1 ? (view, at) => A_LAW[view.getUint8(at)] ?? 0 : null;
    case 'unsigned':
      return bytes === 1 ? (view, at) => (view.getUint8(at) - 128) / 128 : null;
    case 'float':
      return floatReader(bytes, little);
    case 'signed':
      return signedReader(bytes, little);
  }
}

function floatReader(bytes: number, little: boolean): ReadSample | null {
  if (bytes === 4) return (view, at) => view.getFloat32(at, little);
  return bytes === 8 ? (view, at) => view.getFloat64(at, little) : null;
}

function signedReader(bytes: number, little: boolean): ReadSample | null {
  switch (bytes) {
    case 1:
      return (view, at) => view.getInt8(at) / 2 ** 7;
    case 2:
      return (view, at) => view.getInt16(at, little) / 2 ** 15;
    case 3:
      return little
        ? (view, at) => (view.getInt8(at + 2) * 65_536 + view.getUint16(at, true)) / 2 ** 23
        : (view, at) => (view.getInt8(at) * 65_536 + view.getUint16(at + 1)) / 2 ** 23;
    case 4:
      return (view, at) => view.getInt32(at, little) / 2 ** 31;
    default:
      return null;
  }
}
