import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clausesOf } from '../../../src/audio/speech/clauses.ts';
import { voiceFor } from '../../../src/audio/speech/voice-choice.ts';

describe('the clauses of a text', () => {
  it.each<[string, readonly string[]]>([
    ['Welcome to Acme, press 1 for sales.', ['Welcome to Acme,', 'press 1 for sales.']],
    ['It costs 1,299.50 dollars: at 10:30. Bye!', ['It costs 1,299.50 dollars:', 'at 10:30.', 'Bye!']],
    ['No end', ['No end']],
    ['... !', []],
    ['', []],
  ])('%j is spoken as %j', (text, clauses) => {
    expect(clausesOf(text)).toEqual(clauses);
  });

  it('none is longer than an engine likes, and no letter is lost', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '.', ', ', '1'), maxLength: 4_096 }),
        (text) => {
          const clauses = clausesOf(text);
          expect(clauses.every((clause) => clause.length <= 240)).toBe(true);
          const letters = (some: string) => some.replace(/[^a1]/g, '');
          expect(letters(clauses.join(''))).toBe(letters(text));
        },
      ),
    );
  });
});

describe('who speaks for a voice of TwiML', () => {
  it.each([
    [null, null, 'phone', 'rms'],
    ['man', 'en-US', 'phone', 'rms'],
    ['woman', null, 'full', 'slt'],
    ['woman', null, 'phone', 'rms'],
    ['Polly.Joanna-Neural', null, 'full', 'slt'],
    ['Polly.Matthew', null, 'full', 'rms'],
    [null, 'en-GB', 'phone', 'awb'],
    [null, 'de-DE', 'phone', null],
    ['Google.ja-JP-Neural2-B', null, 'full', null],
  ] as const)('voice %s, language %s, %s quality: %s', (voice, language, quality, speaker) => {
    expect(voiceFor(voice, language, quality).voice).toBe(speaker);
  });

  it('says what is not as it would be, and nothing where all is well', () => {
    expect(voiceFor(null, 'de-DE', 'phone').remark).toBe(
      'no voice here speaks de-DE: its text is shown, not heard',
    );
    expect(voiceFor('man', 'en-US', 'phone').remark).toBeNull();
  });
});
