/** No file that is fetched plays longer than a day: headers that say so are broken. */
const LONGEST_MS = 24 * 3_600_000;

/**
 * How long an audio file plays, in milliseconds: read from its own headers, `null` where they do not tell. It
 * knows the formats that Twilio plays (Twilio docs: Play): mp3, wav, aiff, gsm, ulaw.
 */
export function playbackMs(bytes: Uint8Array, contentType: string): number | null {
  const ms = readMs(bytes, contentType);
  return ms !== null && ms <= LONGEST_MS ? ms : null;
}

function readMs(bytes: Uint8Array, contentType: string): number | null {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = text(view, 0, 4);
  if (start === 'RIFF') return wavMs(view);
  if (start === 'FORM') return aiffMs(view);
  // Without headers these two are their bytes: 8,000 samples of one byte, and 50 frames of 33 bytes, a second.
  if (type === 'audio/ulaw' || type === 'audio/basic') return Math.round(bytes.length / 8);
  if (type === 'audio/gsm' || type === 'audio/x-gsm') return Math.floor(bytes.length / 33) * 20;
  return type === 'audio/mpeg' || type === 'audio/mp3' ? mp3Ms(view) : null;
}

function text(view: DataView, at: number, length: number): string {
  if (at + length > view.byteLength) return '';
  return String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint8(at + i)));
}

/** RIFF: the byte rate of the `fmt ` chunk, the size of the `data` chunk. */
function wavMs(view: DataView): number | null {
  let rate = 0;
  for (const { name, at, size } of chunks(view, true)) {
    if (name === 'fmt ' && size >= 16 && at + 12 <= view.byteLength) rate = view.getUint32(at + 8, true);
    if (name !== 'data' || rate === 0) continue;
    // A recorder that streams does not know the size: then it is what is there.
    return Math.round((Math.min(size, view.byteLength - at) * 1000) / rate);
  }
  return null;
}

/** AIFF: the number of sample frames and the rate of the `COMM` chunk, an 80-bit float. */
function aiffMs(view: DataView): number | null {
  for (const { name, at } of chunks(view, false)) {
    if (name !== 'COMM' || at + 18 > view.byteLength) continue;
    const exponent = (view.getUint16(at + 8) & 0x7fff) - 16_383;
    const rate = view.getUint32(at + 10) * 2 ** (exponent - 31);
    return rate > 0 ? Math.round((view.getUint32(at + 2) * 1000) / rate) : null;
  }
  return null;
}

/** No file has more chunks than this before those that tell; nor so much before its first frame. */
const MOST_CHUNKS = 1_000;
const MOST_BYTES_BEFORE = 65_536;

function* chunks(view: DataView, little: boolean): Generator<{ name: string; at: number; size: number }> {
  for (let at = 12, count = 0; at + 8 <= view.byteLength && count < MOST_CHUNKS; count++) {
    const size = view.getUint32(at + 4, little);
    yield { name: text(view, at, 4), at: at + 8, size };
    at += 8 + size + (size % 2);
  }
}

/** Bit rates in kbit/s of MPEG layer III (ISO 11172-3 and 13818-3), by version 1 and by 2 and 2.5. */
const RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES = [44_100, 48_000, 32_000];

/** Counts the frames of layer III; an ID3 tag before them is passed over, and whatever else is no frame. */
function mp3Ms(view: DataView): number | null {
  const first = text(view, 0, 3) === 'ID3' && view.byteLength > 10 ? 10 + synchsafe(view, 6) : 0;
  for (let start = first; start <= first + MOST_BYTES_BEFORE && start + 4 <= view.byteLength; start++) {
    let [at, frames, ms] = [start, 0, 0];
    for (let frame = mp3Frame(view, at); frame; frame = mp3Frame(view, at)) {
      frames++;
      ms += frame.ms;
      at += frame.bytes;
    }
    // What looks like one frame and leads to no other is a coincidence, unless the file ends there.
    if (frames > 1 || (frames === 1 && at >= view.byteLength)) return Math.round(ms);
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
