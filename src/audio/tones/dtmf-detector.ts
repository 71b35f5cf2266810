import { COLUMNS_HZ, KEYS, ROWS_HZ } from './dtmf.ts';

/** A key that was heard, and where it began, in milliseconds. */
export interface HeardKey {
  readonly key: string;
  readonly atMs: number;
}

/** Samples are looked at in frames of this length, as a media stream brings them. */
const FRAME_MS = 20;
/** A key is two frequencies that carry so much of all there is, in two frames running. */
const SHARE = 0.6;
const FRAMES = 2;
/** One of the two may be so much louder than the other (ITU-T Q.24: 8 dB at most). */
const TWIST = 6.3;
/** Mean square of a frame below which nothing is looked for: 40 dB below a full sine. */
const QUIET = 5e-5;

/**
 * Listens for keys in samples that come piece by piece (ITU-T Q.24). A key is told once, however long it is held, and
 * again after a pause.
 */
export class DtmfDetector {
  readonly #rate: number;
  readonly #frame: Float64Array;
  #filled = 0;
  #frames = 0;
  #last: string | null = null;
  #running = 0;

  constructor(rate: number) {
    this.#rate = rate;
    this.#frame = new Float64Array(Math.round((rate * FRAME_MS) / 1000));
  }

  /** Takes the next samples, and answers the keys that they completed. */
  push(samples: Int16Array): readonly HeardKey[] {
    const heard: HeardKey[] = [];
    for (const sample of samples) {
      this.#frame[this.#filled++] = sample / 32_768;
      if (this.#filled < this.#frame.length) continue;
      this.#filled = 0;
      const key = this.#look();
      if (key) heard.push(key);
    }
    return heard;
  }

  /** Looks at a whole frame: a key that was in the frame before as well is heard. */
  #look(): HeardKey | null {
    const key = keyIn(this.#frame, this.#rate);
    this.#running = key === this.#last ? this.#running + 1 : 1;
    this.#last = key;
    this.#frames++;
    if (key === null || this.#running !== FRAMES) return null;
    return { key, atMs: (this.#frames - FRAMES) * FRAME_MS };
  }
}

function keyIn(frame: Float64Array, rate: number): string | null {
  const power = frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length;
  if (power < QUIET) return null;
  const row = loudest(frame, ROWS_HZ, rate);
  const column = loudest(frame, COLUMNS_HZ, rate);
  const uneven = Math.max(row.power, column.power) > TWIST * Math.min(row.power, column.power);
  if (uneven || row.power + column.power < SHARE * power) return null;
  return KEYS[row.index * 4 + column.index] ?? null;
}

function loudest(
  frame: Float64Array,
  frequencies: readonly number[],
  rate: number,
): { readonly index: number; readonly power: number } {
  const powers = frequencies.map((hz) => powerAt(frame, (2 * Math.PI * hz) / rate));
  const power = Math.max(...powers);
  return { index: powers.indexOf(power), power };
}

/** Goertzel's algorithm: the mean square of one frequency. */
function powerAt(frame: Float64Array, angle: number): number {
  const turn = 2 * Math.cos(angle);
  let before = 0;
  let last = 0;
  for (const sample of frame) [before, last] = [last, sample + turn * last - before];
  return (2 * (before ** 2 + last ** 2 - turn * before * last)) / frame.length ** 2;
}
