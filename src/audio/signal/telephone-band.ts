import { type Sound, to16Bit } from './sound.ts';

/** The band of a telephone, in Hz (ITU-T G.712: 300 to 3,400). */
const LOWEST_HZ = 300;
const HIGHEST_HZ = 3_400;
/** Weights of the filter at 8 kHz; more of them make a steeper slope. */
const TAPS = 255;

/** What a telephone lets through: 300 to 3,400 Hz. The sound stays as long as it was, and where it was in time. */
export function telephoneBand({ rate, samples }: Sound): Sound {
  const weights = bandPass(rate);
  const half = (weights.length - 1) / 2;
  const heard = new Int16Array(samples.length);
  for (let at = 0; at < samples.length; at++) {
    const start = Math.max(0, half - at);
    const end = Math.min(weights.length, samples.length - at + half);
    let sum = 0;
    for (let tap = start; tap < end; tap++) sum += (weights[tap] ?? 0) * (samples[at + tap - half] ?? 0);
    heard[at] = to16Bit(sum / 32_767);
  }
  return { rate, samples: heard };
}

function bandPass(rate: number): Float64Array {
  const half = Math.round(((TAPS - 1) / 2) * (rate / 8_000));
  return Float64Array.from({ length: 2 * half + 1 }, (_, tap) => {
    const place = tap - half;
    const window =
      0.42 + 0.5 * Math.cos((Math.PI * place) / half) + 0.08 * Math.cos((2 * Math.PI * place) / half);
    return window * (lowPass(place, HIGHEST_HZ / rate) - lowPass(place, LOWEST_HZ / rate));
  });
}

/** The ideal low pass at a part of the sample rate. */
function lowPass(place: number, part: number): number {
  return place === 0 ? 2 * part : Math.sin(2 * Math.PI * part * place) / (Math.PI * place);
}
