import type { VerbContext } from '../../engine/turn/verb-context.ts';
import type { Params } from '../../http/url/params.ts';
import { type CardType, isWholeNumber, securityCodeLength } from './card.ts';
import type { PaySettings } from './pay-attributes.ts';
import { masked, type TypedDigits } from './typed-digits.ts';

/** What a caller is asked for, in Twilio's words (Twilio docs: TwiML Voice: Prompt, attribute for). */
export type Step =
  | 'payment-card-number'
  | 'expiration-date'
  | 'security-code'
  | 'postal-code'
  | 'bank-routing-number'
  | 'bank-account-number'
  | 'payment-processing';

/** What the caller has typed in one step: secret digits as what is known of them, others as they are. */
export type Entry = { readonly typed: TypedDigits; readonly digits: string };

/** What has been taken, as it may be told. */
export type Captured = {
  readonly cardNumber: string | null;
  readonly cardType: CardType | null;
  readonly expirationDate: string | null;
  readonly securityCode: boolean;
  readonly postalCode: string | null;
  readonly routingNumber: string | null;
  readonly accountNumber: string | null;
};

export const NOTHING_CAPTURED: Captured = {
  cardNumber: null,
  cardType: null,
  expirationDate: null,
  securityCode: false,
  postalCode: null,
  routingNumber: null,
  accountNumber: null,
};

/** What can be wrong with an entry, as the status callback says it (Twilio docs: Pay, "ErrorType"). */
export type EntryError =
  | 'input-timeout'
  | 'invalid-card-number'
  | 'invalid-card-type'
  | 'invalid-date'
  | 'invalid-security-code'
  | 'invalid-postal-code'
  | 'invalid-bank-routing-number'
  | 'invalid-bank-account-number'
  | 'input-matching-failed';

/** Digits of an account number in the United States. */
const ACCOUNT_DIGITS = { fewest: 4, most: 17 };

/** The steps in their order (Twilio docs: Pay; that of a bank account is a conclusion). */
export function stepsOf({ method, securityCode, postalCode }: PaySettings): readonly Step[] {
  if (method === 'ach-debit') return ['bank-routing-number', 'bank-account-number', 'payment-processing'];
  return [
    'payment-card-number',
    'expiration-date',
    ...(securityCode ? (['security-code'] as const) : []),
    ...(postalCode === 'ask' ? (['postal-code'] as const) : []),
    'payment-processing',
  ];
}

/** Digits that nobody may see; the others are told to the application as they are. */
export function isSecret(step: Step): boolean {
  return step !== 'expiration-date' && step !== 'postal-code';
}

/** True when the caller need not end the entry with a key. */
export function isComplete(step: Step, { typed, digits }: Entry, { cardType }: Captured): boolean {
  switch (step) {
    case 'payment-card-number':
      return typed.isCardNumber && isWholeNumber(typed.cardType, typed.count);
    case 'expiration-date':
      return digits.length === 4;
    case 'security-code':
      return typed.count === securityCodeLength(cardType);
    case 'bank-routing-number':
      return typed.isRoutingNumber;
    default:
      return false;
  }
}

/** An entry, with what was taken before it and what the verb wants. */
interface Attempt {
  readonly entry: Entry;
  readonly captured: Captured;
  readonly settings: PaySettings;
}

/** What is wrong with an entry; `null` when nothing is. */
export function judge(verb: VerbContext, step: Step, attempt: Attempt): EntryError | null {
  return JUDGES[step](attempt, verb);
}

/** What is wrong with an entry, for each step. */
const JUDGES: Readonly<Record<Step, (attempt: Attempt, verb: VerbContext) => EntryError | null>> = {
  'payment-card-number': ({ entry: { typed }, settings }) => {
    if (!typed.isCardNumber || typed.cardType === null) return 'invalid-card-number';
    return settings.cardTypes.includes(typed.cardType) ? null : 'invalid-card-type';
  },
  'expiration-date': ({ entry }, verb) => (inFuture(verb, entry.digits) ? null : 'invalid-date'),
  'security-code': ({ entry: { typed }, captured }) =>
    typed.count === securityCodeLength(captured.cardType) ? null : 'invalid-security-code',
  'postal-code': ({ entry: { digits }, settings }) =>
    digits.length >= settings.minPostalCode ? null : 'invalid-postal-code',
  'bank-routing-number': ({ entry: { typed } }) =>
    typed.isRoutingNumber ? null : 'invalid-bank-routing-number',
  'bank-account-number': ({ entry: { typed } }) => {
    const { fewest, most } = ACCOUNT_DIGITS;
    return typed.count >= fewest && typed.count <= most ? null : 'invalid-bank-account-number';
  },
  'payment-processing': () => null,
};

/** Puts a good entry with what has been taken. */
export function capture(step: Step, { typed, digits }: Entry, captured: Captured): Captured {
  switch (step) {
    case 'payment-card-number':
      return { ...captured, cardNumber: masked(typed), cardType: typed.cardType };
    case 'expiration-date':
      return { ...captured, expirationDate: digits };
    case 'security-code':
      return { ...captured, securityCode: true };
    case 'postal-code':
      return { ...captured, postalCode: digits };
    case 'bank-routing-number':
      return { ...captured, routingNumber: masked(typed) };
    case 'bank-account-number':
      return { ...captured, accountNumber: masked(typed) };
    case 'payment-processing':
      return captured;
  }
}

/** What has been taken as parameters (Twilio docs: Pay, "Request parameters"). */
export function capturedParams(captured: Captured, { method, bankAccountType }: PaySettings): Params {
  const params: [string, string][] = [['PaymentMethod', method]];
  const add = (name: string, value: string | null) => {
    if (value !== null) params.push([name, value]);
  };
  add('PaymentCardNumber', captured.cardNumber);
  add('PaymentCardType', captured.cardType);
  add('ExpirationDate', captured.expirationDate);
  add('SecurityCode', captured.securityCode ? '***' : null);
  add('PaymentCardPostalCode', captured.postalCode);
  add('BankRoutingNumber', captured.routingNumber);
  add('BankAccountNumber', captured.accountNumber);
  add('BankAccountType', method === 'ach-debit' ? bankAccountType : null);
  return params;
}

/** A month and a year, MMYY, that is not over on the session's date. */
function inFuture({ turn }: VerbContext, digits: string): boolean {
  const [, month, year] = /^(0[1-9]|1[0-2])(\d\d)$/.exec(digits) ?? [];
  if (month === undefined || year === undefined) return false;
  const today = new Date(turn.board.date + turn.now);
  const months = (2000 + Number(year)) * 12 + Number(month) - 1;
  return months >= today.getUTCFullYear() * 12 + today.getUTCMonth();
}
