/** A card scheme, in Twilio's words (Twilio docs: TwiML Voice: Pay, "validCardTypes"). */
export type CardType =
  | 'visa'
  | 'mastercard'
  | 'amex'
  | 'maestro'
  | 'discover'
  | 'jcb'
  | 'diners-club'
  | 'enroute';

interface Scheme {
  readonly type: CardType;
  readonly prefix: RegExp;
  readonly lengths: readonly number[];
}

/**
 * Lengths and prefixes of the schemes, the narrower prefixes first (Twilio docs: Pay; those of maestro and
 * diners-club from the schemes themselves). Nothing is known of optima.
 */
const SCHEMES: readonly Scheme[] = [
  { type: 'enroute', prefix: /^(2014|2149)/, lengths: [15] },
  { type: 'amex', prefix: /^3[47]/, lengths: [15] },
  { type: 'jcb', prefix: /^35(2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { type: 'diners-club', prefix: /^3(0[0-5]|[689])/, lengths: [14, 15, 16, 17, 18, 19] },
  { type: 'discover', prefix: /^(6011|6[45])/, lengths: [16, 17, 18, 19] },
  {
    type: 'mastercard',
    prefix: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/,
    lengths: [16],
  },
  { type: 'visa', prefix: /^4/, lengths: [13, 16, 19] },
  { type: 'maestro', prefix: /^(50|5[6-8]|6)/, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
];

/** Where no longer number of the scheme is issued: the input need not be ended by a key. */
const USUAL_LENGTH: Readonly<Partial<Record<CardType, number>>> = {
  visa: 16,
  mastercard: 16,
  amex: 15,
  enroute: 15,
};

/** The scheme of a number by its first digits; `null` for one that no scheme issues. */
export function cardTypeOf(digits: string): CardType | null {
  return SCHEMES.find(({ prefix }) => prefix.test(digits))?.type ?? null;
}

/** True for a number of a known scheme with one of its lengths and a good check digit. */
export function isCardNumber(digits: string): boolean {
  const scheme = SCHEMES.find(({ prefix }) => prefix.test(digits));
  return scheme?.lengths.includes(digits.length) === true && luhn(digits);
}

/** True when nobody would press another digit after these. */
export function isWholeNumber(type: CardType | null, length: number): boolean {
  return type !== null && USUAL_LENGTH[type] === length;
}

/** Digits of the security code (Twilio docs: Pay). */
export function securityCodeLength(type: CardType | null): number {
  return type === 'amex' ? 4 : 3;
}

/** True for a routing number of nine digits with a good check digit (American Bankers Association). */
export function isRoutingNumber(digits: string): boolean {
  if (!/^\d{9}$/.test(digits)) return false;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * ([3, 7, 1][at % 3] ?? 0), 0);
  return sum > 0 && sum % 10 === 0;
}

function luhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
