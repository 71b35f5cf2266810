import { isReadable, readBlocks, type SampleFormat } from './sample-format.ts';

/** A file that is being decoded: samples from -1 to 1, one channel, block by block. */
export interface Decoding {
  readonly ok: true;
  /** Samples a second. */
  readonly rate: number;
  readonly blocks: Iterable<Float32Array>;
  /** What is wrong with a file that is heard all the same, in words; complete when the last block was read. */
  readonly warnings: readonly string[];
}

/** A file that cannot be heard, and why, in words that go on after the file's name: "has no samples". */
export interface Undecodable {
  readonly ok: false;
  readonly why: string;
}

/** Rates that sound is recorded at, in Hz; a header that says something else is broken. */
const SLOWEST_RATE = 1_000;
const FASTEST_RATE = 384_000;
const MOST_CHANNELS = 32;

/** Samples that lie in a file as they are. `announced` is how many bytes of them its header promises, if it does. */
export function plainDecoding(
  samples: Uint8Array,
  format: SampleFormat & { readonly rate: number },
  announced: number | null,
): Decoding | Undecodable {
  const { rate, channels, bytes, encoding } = format;
  if (!(rate >= SLOWEST_RATE && rate <= FASTEST_RATE))
    return unheard(`says that it has ${rate} samples a second`);
  if (!(channels >= 1 && channels <= MOST_CHANNELS)) return unheard(`says that it has ${channels} channels`);
  if (!isReadable(format))
    return unheard(`has ${encoding} samples of ${bytes * 8} bits, which are not known`);
  if (samples.length < channels * bytes) return unheard('has no samples');
  const missing = announced !== null && announced > samples.length;
  return {
    ok: true,
    rate,
    blocks: readBlocks(samples, format),
    warnings: missing ? [BROKEN_OFF] : [],
  };
}

/** The warning of a file that ends before it should. */
export const BROKEN_OFF = 'the file breaks off: what there is of it is played';

export function unheard(why: string): Undecodable {
  return { ok: false, why };
}
