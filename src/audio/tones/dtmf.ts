import type { Sound } from '../signal/sound.ts';
import { type Tone, tonesSound } from './tone.ts';

/** The low frequencies of the rows and the high ones of the columns, in Hz (ITU-T Q.23). */
export const ROWS_HZ = [697, 770, 852, 941] as const;
export const COLUMNS_HZ = [1_209, 1_336, 1_477, 1_633] as const;
/** The keys, row by row. */
export const KEYS = '123A456B789C*0#D';

/** How long a tone and the silence after it are, in milliseconds; together they take the time of a digit. */
const TONE_MS = 120;
const GAP_MS = 80;
/** Level of each of the two frequencies. */
const LEVEL = 0.35;
/** Twilio docs: Play, attribute digits: `w` waits half a second, `W` a second. */
const WAITS: Readonly<Record<string, number>> = { w: 500, W: 1_000 };

/** The two frequencies of a key; `null` for what is no key. */
export function frequenciesOf(key: string): readonly [row: number, column: number] | null {
  const index = KEYS.indexOf(key.toUpperCase());
  if (index < 0 || key.length !== 1) return null;
  return [ROWS_HZ[index >> 2] ?? 0, COLUMNS_HZ[index & 3] ?? 0];
}

/** Keys as a phone sends them, and the waits between them; what is neither is left out. */
export function dtmfSound(digits: string, rate: number): Sound {
  return tonesSound([...digits].flatMap(tonesOf), rate);
}

function tonesOf(digit: string): readonly Tone[] {
  const wait = WAITS[digit];
  if (wait !== undefined) return [{ hz: [], level: 0, ms: wait }];
  const hz = frequenciesOf(digit);
  return hz
    ? [
        { hz, level: LEVEL, ms: TONE_MS },
        { hz: [], level: 0, ms: GAP_MS },
      ]
    : [];
}
