import type { Piece, SpeechBit } from './piece.ts';

/** Speech of a calm voice: about 150 words of six characters a minute. */
const MS_PER_CHARACTER = 65;
const MS_PER_SENTENCE_END = 350;
const MS_PER_COMMA = 150;
const SHORTEST_SPEECH_MS = 400;

/** A file whose length nobody knows yet. */
export const UNKNOWN_MEDIA_MS = 3_000;
const BEEP_MS = 500;
const TONE_MS = 200;

/** How long a piece would take to hear, in milliseconds, by its text alone. The same piece always takes the same. */
export function estimateMs(piece: Piece): number {
  switch (piece.kind) {
    case 'say':
      return Math.max(SHORTEST_SPEECH_MS, piece.bits ? bitsMs(piece.bits) : speechMs(piece.text));
    case 'play':
      return piece.playsMs ?? UNKNOWN_MEDIA_MS;
    case 'tones':
      return [...piece.digits].reduce((sum, digit) => sum + toneMs(digit), 0);
    case 'beep':
      return BEEP_MS;
    case 'ringing':
      return Number.POSITIVE_INFINITY;
  }
}

function speechMs(text: string): number {
  const ends = text.match(/[.!?:;](?=\s|$)/g)?.length ?? 0;
  const commas = text.match(/,(?=\s|$)/g)?.length ?? 0;
  return text.length * MS_PER_CHARACTER + ends * MS_PER_SENTENCE_END + commas * MS_PER_COMMA;
}

function bitsMs(bits: readonly SpeechBit[]): number {
  const ms = bits.reduce(
    (sum, bit) => sum + ('silenceMs' in bit ? bit.silenceMs : speechMs(bit.text) / bit.speed),
    0,
  );
  return Math.round(ms);
}

/** Twilio docs: Play, attribute digits: `w` waits half a second, `W` a second. */
function toneMs(digit: string): number {
  if (digit === 'w') return 500;
  return digit === 'W' ? 1_000 : TONE_MS;
}
