import { Resampler } from '../signal/resampler.ts';
import { type Quality, RATES, type Sound, to16Bit } from '../signal/sound.ts';
import { telephoneBand } from '../signal/telephone-band.ts';
import { decodeAiff } from './aiff.ts';
import { fourCharacters } from './chunks.ts';
import { BROKEN_OFF, type Decoding, plainDecoding, type Undecodable, unheard } from './decoding.ts';
import { GSM_FRAME_BYTES, GsmDecoder } from './gsm.ts';
import { decodeMp3, type LoadMp3 } from './mp3.ts';
import { decodeWav } from './wav.ts';

/** The longest that Twilio plays a file, in milliseconds (Twilio docs: Play): 40 minutes. */
export const LONGEST_PLAY_MS = 40 * 60_000;
/** Larger files are not decoded: 40 minutes at 160 kbit/s and more. */
const MOST_BYTES = 64_000_000;

/** A file as it is heard. */
export interface DecodedFile {
  readonly ok: true;
  readonly sound: Sound;
  /** What is wrong with it all the same, in words. */
  readonly warnings: readonly string[];
}

/** How a file is wanted. */
export interface Wanted {
  readonly quality: Quality;
  /** The longest that is played, in milliseconds; {@link LONGEST_PLAY_MS} by default. */
  readonly longestMs?: number;
  readonly loadMp3?: LoadMp3;
}

/**
 * Decodes an audio file of a format that Twilio plays (Twilio docs: Play): mp3, wav, aiff, gsm, ulaw. What it is
 * shows in its first bytes; formats without a header are known by their content type.
 */
export async function decodeFile(
  bytes: Uint8Array,
  contentType: string,
  wanted: Wanted,
): Promise<DecodedFile | Undecodable> {
  if (bytes.length > MOST_BYTES) return unheard(`is larger than ${MOST_BYTES / 1_000_000} MB`);
  const decoding = await decodingOf(bytes, contentType, wanted.loadMp3);
  if (!decoding.ok) return decoding;
  const { quality, longestMs = LONGEST_PLAY_MS } = wanted;
  const { samples, cut } = collect(decoding, RATES[quality], longestMs);
  if (samples.length === 0) return unheard('has no samples');
  const sound = { rate: RATES[quality], samples };
  return {
    ok: true,
    sound: quality === 'phone' ? telephoneBand(sound) : sound,
    warnings: [
      ...decoding.warnings,
      ...(cut ? [`the file plays longer than ${longestMs / 60_000} minutes: the rest is not heard`] : []),
    ],
  };
}

async function decodingOf(
  bytes: Uint8Array,
  contentType: string,
  load?: LoadMp3,
): Promise<Decoding | Undecodable> {
  const start = fourCharacters(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0);
  if (start === 'RIFF') return decodeWav(bytes);
  if (start === 'FORM') return decodeAiff(bytes);
  switch (contentType.split(';')[0]?.trim().toLowerCase()) {
    case 'audio/ulaw':
    case 'audio/basic':
      return plainDecoding(
        bytes,
        { encoding: 'mu-law', bytes: 1, little: true, channels: 1, rate: 8_000 },
        null,
      );
    case 'audio/gsm':
    case 'audio/x-gsm':
      return decodeGsm(bytes);
    case 'audio/mpeg':
    case 'audio/mp3':
      return decodeMp3(bytes, load);
    default:
      return unheard('is in no format that is known: mp3, wav, aiff, gsm or ulaw');
  }
}

function decodeGsm(bytes: Uint8Array): Decoding | Undecodable {
  const frames = Math.floor(bytes.length / GSM_FRAME_BYTES);
  const first = frames === 0 ? null : new GsmDecoder().decode(bytes);
  if (!first) return unheard('has no frame of GSM in it');
  const warnings: string[] = bytes.length % GSM_FRAME_BYTES === 0 ? [] : [BROKEN_OFF];
  return { ok: true, rate: 8_000, blocks: gsmBlocks(bytes, warnings), warnings };
}

function* gsmBlocks(bytes: Uint8Array, warnings: string[]): Generator<Float32Array> {
  const decoder = new GsmDecoder();
  for (let at = 0; at + GSM_FRAME_BYTES <= bytes.length; at += GSM_FRAME_BYTES) {
    const block = decoder.decode(bytes.subarray(at, at + GSM_FRAME_BYTES));
    if (!block) {
      warnings.push('the file is damaged: only what comes before is played');
      return;
    }
    yield block;
  }
}

/** All blocks at the rate that is wanted; no more than so many milliseconds of them are read. */
function collect(
  { rate, blocks }: Decoding,
  wanted: number,
  longestMs: number,
): { readonly samples: Int16Array; readonly cut: boolean } {
  const resampler = new Resampler(rate, wanted);
  const most = Math.ceil((wanted * longestMs) / 1000);
  const parts: Int16Array[] = [];
  let length = 0;
  const keep = (block: Float32Array) => {
    parts.push(Int16Array.from(block, to16Bit));
    length += block.length;
  };
  for (const block of blocks) {
    keep(resampler.push(block));
    if (length > most) break;
  }
  if (length <= most) keep(resampler.end());
  const samples = new Int16Array(length);
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return { samples: samples.subarray(0, most), cut: length > most };
}
