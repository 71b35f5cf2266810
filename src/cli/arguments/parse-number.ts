import { UsageError } from './usage-error.ts';

/** Parses an option that is a number above zero. */
export const positive = number('a number above 0', (value) => value > 0);

/** Parses an option that counts something of which there is at least one. */
export const positiveInteger = number(
  'a whole number above 0',
  (value) => value > 0 && Number.isInteger(value),
);

/** Parses an option that counts something of which there may be none. */
export const wholeNumber = number(
  '0 or a whole number above it',
  (value) => value >= 0 && Number.isInteger(value),
);

/** Parses an option that is a TCP port. */
export const port = number(
  'a port from 1 to 65535',
  (value) => value > 0 && value <= 65_535 && Number.isInteger(value),
);

/** Parses a part of a hundred. */
export const percent = number('a number from 0 to 100', (value) => value >= 0 && value <= 100);

/** Parses the speed of the clock: beyond these limits no step would end, or all would at once. */
export const speed = number(
  'a number from 0.001 to 1000000',
  (value) => value >= 0.001 && value <= 1_000_000,
);

/** Parses a time in seconds that may be none. */
export const seconds = number('a number of seconds', (value) => value >= 0);

const limit = number('a number of seconds above 0, or off', (value) => value > 0);

/** Parses a limit in seconds into milliseconds; `off` is no limit (commander takes no `null` from a parser). */
export function secondsOrOff(text: string): number {
  return text === 'off' ? Number.POSITIVE_INFINITY : Math.round(limit(text) * 1000);
}

function number(form: string, fits: (value: number) => boolean): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!Number.isFinite(value) || !fits(value)) throw new UsageError(`write ${form}, not "${text}"`);
    return value;
  };
}
