import type { Json } from '../../engine/json.ts';
import { type CardType, cardTypeOf, isCardNumber, isRoutingNumber } from './card.ts';

/**
 * What is known of secret digits: enough to judge them, not enough to tell them. The digits themselves never enter
 * the simulation, so that no state and no recording has them.
 */
export type TypedDigits = {
  readonly count: number;
  readonly cardType: CardType | null;
  readonly isCardNumber: boolean;
  readonly isRoutingNumber: boolean;
  /** The same digits as were typed before these. */
  readonly repeated: boolean;
  /** The last four of a whole entry, which Twilio tells too; `null` before its end, and for a short one. */
  readonly lastFour: string | null;
};

/** Digits of which the last four may be told: fewer would tell too much. */
const FEWEST = 8;

export const NOTHING_TYPED: TypedDigits = {
  count: 0,
  cardType: null,
  isCardNumber: false,
  isRoutingNumber: false,
  repeated: false,
  lastFour: null,
};

/** What may be known of some digits; `whole` when the caller has ended them with a key. */
export function typedDigits(digits: string, before: string, whole: boolean): TypedDigits {
  const card = isCardNumber(digits);
  return {
    count: digits.length,
    cardType: cardTypeOf(digits),
    isCardNumber: card,
    isRoutingNumber: isRoutingNumber(digits),
    repeated: digits !== '' && digits === before,
    lastFour: card || (whole && digits.length >= FEWEST) ? digits.slice(-4) : null,
  };
}

/**
 * What a key says about the digits so far. A key about which nothing is known (from a program that does not hide
 * them) is counted and nothing else.
 */
export function readTyped(typed: Json | undefined, before: TypedDigits, isDigit: boolean): TypedDigits {
  // What is there was made by `typedDigits`.
  if (typed !== undefined) return typed as TypedDigits;
  return isDigit ? { ...NOTHING_TYPED, count: before.count + 1 } : before;
}

/** As many characters as digits, the last four told where they may be. */
export function masked({ count, lastFour }: TypedDigits): string {
  return 'x'.repeat(count - (lastFour?.length ?? 0)) + (lastFour ?? '');
}
