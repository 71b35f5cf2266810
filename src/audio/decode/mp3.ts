import { BROKEN_OFF, type Decoding, type Undecodable, unheard } from './decoding.ts';
import { mp3Frames } from './mp3-frames.ts';

/** Bytes that are handed to the decoder at a time. */
const PIECE_BYTES = 16_384;

/** What is used of the package mpg123-decoder. */
interface Mp3Engine {
  decode(bytes: Uint8Array): Decoded;
  free(): void;
}

interface Decoded {
  readonly channelData: readonly Float32Array[];
  readonly samplesDecoded: number;
  readonly sampleRate: number;
}

/** Makes a decoder of mp3; `null` where the package is not installed. */
export type LoadMp3 = () => Promise<Mp3Engine | null>;

/** Loads the decoder of mp3, an optional package; `null` where it is not installed. */
export const loadMp3: LoadMp3 = async () => {
  try {
    const { MPEGDecoder } = await import('mpg123-decoder');
    const decoder = new MPEGDecoder();
    await decoder.ready;
    return decoder;
  } catch {
    return null;
  }
};

/** Reads an mp3 file piece by piece. What is between its frames and is none is passed over. */
export async function decodeMp3(bytes: Uint8Array, load: LoadMp3 = loadMp3): Promise<Decoding | Undecodable> {
  const engine = await load();
  if (!engine)
    return unheard('is an mp3 file, and the package "mpg123-decoder" that reads them is not installed');
  const frames = mp3Frames(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const pieces = piecesOf(bytes, engine);
  const first = pieces.next();
  if (first.done) return unheard('has no frame of mp3 in it');
  const warnings: string[] = frames?.breaksOff ? [BROKEN_OFF] : [];
  return {
    ok: true,
    rate: first.value.sampleRate,
    blocks: blocksOf(first.value, pieces, warnings),
    warnings,
  };
}

function* blocksOf(first: Decoded, rest: Iterable<Decoded>, warnings: string[]): Generator<Float32Array> {
  yield mono(first);
  for (const piece of rest) {
    // The rate of a file does not change; where it does, two files were put together.
    if (piece.sampleRate !== first.sampleRate) {
      warnings.push('the sample rate changes in the middle: only what comes before is played');
      return;
    }
    yield mono(piece);
  }
}

/** The decoder answers one channel for mono, two for stereo. */
function mono({ channelData, samplesDecoded }: Decoded): Float32Array {
  const mixed = new Float32Array(samplesDecoded);
  for (const channel of channelData)
    for (let at = 0; at < samplesDecoded; at++)
      mixed[at] = (mixed[at] ?? 0) + (channel[at] ?? 0) / channelData.length;
  return mixed;
}

function* piecesOf(bytes: Uint8Array, engine: Mp3Engine): Generator<Decoded> {
  try {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      const decoded = engine.decode(bytes.subarray(at, at + PIECE_BYTES));
      if (decoded.samplesDecoded > 0) yield decoded;
    }
  } finally {
    engine.free();
  }
}
