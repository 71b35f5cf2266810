import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MU_LAW } from '../../../src/audio/decode/g711.ts';
import { estimateMs } from '../../../src/audio/estimate.ts';
import { type Sound, soundMs } from '../../../src/audio/signal/sound.ts';
import { telephoneBand } from '../../../src/audio/signal/telephone-band.ts';
import { dtmfSound, KEYS } from '../../../src/audio/tones/dtmf.ts';
import { DtmfDetector } from '../../../src/audio/tones/dtmf-detector.ts';
import { holdMusic } from '../../../src/audio/tones/hold-music.ts';
import { hasSox, sox, WITHOUT_SOX } from '../../support/sox.ts';
import { decibelsAt } from '../../support/spectrum.ts';

function keysIn({ rate, samples }: Sound, piece = samples.length): string {
  const detector = new DtmfDetector(rate);
  let keys = '';
  for (let at = 0; at < samples.length; at += piece)
    for (const { key } of detector.push(samples.subarray(at, at + piece))) keys += key;
  return keys;
}

/** The nearest of the 256 samples that mu-law has. */
function throughMuLaw({ rate, samples }: Sound): Sound {
  const levels = Array.from(MU_LAW, (sample) => Math.round(sample * 32_768)).sort((a, b) => a - b);
  const nearest = (sample: number) => levels.find((level) => level >= sample) ?? levels.at(-1) ?? 0;
  return { rate, samples: samples.map(nearest) };
}

/** ITU-T Q.23, table 1. */
const FREQUENCIES: readonly (readonly [key: string, row: number, column: number])[] = [
  ['1', 697, 1_209],
  ['2', 697, 1_336],
  ['3', 697, 1_477],
  ['A', 697, 1_633],
  ['4', 770, 1_209],
  ['5', 770, 1_336],
  ['6', 770, 1_477],
  ['B', 770, 1_633],
  ['7', 852, 1_209],
  ['8', 852, 1_336],
  ['9', 852, 1_477],
  ['C', 852, 1_633],
  ['*', 941, 1_209],
  ['0', 941, 1_336],
  ['#', 941, 1_477],
  ['D', 941, 1_633],
];

describe('keys as tones', () => {
  it.each(FREQUENCIES)('the key %s is %i Hz and %i Hz (ITU-T Q.23)', (key, row, column) => {
    const { rate, samples } = dtmfSound(key, 8_000);
    const tone = { rate, samples: samples.subarray(0, 0.12 * rate) };
    for (const [, low, high] of FREQUENCIES)
      for (const hz of [low, high])
        if (hz === row || hz === column) expect(decibelsAt(tone, hz)).toBeGreaterThan(-12);
        else expect(decibelsAt(tone, hz)).toBeLessThan(-24);
  });

  it('Play, digits: w waits half a second, W a second; the tones take as long as they are said to', () => {
    for (const digits of ['1', '1w2', 'WW#', '0123456789*#ABCD', 'www'])
      expect(soundMs(dtmfSound(digits, 8_000))).toBe(estimateMs({ kind: 'tones', digits }));
  });
});

describe('listening for keys', () => {
  it('hears all sixteen keys as a telephone carries them, in mu-law and in its band', () => {
    for (const key of KEYS) expect(keysIn(throughMuLaw(telephoneBand(dtmfSound(key, 8_000))))).toBe(key);
  });

  it('hears any keys, and the same key twice, however the samples come in pieces', () => {
    const keys = fc.string({ unit: fc.constantFrom(...KEYS), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        keys,
        fc.integer({ min: 1, max: 900 }),
        fc.constantFrom(8_000, 24_000),
        (written, piece, rate) => {
          expect(keysIn(dtmfSound(written, rate), piece)).toBe(written);
        },
      ),
    );
  });

  it('tells where a key began, to a frame of 20 ms', () => {
    const detector = new DtmfDetector(8_000);
    const [first, second] = detector.push(dtmfSound('1W2', 8_000).samples);
    expect(first).toEqual({ key: '1', atMs: 0 });
    expect(second).toEqual({ key: '2', atMs: 1_200 });
  });

  it('takes no music, no tone of the network and no noise for a key', () => {
    expect(keysIn(holdMusic(8_000))).toBe('');
    let seed = 1;
    const noise = Int16Array.from({ length: 80_000 }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return (seed % 40_000) - 20_000;
    });
    expect(keysIn({ rate: 8_000, samples: noise })).toBe('');
  });

  it.skipIf(!hasSox)(`hears the keys that another tool made (${hasSox ? 'sox' : WITHOUT_SOX})`, () => {
    for (const [key, row, column] of FREQUENCIES) {
      const raw = ['-t', 'raw', '-e', 'signed', '-b', '16', '-r', '8000', '-c', '1', '-'];
      const made = sox([
        '-n',
        ...raw,
        'synth',
        '0.1',
        'sine',
        `${row}`,
        'synth',
        'sine',
        'mix',
        `${column}`,
        'gain',
        '-6',
      ]);
      const samples = Int16Array.from({ length: made.length / 2 }, (_, at) => made.readInt16LE(at * 2));
      expect(keysIn({ rate: 8_000, samples })).toBe(key);
    }
  });
});
