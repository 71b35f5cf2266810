import { describe, expect, it } from 'vitest';
import { pay } from './paying.ts';

describe('attributes of Pay (Twilio docs: TwiML Voice: Pay)', () => {
  it('timeout is five seconds by default, counted from the end of the prompt', async () => {
    const prompt = '<Prompt for="payment-card-number"><Pause length="3"/></Prompt>';
    const call = await pay('', 'silence', prompt);
    expect(call.of('exchange').find(({ url }) => url.endsWith('/paid'))?.at).toBe(8_000);
    expect(call.told).toMatchObject([{ params: { ErrorType: 'input-timeout', Attempt: '1' } }]);
  });

  it('statusCallbackMethod says how statusCallback is asked', async () => {
    expect((await pay(' statusCallbackMethod="GET"', 'press 1#')).told).toMatchObject([{ method: 'GET' }]);
    expect((await pay('', 'press 1#')).told).toMatchObject([{ method: 'POST' }]);
  });

  it('maxAttempts is for each step: a good entry begins the count anew', async () => {
    const typed = ['1#', '4111111111111111', '1', '1230', '12#', '123', '94105#'];
    const caller = typed
      .map((keys) => `press ${keys}`)
      .join('; ')
      .replace('press 1;', 'silence;');
    const call = await pay(' maxAttempts="2"', caller);
    expect(
      call.told.map(({ params }) => `${params['For']} ${params['ErrorType'] ?? 'ok'} ${params['Attempt']}`),
    ).toEqual([
      'payment-card-number invalid-card-number 1',
      'payment-card-number ok 2',
      'expiration-date input-timeout 1',
      'expiration-date ok 2',
      'security-code invalid-security-code 1',
      'security-code ok 2',
      'postal-code ok 1',
      'payment-processing ok 1',
    ]);
    expect(call.paid).toMatchObject({ Result: 'success' });
  });

  it.each([
    [' chargeAmount="1000000"', true],
    [' chargeAmount="0"', true],
    [' chargeAmount="1000000.01"', false],
    [' chargeAmount="$1"', false],
  ])('chargeAmount is from 0 to 1000000, without a currency sign:%s', async (attribute, runs) => {
    const call = await pay(attribute, 'early press *');
    expect(call.of('diagnostic').some(({ code }) => code === 64003)).toBe(!runs);
    expect(call.paid['Result']).toBe(runs ? 'caller-interrupted-with-star' : undefined);
    if (!runs) expect(call.heard).toEqual(['next']);
  });
});
