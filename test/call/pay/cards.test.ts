import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';
import { pay } from './paying.ts';

const ALL = 'visa mastercard amex maestro discover optima jcb diners-club enroute';

/** Digits of a prefix and a length with a good check digit; shorter ones of them are no number. */
function cardNumber(prefix: string, length: number): string {
  const filled = prefix.padEnd(length - 1, '7');
  const check = [...'0123456789'].find((digit) => luhn(filled + digit)) ?? '';
  return filled + check;
}

function luhn(digits: string): boolean {
  const doubled = (digit: number) => (digit > 4 ? 2 * digit - 9 : 2 * digit);
  const worth = [...digits].reverse().map((digit, at) => (at % 2 === 1 ? doubled(+digit) : +digit));
  return worth.reduce((sum, one) => sum + one, 0) % 10 === 0;
}

describe('card validation: Luhn plus lengths and prefixes (Twilio docs: TwiML Voice: Pay)', () => {
  const typeOf = async (card: string) => {
    const { told } = await pay(` validCardTypes="${ALL}"`, `press ${card}#; hang up`);
    const { PaymentCardType: type, ErrorType: error } = told[0]?.params ?? {};
    return type ?? error;
  };

  it.each([
    ['visa', ['4'], [13, 16, 19]],
    ['mastercard', ['51', '55', '2221', '2299', '2300', '2699', '2700', '2720'], [16]],
    ['amex', ['34', '37'], [15]],
    ['discover', ['6011', '640', '644', '649', '65'], [16, 17, 18, 19]],
    ['maestro', ['50', '56', '67'], [12, 15, 19]],
    ['jcb', ['3528', '3529', '3530', '3589'], [16, 17, 18, 19]],
    ['diners-club', ['300', '305', '36', '38'], [14, 16, 19]],
    ['enroute', ['2014', '2149'], [15]],
  ])('%s begins with %j and has %j digits', async (type, prefixes, lengths) => {
    for (const prefix of prefixes)
      for (const length of lengths) expect(await typeOf(cardNumber(prefix, length))).toBe(type);
  });

  it.each([
    ['visa', '4', 14],
    ['mastercard', '51', 15],
    ['mastercard, below its range', '2220', 16],
    ['mastercard, above its range', '2721', 16],
    ['amex', '37', 16],
    ['discover', '6011', 15],
    ['maestro', '50', 11],
    ['jcb, below its range', '3527', 16],
    ['jcb, above its range', '3590', 16],
    ['diners-club', '36', 13],
    ['enroute', '2014', 16],
  ])('no %s: %s with %i digits', async (_type, prefix, length) => {
    expect(await typeOf(cardNumber(prefix, length))).toBe('invalid-card-number');
  });
});

describe('validCardTypes (Twilio docs: TwiML Voice: Pay)', () => {
  const pay = (attributes: string, card: string) =>
    placeCall({
      app: {
        '/voice': `<Pay action="/paid" statusCallback="/status"${attributes}/>`,
        '/paid': '<Hangup/>',
        '/status': { status: 204 },
      },
      caller: `press ${card}#; press 1230; press 1234; press 94105#`,
    });

  it.each([
    ['', '6011111111111117', 'invalid-card-type'],
    [' validCardTypes="visa discover"', '6011111111111117', undefined],
    [' validCardTypes="amex"', '4111111111111111', 'invalid-card-type'],
    [' validCardTypes="visa"', '4111111111111112', 'invalid-card-number'],
  ])('%s, %s: %s', async (attributes, card, error) => {
    const [first] = (await pay(attributes, card)).sentTo('/status');
    expect(first).toMatchObject({ For: 'payment-card-number', Attempt: '1' });
    expect(first?.['ErrorType']).toBe(error);
  });
});
