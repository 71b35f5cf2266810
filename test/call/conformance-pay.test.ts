import { describe, expect, it } from 'vitest';
import { placeCall } from '../support/memory-call.ts';

const ALL = 'visa mastercard amex maestro discover optima jcb diners-club enroute';

/** Runs a Pay; what `/told` and `/paid` were asked with. */
async function pay(attributes: string, caller: string, prompts = '') {
  const voice = `<Pay action="/paid" statusCallback="/told"${attributes}>${prompts}</Pay><Say>next</Say>`;
  const call = await placeCall({
    app: { '/voice': voice, '/paid': '<Hangup/>', '/told': { status: 204 } },
    caller,
  });
  const asked = (path: string) => call.asked.filter((one) => one.path === path);
  return { ...call, told: asked('/told'), paid: asked('/paid')[0]?.params ?? {} };
}

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

describe('card validation: Luhn plus lengths and prefixes (voice.md 9.1)', () => {
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

describe('attributes of Pay (voice.md 9.1)', () => {
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

describe('Prompt (voice.md 9.2)', () => {
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

describe('callbacks of what goes on beside the documents (voice.md 11.4, 12)', () => {
  const SOCKET = 'url="wss://app.test/a"';
  it.each([
    ['Stream', `<Start><Stream ${SOCKET} statusCallback="http://app.test/told" MORE/></Start>`],
    ['Siprec', '<Start><Siprec connectorName="c" statusCallback="/told" MORE/></Start>'],
    ['VirtualAgent', '<Connect><VirtualAgent connectorName="c" statusCallback="/told" MORE/></Connect>'],
    ['Transcription', '<Start><Transcription statusCallbackUrl="http://app.test/told" MORE/></Start>'],
  ])('statusCallbackMethod of %s is POST by default', async (_noun, verbs) => {
    for (const [more, method] of [
      ['', 'POST'],
      ['statusCallbackMethod="GET"', 'GET'],
    ] as const) {
      const voice = `${verbs.replace('MORE', more)}<Pause/>`;
      const call = await placeCall({ app: { '/voice': voice, '/told': { status: 204 } } });
      const told = call.asked.filter(({ path }) => path === '/told');
      expect(told.length).toBeGreaterThan(0);
      expect(new Set(told.map((one) => one.method))).toEqual(new Set([method]));
    }
  });

  it('a call has at most four streams and Siprec sessions together', async () => {
    const streams = ['a', 'b', 'c'].map((name) => `<Stream name="${name}" ${SOCKET}/>`).join('');
    const siprec = (name: string) => `<Siprec name="${name}" connectorName="c" statusCallback="/told"/>`;
    const call = await placeCall({
      app: {
        '/voice': `<Start>${streams}${siprec('d')}${siprec('e')}</Start><Pause/>`,
        '/told': { status: 204 },
      },
    });
    expect(call.of('diagnostic').map(({ rule }) => rule)).toEqual(['too-many-streams']);
    const started = call.asked.filter(({ params }) => params['SiprecEvent'] === 'siprec-started');
    expect(started.map(({ params }) => params['SiprecName'])).toEqual(['d']);
  });
});
