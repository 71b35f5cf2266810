import { fourCharacters } from './chunks.ts';

/** So much may lie before the first frame of an mp3. */
const MOST_BYTES_BEFORE = 65_536;

/** Bit rates in kbit/s of MPEG layer III (ISO 11172-3 and 13818-3), by version 1 and by 2 and 2.5. */
const RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES = [44_100, 48_000, 32_000];

/** What the frames of an mp3 file tell together. */
export interface Mp3Frames {
  /** How long they play, in milliseconds. */
  readonly ms: number;
  /** The last one is longer than what is left of the file. */
  readonly breaksOff: boolean;
}

/** Counts the frames of layer III; an ID3 tag before them is passed over, and whatever else is no frame; `null` without one. */
export function mp3Frames(view: DataView): Mp3Frames | null {
  const first =
    fourCharacters(view, 0).startsWith('ID3') && view.byteLength > 10 ? 10 + synchsafe(view, 6) : 0;
  for (let start = first; start <= first + MOST_BYTES_BEFORE && start + 4 <= view.byteLength; start++) {
    let [at, frames, ms] = [start, 0, 0];
    for (let frame = mp3Frame(view, at); frame; frame = mp3Frame(view, at)) {
      frames++;
      ms += frame.ms;
      at += frame.bytes;
    }
    // What looks like one frame and leads to no other is a coincidence, unless the file ends there.
    if (frames > 1 || (frames === 1 && at >= view.byteLength))
      return { ms: Math.round(ms), breaksOff: at > view.byteLength };
  }
  return null;
}

function synchsafe(view: DataView, at: number): number {
  return [0, 1, 2, 3].reduce((sum, i) => sum * 128 + (view.getUint8(at + i) & 0x7f), 0);
}

/** By the two bits of the version: MPEG 2.5, reserved, MPEG 2, MPEG 1. */
const RATE_DIVISORS = [4, 1, 2, 1] as const;

function mp3Frame(view: DataView, at: number): { ms: number; bytes: number } | null {
  if (at + 4 > view.byteLength) return null;
  const header = view.getUint32(at);
  const version = ((header >>> 19) & 3) as 0 | 1 | 2 | 3;
  const layer = (header >>> 17) & 3;
  // Eleven bits of synchronisation, no reserved version, layer III.
  if (header >>> 21 !== 0x7ff || version === 1 || layer !== 1) return null;
  const first = version === 3;
  const kbit = (first ? RATES_1 : RATES_2)[(header >>> 12) & 15] ?? 0;
  const base = SAMPLE_RATES[(header >>> 10) & 3] ?? 0;
  if (kbit === 0 || base === 0) return null;
  const rate = base / RATE_DIVISORS[version];
  const samples = first ? 1152 : 576;
  const bytes = Math.floor((samples / 8) * ((kbit * 1000) / rate)) + ((header >>> 9) & 1);
  return { ms: (samples * 1000) / rate, bytes };
}
