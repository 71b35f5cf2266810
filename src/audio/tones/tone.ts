import { type Sound, to16Bit } from '../signal/sound.ts';

/** Some frequencies at once, each so loud (from 0 to 1), for so many milliseconds; no frequency is silence. */
export interface Tone {
  readonly hz: readonly number[];
  readonly level: number;
  readonly ms: number;
}

/** Beginning and end of a tone rise and fall for so long, so that nothing clicks. */
const EDGE_MS = 3;

/** Tones one after the other. */
export function tonesSound(tones: readonly Tone[], rate: number): Sound {
  const lengths = tones.map(({ ms }) => Math.round((ms * rate) / 1000));
  const samples = new Int16Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const [index, { hz, level }] of tones.entries()) {
    const length = lengths[index] ?? 0;
    const edge = Math.min(length / 2, (EDGE_MS * rate) / 1000);
    for (let place = 0; place < length; place++, at++) {
      const loud = level * Math.min(1, (place + 0.5) / edge, (length - place - 0.5) / edge);
      samples[at] = to16Bit(
        hz.reduce((sum, f) => sum + loud * Math.sin((2 * Math.PI * f * place) / rate), 0),
      );
    }
  }
  return { rate, samples };
}
