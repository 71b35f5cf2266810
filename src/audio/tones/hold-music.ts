import { type Sound, to16Bit } from '../signal/sound.ts';

/** A slow waltz of our own, free for everybody: chords by the semitones of their notes above A3, a bar each. */
const BARS: readonly (readonly number[])[] = [
  [3, 7, 10, 15],
  [0, 3, 7, 12],
  [8, 12, 15, 20],
  [10, 14, 17, 22],
  [3, 7, 10, 19],
  [5, 8, 12, 17],
  [10, 14, 17, 20],
  [3, 7, 10, 15],
];
/** Which notes of a bar's chord come one after the other. */
const PATTERN = [0, 2, 3, 1, 3, 2];
const NOTE_MS = 400;
/** How fast a plucked note fades: it is a third as loud after so long. */
const FADE_MS = 500;
const LEVEL = 0.22;
const A3_HZ = 220;
/** Overtones, and how loud they are. */
const OVERTONES = [
  [1, 1],
  [2, 0.35],
  [3, 0.12],
] as const;

/** How long the music is before it begins again, in milliseconds. */
export const HOLD_MUSIC_MS: number = BARS.length * PATTERN.length * NOTE_MS;

/** The music that callers hear who wait; played again and again it has no seam. */
export function holdMusic(rate: number): Sound {
  const length = Math.round((HOLD_MUSIC_MS * rate) / 1000);
  const mixed = new Float64Array(length);
  const notes = BARS.flatMap((chord) => PATTERN.map((place) => chord[place] ?? 0));
  for (const [index, semitone] of notes.entries())
    pluck(mixed, {
      rate,
      from: Math.round((index * NOTE_MS * rate) / 1000),
      hz: A3_HZ * 2 ** (semitone / 12),
    });
  return { rate, samples: Int16Array.from(mixed, to16Bit) };
}

interface Note {
  readonly rate: number;
  readonly from: number;
  readonly hz: number;
}

/** A note that fades; what is left of it at the end sounds on at the beginning. */
function pluck(mixed: Float64Array, { rate, from, hz }: Note): void {
  const length = Math.round((4 * FADE_MS * rate) / 1000);
  const attack = 0.005 * rate;
  for (let place = 0; place < length; place++) {
    const fade =
      Math.exp((-place * 1000) / (rate * FADE_MS)) * Math.min(1, place / attack, (length - place) / attack);
    const angle = (2 * Math.PI * hz * place) / rate;
    const wave = OVERTONES.reduce((sum, [times, level]) => sum + level * Math.sin(times * angle), 0);
    const at = (from + place) % mixed.length;
    mixed[at] = (mixed[at] ?? 0) + LEVEL * fade * wave;
  }
}
