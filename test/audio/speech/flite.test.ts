import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { soundMs } from '../../../src/audio/signal/sound.ts';
import { telephoneBand } from '../../../src/audio/signal/telephone-band.ts';
import { Flite, type Utterance } from '../../../src/audio/speech/flite.ts';
import { SpeechCache } from '../../../src/audio/speech/speech-cache.ts';
import { decibelsAt } from '../../support/spectrum.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const scratch = temporaryFolder();

const SENTENCE: Utterance = {
  text: 'Welcome to Acme, press one for sales.',
  voice: 'rms',
  speed: 1,
  rate: 8_000,
};

describe('the embedded engine', () => {
  const engine = () => new Flite(scratch.path);

  it('speaks a sentence in the time that it takes to say it, within the band of a telephone', () => {
    const sound = telephoneBand(engine().speak(SENTENCE));
    expect(soundMs(sound)).toBeGreaterThan(2_000);
    expect(soundMs(sound)).toBeLessThan(5_000);
    const loudest = sound.samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(loudest).toBeGreaterThan(3_000);
    for (const hz of [50, 100, 3_900]) expect(decibelsAt(sound, hz)).toBeLessThan(-60);
  });

  it('prosody, rate: half the speed takes about twice as long', () => {
    const [usual, slow] = [engine().speak(SENTENCE), engine().speak({ ...SENTENCE, speed: 0.5 })];
    expect(soundMs(slow) / soundMs(usual)).toBeCloseTo(2, 0);
  });

  it.each([
    '-voice slt',
    '--version',
    '"; touch /tmp/twiml-debug-was-here; echo "',
    '") (system "touch /tmp/twiml-debug-was-here")',
    '$(touch /tmp/twiml-debug-was-here)',
    'nothing \0 is cut off',
    '日本語',
    '<speak><break time="1s"/></speak>',
  ])('speaks %j as it would any text, and runs nothing', (text) => {
    const sound = engine().speak({ ...SENTENCE, text });
    expect(sound.samples.length).toBeGreaterThan(0);
    expect(readdirSync('/tmp').includes('twiml-debug-was-here')).toBe(false);
    expect(readdirSync(scratch.path)).toEqual([]);
  });
});

describe('speech that is kept', () => {
  const sound = { rate: 8_000, samples: Int16Array.from({ length: 1_000 }, (_, at) => at) };
  const unmade = () => {
    throw new Error('it is kept already');
  };

  it('is made once for each voice, speed and text, and can be read by its owner alone', () => {
    const folder = scratch.join('speech');
    const cache = new SpeechCache(folder);
    expect(cache.get(SENTENCE, () => sound)).toEqual(sound);
    expect(new SpeechCache(folder).get(SENTENCE, unmade)).toEqual(sound);
    expect(() => cache.get({ ...SENTENCE, speed: 2 }, unmade)).toThrow('it is kept already');
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  });

  it('takes no more of the disk than it may', () => {
    const folder = scratch.path;
    const cache = new SpeechCache(folder, 5_000);
    for (const text of ['one', 'two', 'three', 'four']) cache.get({ ...SENTENCE, text }, () => sound);
    cache.tidy();
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('is not kept where nothing can be written, and spoken all the same', () => {
    const cache = new SpeechCache(scratch.write('no-folder', ''));
    cache.tidy();
    expect(cache.get(SENTENCE, () => sound)).toEqual(sound);
  });
});
