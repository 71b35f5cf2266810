import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';
import { app, pay, VISA } from './paying.ts';

describe('Prompt (Twilio docs: TwiML Voice: Prompt)', () => {
  const prompts = [
    '<Prompt for="payment-card-number"><Say>number</Say><Pause length="1"/></Prompt>',
    '<Prompt for="payment-card-number" attempt="2"><Say>number again</Say></Prompt>',
    '<Prompt for="payment-card-number" attempt="2 3" errorType="timeout"><Say>are you there</Say></Prompt>',
    '<Prompt for="security-code"><Say>three digits</Say></Prompt>',
    '<Prompt for="security-code" cardType="amex"><Say>four digits</Say></Prompt>',
  ].join('');

  it('the most specific prompt that fits is heard; the first of equals', async () => {
    const call = await placeCall({
      app: app('maxAttempts="3"', prompts),
      caller: 'silence; silence; press 1#',
    });
    expect(call.heard.slice(0, 3)).toEqual(['number', 'are you there', 'are you there']);
  });

  it('an error that no prompt names falls back to one for the attempt', async () => {
    const call = await placeCall({ app: app('maxAttempts="2"', prompts), caller: 'press 1#; press 1#' });
    expect(call.heard.slice(0, 2)).toEqual(['number', 'number again']);
  });

  it('cardType chooses by the card that was typed', async () => {
    const caller = (card: string) => `press ${card}; press 1226; hang up`;
    const amex = await placeCall({ app: app('', prompts), caller: caller('378282246310005') });
    expect(amex.heard).toContain('four digits…');
    const visa = await placeCall({ app: app('', prompts), caller: caller(VISA) });
    expect(visa.heard).toContain('three digits…');
  });

  it('the first key cuts the prompt off', async () => {
    const call = await placeCall({ app: app('', prompts), caller: `early press ${VISA}; hang up` });
    expect(call.heard[0]).toBe('number…');
  });
});

describe('which Prompt is heard (Twilio docs: TwiML Voice: Prompt)', () => {
  const prompt = (attributes: string, text: string) =>
    `<Prompt for="payment-card-number"${attributes}><Say>${text}</Say></Prompt>`;

  it('of equals the first in document order is heard', async () => {
    const prompts =
      prompt('', 'one') +
      prompt('', 'two') +
      prompt(' attempt="1"', 'three') +
      prompt(' attempt="1"', 'four');
    expect((await pay('', 'early press *', prompts)).heard[0]).toBe('three…');
  });

  it('its error type is timeout where the status callback says input-timeout', async () => {
    const prompts = prompt('', 'number') + prompt(' errorType="timeout"', 'are you there');
    const call = await pay(' maxAttempts="2"', 'silence; silence', prompts);
    expect(call.heard).toEqual(['number', 'are you there']);
    expect(call.told.map(({ params }) => params['ErrorType'])).toEqual(['input-timeout', 'input-timeout']);
  });

  it('requireMatchingInputs is for bank data only', async () => {
    const call = await pay(
      '',
      'press 4111111111111111; hang up',
      prompt(' requireMatchingInputs="true"', 'number'),
    );
    expect(call.told.map(({ params }) => params['PaymentCardType'])).toEqual(['visa']);
  });
});
