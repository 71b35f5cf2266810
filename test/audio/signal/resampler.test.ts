import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Resampler } from '../../../src/audio/signal/resampler.ts';
import { type Sound, to16Bit } from '../../../src/audio/signal/sound.ts';
import { telephoneBand } from '../../../src/audio/signal/telephone-band.ts';
import { decibelsAt, sine } from '../../support/spectrum.ts';

function resampled(sound: Sound, rate: number, block = 1_000): Sound {
  const resampler = new Resampler(sound.rate, rate);
  const input = Float32Array.from(sound.samples, (sample) => sample / 32_767);
  const output: number[] = [];
  for (let at = 0; at < input.length; at += block)
    output.push(...resampler.push(input.subarray(at, at + block)));
  output.push(...resampler.end());
  return { rate, samples: Int16Array.from(output, to16Bit) };
}

describe('a resampler', () => {
  it.each([
    [44_100, 8_000],
    [48_000, 8_000],
    [22_050, 8_000],
    [11_025, 8_000],
    [16_000, 24_000],
    [8_000, 24_000],
    [11_127, 8_000],
  ])('keeps a tone of 1 kHz as loud and as long as it was, from %i to %i Hz', (from, to) => {
    const sound = resampled(sine(from, 1_000, 1_000), to);
    expect(sound.samples.length).toBe(to);
    expect(decibelsAt(sound, 1_000)).toBeCloseTo(20 * Math.log10(0.5), 1);
  });

  it.each([16_000, 22_050, 44_100, 48_000])(
    'lets nothing above 4 kHz fold back into what a telephone carries, from %i Hz',
    (from) => {
      const sound = resampled(sine(from, 6_000, 1_000), 8_000);
      expect(decibelsAt(sound, 2_000)).toBeLessThan(-60);
    },
  );

  it('makes the same of a stream however it comes in pieces', () => {
    const input = sine(44_100, 440, 100);
    const whole = resampled(input, 8_000, 100_000);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), (block) => {
        expect(resampled(input, 8_000, block)).toEqual(whole);
      }),
      { numRuns: 15 },
    );
  });
});

describe('the band of a telephone', () => {
  it.each([8_000, 24_000])('is 300 to 3,400 Hz (ITU-T G.712), at %i Hz', (rate) => {
    for (const hz of [500, 1_000, 2_000, 3_000])
      expect(decibelsAt(telephoneBand(sine(rate, hz, 500)), hz)).toBeCloseTo(20 * Math.log10(0.5), 0);
    for (const hz of [50, 100, 150, 3_800])
      expect(decibelsAt(telephoneBand(sine(rate, hz, 500)), hz)).toBeLessThan(-40);
  });

  it('leaves a sound as long as it was, and in its place', () => {
    const samples = new Int16Array(2_000);
    samples[1_000] = 20_000;
    const heard = telephoneBand({ rate: 8_000, samples });
    expect(heard.samples).toHaveLength(2_000);
    expect(heard.samples.indexOf(Math.max(...heard.samples))).toBe(1_000);
  });
});
