/** The keys of a telephone's keypad and the letters on them (ITU-T E.161). */
const LETTERS = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'];

/** Digits of a phone number, shortest and longest (E.164; short codes have two and more). */
const FEWEST = 2;
const MOST = 15;

/** How a `<Number>` is written that is meant as a number: digits and letters with the usual separators. */
const MEANT = /^\+?[\dA-Za-z\s().-]+$/;

/** What Twilio dials for the text of a `<Number>`. */
export interface DialledNumber {
  /** In E.164 where the country is known; empty where nothing is left to dial. */
  readonly to: string;
  /** Whether somebody can have it. Text that is no number is dialled all the same, and fails. */
  readonly reachable: boolean;
  /** Whether letters were taken for the keys that they stand on. */
  readonly hasLetters: boolean;
}

/**
 * Reads a text as Twilio reads that of a `<Number>`: letters are keys of the keypad, punctuation is dropped, and US
 * numbers may come without `+1` (Twilio docs: TwiML Voice: Number; voice-quickstart-android issue 499).
 */
export function dialledNumber(written: string): DialledNumber {
  const text = written.trim();
  const keys = text.replace(/[A-Za-z]/g, keyOf).replace(/[^\d]/g, '');
  const hasLetters = /[A-Za-z]/.test(text);
  const meant = MEANT.test(text) && /\d/.test(text);
  const reachable = meant && keys.length >= FEWEST && keys.length <= MOST;
  return { to: reachable ? withCountry(keys, text.startsWith('+')) : keys, reachable, hasLetters };
}

/** Whether a text is a phone number as a caller id has it: digits with the usual separators, and no letters. */
export function isPhoneNumber(text: string): boolean {
  const { reachable, hasLetters } = dialledNumber(text);
  return reachable && !hasLetters;
}

function withCountry(digits: string, international: boolean): string {
  if (international) return `+${digits}`;
  if (digits.length === 10) return `+1${digits}`;
  return digits.length === 11 && digits.startsWith('1') ? `+${digits}` : digits;
}

function keyOf(letter: string): string {
  return String(LETTERS.findIndex((letters) => letters.includes(letter.toLowerCase())) + 2);
}
