import type { Sound } from '../../src/audio/signal/sound.ts';

/** How loud a frequency is in a sound, from 0 to 1 for a full sine (Goertzel's algorithm). */
export function levelAt({ rate, samples }: Sound, hz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / rate);
  let [before, last] = [0, 0];
  for (const sample of samples) [before, last] = [last, sample / 32_767 + turn * last - before];
  const power = before ** 2 + last ** 2 - turn * before * last;
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}

/** The same in decibels below a full sine. */
export function decibelsAt(sound: Sound, hz: number): number {
  return 20 * Math.log10(Math.max(1e-9, levelAt(sound, hz)));
}

/** A sine of one frequency, half as loud as can be. */
export function sine(rate: number, hz: number, ms: number): Sound {
  const samples = Int16Array.from({ length: (rate * ms) / 1000 }, (_, at) =>
    Math.round(16_383 * Math.sin((2 * Math.PI * hz * at) / rate)),
  );
  return { rate, samples };
}
