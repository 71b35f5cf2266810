import { describe, expect, it } from 'vitest';
import { SUGGESTED } from '../../../src/engine/placed/leg-setup.ts';
import { type Asked, placeCall } from '../../support/memory-call.ts';
import { memoryRecorder } from '../../support/memory-recorder.ts';
import { app, VISA } from './paying.ts';

const paid = (call: { readonly asked: readonly Asked[] }) =>
  call.asked.find(({ path }) => path === '/paid')?.params ?? {};

const steps = (call: { readonly asked: readonly Asked[] }) =>
  call.asked
    .filter(({ path }) => path === '/status')
    .map(({ params }) => [params['For'], params['ErrorType'] ?? 'ok', params['Attempt']].join(' '));

describe('Pay (Twilio docs: TwiML Voice: Pay)', () => {
  it('asks for number, date, security code and postal code, makes a token and requests action', async () => {
    const call = await placeCall({
      app: app('statusCallback="/status"'),
      caller: `press ${VISA}#; press 1226; press 123; press 94105#`,
    });
    expect(paid(call)).toMatchObject({
      Result: 'success',
      PaymentMethod: 'credit-card',
      PaymentCardNumber: 'xxxxxxxxxxxx1111',
      PaymentCardType: 'visa',
      ExpirationDate: '1226',
      SecurityCode: '***',
      PaymentCardPostalCode: '94105',
      CallStatus: 'in-progress',
    });
    expect(paid(call)['PaymentToken']).toMatch(/^tok_/);
    expect(paid(call)['ProfileId']).toMatch(/^cus_/);
    expect(paid(call)).not.toHaveProperty('PaymentConfirmationCode');
    expect(steps(call)).toEqual([
      'payment-card-number ok 1',
      'expiration-date ok 1',
      'security-code ok 1',
      'postal-code ok 1',
      'payment-processing ok 1',
    ]);
    expect(call.heard.at(-1)).toBe('done');
    expect(call.heard).not.toContain('next');
  });

  it('tells nobody which keys are pressed in it, those of a date or postal code included', async () => {
    const call = await placeCall({
      app: app(''),
      caller: `press ${VISA}#; press 1226; press 123; press 94105#`,
    });
    const pressed = call.of('input').filter(({ kind }) => kind === 'digits');
    expect(pressed.length).toBeGreaterThan(25);
    expect(new Set(pressed.map(({ value }) => value))).toEqual(new Set(['*']));
  });

  it('tells the status callback what has been captured so far, masked', async () => {
    const call = await placeCall({
      app: app('statusCallback="/status" securityCode="false" postalCode="false"'),
      caller: `press ${VISA}; press 1226`,
    });
    const [first, second] = call.asked.filter(({ path }) => path === '/status');
    expect(first?.params).toMatchObject({ PaymentCardNumber: 'xxxxxxxxxxxx1111', PaymentCardType: 'visa' });
    expect(first?.params).not.toHaveProperty('ExpirationDate');
    expect(second?.params).toMatchObject({ ExpirationDate: '1226' });
  });

  it('charges an amount above 0, with a confirmation code and no token', async () => {
    const call = await placeCall({
      app: app('chargeAmount="20.45" securityCode="false" postalCode="94105"'),
      caller: `press ${VISA}; press 1226`,
    });
    expect(paid(call)).toMatchObject({ Result: 'success', PaymentCardPostalCode: '94105' });
    expect(paid(call)['PaymentConfirmationCode']).toMatch(/^ch_/);
    expect(paid(call)).not.toHaveProperty('PaymentToken');
  });

  it('action is always POST, and the current document without one', async () => {
    const call = await placeCall({
      app: {
        '/voice': ({ params }) => (params['Result'] === undefined ? '<Pay/>' : '<Hangup/>'),
      },
      caller: 'press *',
      leg: { target: { kind: 'url', url: 'http://app.test/voice', method: 'GET' } },
    });
    expect(call.asked.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(call.asked[1]?.params).toMatchObject({ Result: 'caller-interrupted-with-star' });
  });

  it.each([
    ['at once', 'early press *', { Result: 'caller-interrupted-with-star' }],
    ['later', `press ${VISA}; press 12*`, { PaymentCardType: 'visa' }],
  ])('* cancels at any time: %s', async (_when, caller, params) => {
    const call = await placeCall({ app: app(''), caller });
    expect(paid(call)).toMatchObject({ Result: 'caller-interrupted-with-star', ...params });
  });

  it('a caller who hangs up: action hears Result=caller-hung-up, and nothing of its answer', async () => {
    const call = await placeCall({ app: app(''), caller: `press ${VISA}; hang up` });
    expect(paid(call)).toMatchObject({ Result: 'caller-hung-up', CallStatus: 'completed' });
    expect(call.heard).not.toContain('done');
  });

  it('nothing is typed: input-timeout after the timeout, and the attempts are used up', async () => {
    const call = await placeCall({ app: app('statusCallback="/status" timeout="7" maxAttempts="2"') });
    expect(steps(call)).toEqual([
      'payment-card-number input-timeout 1',
      'payment-card-number input-timeout 2',
    ]);
    expect(paid(call)).toMatchObject({ Result: 'too-many-failed-attempts' });
    const [first, second] = call.of('exchange').filter(({ url }) => url.endsWith('/status'));
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(7000);
  });

  it('one attempt without maxAttempts, which is said', async () => {
    const call = await placeCall({ app: app('statusCallback="/status"'), caller: 'press 4111#' });
    expect(steps(call)).toEqual(['payment-card-number invalid-card-number 1']);
    expect(call.end.notSimulated.join()).toContain('without maxAttempts');
  });

  it('by choice, the next verb runs when the attempts are used up', async () => {
    const choices = {
      ...SUGGESTED,
      playFailure: 'end',
      emptyRecording: 'next',
      payExhausted: 'next',
    } as const;
    const call = await placeCall({ app: app(''), caller: 'press 4111#', leg: { choices } });
    expect(call.paths).toEqual(['/voice']);
    expect(call.heard.at(-1)).toBe('next');
  });

  it.each([
    ['a bad check digit', '4111111111111112#', 'invalid-card-number'],
    ['too few digits', '411111111111#', 'invalid-card-number'],
    ['no scheme', '9999999999999995#', 'invalid-card-number'],
    ['a scheme that is not wanted', '6011111111111117#', 'invalid-card-type'],
  ])('refuses a number with %s, and asks again', async (_what, typed, error) => {
    const call = await placeCall({
      app: app('statusCallback="/status" maxAttempts="2" securityCode="false" postalCode="false"'),
      caller: `press ${typed}; press 378282246310005; press 1226`,
    });
    expect(steps(call).slice(0, 2)).toEqual([`payment-card-number ${error} 1`, 'payment-card-number ok 2']);
    expect(paid(call)).toMatchObject({ Result: 'success', PaymentCardType: 'amex' });
  });

  it.each([
    ['1225', 'invalid-date'],
    ['1326', 'invalid-date'],
    ['0126', 'ok'],
  ])('an expiration date is MMYY and not over: %s on the first of January 2026', async (typed, said) => {
    const call = await placeCall({
      app: app('statusCallback="/status"'),
      caller: `press ${VISA}; press ${typed}; hang up`,
    });
    expect(steps(call)[1]).toBe(`expiration-date ${said} 1`);
  });

  it('a security code has three digits, four on an amex', async () => {
    const call = await placeCall({
      app: app('statusCallback="/status" postalCode="false"'),
      caller: 'press 378282246310005; press 1226; press 1234',
    });
    expect(steps(call)[2]).toBe('security-code ok 1');
    const short = await placeCall({
      app: app('statusCallback="/status"'),
      caller: `press ${VISA}; press 1226; press 12#`,
    });
    expect(steps(short)[2]).toBe('security-code invalid-security-code 1');
  });

  it('a postal code has at least minPostalCodeLength digits', async () => {
    const call = await placeCall({
      app: app('statusCallback="/status" securityCode="false" minPostalCodeLength="5" maxAttempts="2"'),
      caller: `press ${VISA}; press 1226; press 941#; press 94105`,
    });
    expect(steps(call).slice(2, 4)).toEqual(['postal-code invalid-postal-code 1', 'postal-code ok 2']);
  });

  it('ach-debit asks for routing and account number', async () => {
    const call = await placeCall({
      app: app('paymentMethod="ach-debit" bankAccountType="consumer-savings"'),
      caller: 'press 021000021; press 123456789#',
    });
    expect(paid(call)).toMatchObject({
      Result: 'success',
      PaymentMethod: 'ach-debit',
      BankRoutingNumber: 'xxxxxxxxx',
      BankAccountNumber: 'xxxxx6789',
      BankAccountType: 'consumer-savings',
    });
  });

  it.each([
    ['123456789#; press 123456789#', 'bank-account-number ok 1'],
    ['123456789#; press 123456780#', 'bank-account-number input-matching-failed 1'],
  ])('requireMatchingInputs asks twice and compares: %s', async (typed, said) => {
    const prompt =
      '<Prompt for="bank-account-number" requireMatchingInputs="true"><Say>account</Say></Prompt>';
    const call = await placeCall({
      app: app('paymentMethod="ach-debit" statusCallback="/status"', prompt),
      caller: `press 021000021#; press ${typed}`,
    });
    expect(steps(call)[1]).toBe(said);
    expect(call.heard.filter((text) => text === 'account')).toHaveLength(2);
  });

  it('a number that ends in 0002 is declined by the simulated connector', async () => {
    const call = await placeCall({
      app: app('securityCode="false" postalCode="false"'),
      caller: 'press 4000000000000002; press 1226',
    });
    expect(paid(call)).toMatchObject({
      Result: 'payment-connector-error',
      PayErrorCode: '64012',
      PaymentError: 'Payment Gateway rejected the card',
    });
    expect(call.of('diagnostic')[0]).toMatchObject({ code: 64012, level: 'error' });
  });

  it('the far end fails the payment with the code that it is told', async () => {
    const call = await placeCall({
      app: app('chargeAmount="5" securityCode="false" postalCode="false"'),
      caller: `press ${VISA}; press 1226`,
      farEnd: 'error 64008',
    });
    expect(paid(call)).toMatchObject({ Result: 'payment-connector-error', PayErrorCode: '64008' });
  });
});

describe('what is typed for a card', () => {
  it('is in no event, no state and no recording, which replays to the same all the same', async () => {
    const recorder = memoryRecorder();
    const call = await placeCall({
      app: app('statusCallback="/status" maxAttempts="3"'),
      caller: `press 4242424242424241#; press ${VISA}#; press 1226; press 987; press 94105#`,
      recorder,
    });
    expect(paid(call)).toMatchObject({ Result: 'success' });
    const written = JSON.stringify([recorder.steps, call.session.board]);
    expect(written.includes(VISA)).toBe(false);
    const keys = recorder.steps.flatMap(({ event }) => (event.type === 'key' ? [event.value] : [])).join('');
    expect(keys).toBe(`${'x'.repeat(16)}#${'x'.repeat(16)}#1226xxx94105#`);
    expect(recorder.replayed()).toEqual(recorder.told());
  });
});

describe('what a caller meant to type and did not', () => {
  it('is told without its keys when a card number is among it', async () => {
    const call = await placeCall({
      app: { '/voice': '<Hangup/>' },
      caller: 'press 4111111111111111; press 1227; press 987',
    });
    const left = call.of('diagnostic').find(({ rule }) => rule === 'script-left');
    expect(left?.message).toContain('press ****************; press ****; press ***');
    expect(JSON.stringify(call.events)).not.toMatch(/4111111111111111|press \d/);
  });
});
