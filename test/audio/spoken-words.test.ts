import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateMs } from '../../src/audio/estimate.ts';
import { spokenWords, utteranceMs } from '../../src/audio/spoken-words.ts';

describe('the words of a text, as they are spoken', () => {
  it('take as long as they are long', () => {
    expect(spokenWords('I lost my card')).toEqual([
      { word: 'I', ms: 65 },
      { word: 'lost', ms: 325 },
      { word: 'my', ms: 195 },
      { word: 'card', ms: 325 },
    ]);
  });

  it('are none of an empty text', () => {
    expect(spokenWords(' \n ')).toEqual([]);
  });

  it('together take as long as the text, in whole milliseconds', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const words = spokenWords(text);
        if (words.length === 0) return;
        expect(words.reduce((sum, { ms }) => sum + ms, 0)).toBe(utteranceMs(text));
        expect(words.every(({ ms }) => Number.isInteger(ms) && ms >= 0)).toBe(true);
      }),
    );
  });
});

describe('a text that is spoken in bits', () => {
  const piece = { kind: 'say', text: '', voice: null, language: null } as const;

  it('takes the time of its bits, each at its speed, and of its silences', () => {
    const bits = [{ text: 'Welcome', speed: 0.5 }, { silenceMs: 1000 }, { text: 'Welcome', speed: 1 }];
    expect(estimateMs({ ...piece, bits })).toBe(7 * 65 * 2 + 1000 + 7 * 65);
  });
});
