import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateMs } from '../../src/audio/estimate.ts';
import type { Piece } from '../../src/audio/piece.ts';
import { silentSpeaker } from '../../src/audio/silent-speaker.ts';

const say = (text: string): Piece => ({ kind: 'say', text, voice: null, language: null });
const tones = (digits: string): Piece => ({ kind: 'tones', digits });

describe('how long a piece would take to hear', () => {
  it.each([
    ['a word as long as its letters', 'Welcome', 7 * 65],
    ['nothing no less than the shortest speech', '', 400],
    ['a short word no less than that either', 'Hi', 400],
    ['a sentence with a pause at its end', 'Press one.', 10 * 65 + 350],
    ['sentences with a pause each', 'Hello! Who? Me.', 15 * 65 + 3 * 350],
    ['a comma with a shorter pause', 'Well, hello', 11 * 65 + 150],
    ['a number without pauses at its points', '1.5 or 2,000', 12 * 65],
  ])('%s', (_what, text, ms) => {
    expect(estimateMs(say(text))).toBe(ms);
  });

  it('does not depend on the voice', () => {
    expect(estimateMs({ kind: 'say', text: 'Welcome', voice: 'alice', language: 'en-GB' })).toBe(7 * 65);
  });

  it.each([
    ['123#', 800],
    ['w', 500],
    ['W', 1_000],
    ['1ww2W3', 2_600],
    ['', 0],
  ])(
    'tones: "w" waits half a second and "W" a second (Twilio docs: Play), so %s takes %i ms',
    (digits, ms) => {
      expect(estimateMs(tones(digits))).toBe(ms);
    },
  );

  it.each([
    [12_345, 12_345],
    [0, 0],
    [null, 3_000],
  ])('is that of a file that says %s; three seconds stand for one that does not', (playsMs, ms) => {
    expect(estimateMs({ kind: 'play', url: 'http://app.test/a.mp3', playsMs })).toBe(ms);
  });

  it('is half a second for a beep', () => {
    expect(estimateMs({ kind: 'beep' })).toBe(500);
  });

  it('grows with the text, and is the same every time', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, more) => {
        expect(estimateMs(say(text + more))).toBeGreaterThanOrEqual(estimateMs(say(text)) - 350);
        expect(estimateMs(say(text))).toBe(estimateMs(say(text)));
      }),
    );
  });
});

describe('the silent speaker', () => {
  it('takes the time that the piece would take, and can be stopped at any time', () => {
    const playback = silentSpeaker().start(say('Welcome'));
    expect(playback.durationMs).toBe(455);
    playback.stop();
    playback.stop();
    expect(playback.durationMs).toBe(455);
  });
});
