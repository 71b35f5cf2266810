import { describe, expect, it } from 'vitest';
import { soundMs } from '../../../src/audio/signal/sound.ts';
import { type beep, busyTone, RINGING_COUNTRIES, ringBack } from '../../../src/audio/tones/call-progress.ts';
import { HOLD_MUSIC_MS, holdMusic } from '../../../src/audio/tones/hold-music.ts';
import { DIAL } from '../../../src/twiml/language/voice/dial.ts';
import { decibelsAt } from '../../support/spectrum.ts';

const part = ({ rate, samples }: ReturnType<typeof beep>, from: number, to: number) => ({
  rate,
  samples: samples.subarray(from * rate, to * rate),
});

describe('tones of the network', () => {
  it('there is a tone for every country that Dial knows in ringTone', () => {
    const countries = DIAL['Dial']?.attributes?.['ringTone']?.enum ?? [];
    expect([...RINGING_COUNTRIES].sort()).toEqual([...countries].sort());
  });

  it('a phone in the United States rings with 440 and 480 Hz, two seconds of six (ITU-T E.180, supplement 2)', () => {
    const sound = ringBack('us', 8_000);
    expect(soundMs(sound)).toBe(6_000);
    for (const hz of [440, 480]) expect(decibelsAt(part(sound, 0, 2), hz)).toBeGreaterThan(-15);
    expect(part(sound, 2, 6).samples.every((sample) => sample === 0)).toBe(true);
  });

  it('a phone in the United Kingdom rings twice, with 400 and 450 Hz (ITU-T E.180, supplement 2)', () => {
    const sound = ringBack('uk', 8_000);
    expect(soundMs(sound)).toBe(3_000);
    for (const hz of [400, 450])
      for (const [from, to] of [
        [0, 0.4],
        [0.6, 1],
      ] as const)
        expect(decibelsAt(part(sound, from, to), hz)).toBeGreaterThan(-15);
    expect(part(sound, 0.4, 0.6).samples.every((sample) => sample === 0)).toBe(true);
  });

  it('no country clips, and each is silent between two rings', () => {
    for (const country of RINGING_COUNTRIES) {
      const { samples } = ringBack(country, 8_000);
      expect(Math.max(...samples)).toBeLessThan(32_000);
      expect(samples.at(-1)).toBe(0);
    }
  });

  it('a country that nobody knows rings like the United States', () => {
    expect(ringBack('xx', 8_000)).toEqual(ringBack('us', 8_000));
  });

  it('busy is 480 and 620 Hz, half a second of each second', () => {
    const sound = busyTone(8_000);
    expect(soundMs(sound)).toBe(1_000);
    for (const hz of [480, 620]) expect(decibelsAt(part(sound, 0, 0.5), hz)).toBeGreaterThan(-15);
  });

  it('the music of those who wait has no seam, and is never too loud', () => {
    const { rate, samples } = holdMusic(8_000);
    expect(soundMs({ rate, samples })).toBe(HOLD_MUSIC_MS);
    expect(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)).toBeLessThan(32_000);
    const steps = samples.subarray(1).map((sample, at) => Math.abs(sample - (samples[at] ?? 0)));
    const seam = Math.abs((samples[0] ?? 0) - (samples.at(-1) ?? 0));
    expect(seam).toBeLessThan(Math.max(...steps.subarray(0, 2_000)));
    expect(decibelsAt(part({ rate, samples }, 0, 0.4), 220 * 2 ** (3 / 12))).toBeGreaterThan(-30);
  });
});
