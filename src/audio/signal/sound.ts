/** Sound as it goes to a device and into files: one channel of signed 16-bit samples, `rate` of them a second. */
export interface Sound {
  readonly rate: number;
  readonly samples: Int16Array;
}

/** How well sound is heard: as a telephone carries it, or as well as its source has it. */
export type Quality = 'phone' | 'full';

/** Samples a second of each quality, in Hz (ITU-T G.711: 8,000 for a telephone). */
export const RATES: Readonly<Record<Quality, number>> = { phone: 8_000, full: 24_000 };

/** How long a sound lasts, in milliseconds. */
export function soundMs({ rate, samples }: Sound): number {
  return (samples.length * 1000) / rate;
}

/** Nothing is heard for so many milliseconds. */
export function silence(rate: number, ms: number): Sound {
  return { rate, samples: new Int16Array(Math.round((rate * ms) / 1000)) };
}

/** One sound after the other; all have the rate of the first. */
export function joined(rate: number, sounds: readonly Sound[]): Sound {
  const samples = new Int16Array(sounds.reduce((sum, sound) => sum + sound.samples.length, 0));
  let at = 0;
  for (const sound of sounds) {
    samples.set(sound.samples, at);
    at += sound.samples.length;
  }
  return { rate, samples };
}

/** A sample from -1 to 1 as 16 bits. What is no number is silence, what is too loud is as loud as can be. */
export function to16Bit(sample: number): number {
  if (!(Math.abs(sample) <= 1)) return Number.isNaN(sample) ? 0 : Math.sign(sample) * 32_767;
  return Math.round(sample * 32_767);
}
