import { chunksOf, fourCharacters } from './decode/chunks.ts';
import { mp3Frames } from './decode/mp3-frames.ts';

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
  const start = fourCharacters(view, 0);
  if (start === 'RIFF') return wavMs(view);
  if (start === 'FORM') return aiffMs(view);
  // Without headers these two are their bytes: 8,000 samples of one byte, and 50 frames of 33 bytes, a second.
  if (type === 'audio/ulaw' || type === 'audio/basic') return Math.round(bytes.length / 8);
  if (type === 'audio/gsm' || type === 'audio/x-gsm') return Math.floor(bytes.length / 33) * 20;
  return type === 'audio/mpeg' || type === 'audio/mp3' ? (mp3Frames(view)?.ms ?? null) : null;
}

/** RIFF: the byte rate of the `fmt ` chunk, the size of the `data` chunk. */
function wavMs(view: DataView): number | null {
  let rate = 0;
  for (const { name, at, size } of chunksOf(view, true)) {
    if (name === 'fmt ' && size >= 16 && at + 12 <= view.byteLength) rate = view.getUint32(at + 8, true);
    if (name !== 'data' || rate === 0) continue;
    // A recorder that streams does not know the size: then it is what is there.
    return Math.round((Math.min(size, view.byteLength - at) * 1000) / rate);
  }
  return null;
}

/** AIFF: the number of sample frames and the rate of the `COMM` chunk, an 80-bit float. */
function aiffMs(view: DataView): number | null {
  for (const { name, at } of chunksOf(view, false)) {
    if (name !== 'COMM' || at + 18 > view.byteLength) continue;
    const exponent = (view.getUint16(at + 8) & 0x7fff) - 16_383;
    const rate = view.getUint32(at + 10) * 2 ** (exponent - 31);
    return rate > 0 ? Math.round((view.getUint32(at + 2) * 1000) / rate) : null;
  }
  return null;
}
