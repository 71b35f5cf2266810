import { describe, expect, it } from 'vitest';
import { Core } from '../support/core.ts';
import { type CallPlan, placeCall } from '../support/memory-call.ts';

const gather = (attributes: string, caller = '', plan: Partial<CallPlan> & { nested?: string } = {}) =>
  placeCall({
    ...plan,
    app: {
      '/voice': `<Gather action="/result" ${attributes}>${plan.nested ?? ''}</Gather><Say>none</Say>`,
      '/result': '<Hangup/>',
      ...plan.app,
    },
    caller,
  });

const result = async (...wanted: Parameters<typeof gather>) => {
  const call = await gather(...wanted);
  const [, action] = call.of('exchange');
  const { Digits, SpeechResult, FinishedOnKey } = action?.params ?? {};
  return { at: action?.at, Digits, SpeechResult, FinishedOnKey };
};

describe('attributes of Gather (voice.md 4)', () => {
  it.each([
    ['finishOnKey="x"', 13310, 'press 1#', { Digits: '1', FinishedOnKey: '#' }],
    ['finishOnKey="*#"', 13311, 'press 1*2#', { Digits: '1*2', FinishedOnKey: '#' }],
    ['timeout="0"', 13313, 'press 1', { Digits: '1', at: 5_000 }],
    ['timeout="auto"', 13313, 'press 1', { Digits: '1', at: 5_000 }],
    ['numDigits="0"', 13314, 'press 12', { Digits: '12', at: 5_100 }],
    ['input="voice"', 13326, 'press 1#', { Digits: '1' }],
    ['input="speech" speechTimeout="0" timeout="2"', 13327, 'say "hi"', { SpeechResult: 'hi', at: 2_400 }],
    ['input="speech" maxSpeechTime="0"', 13328, 'say "hi"', { SpeechResult: 'hi' }],
    ['input="speech" language="en"', 13512, 'say "hi"', { SpeechResult: 'hi' }],
  ] as const)('%s is %i, and the default is used', async (attributes, code, caller, expected) => {
    const call = await gather(attributes, caller);
    expect(call.of('diagnostic').map((found) => found.code)).toEqual([code]);
    expect(await result(attributes, caller)).toMatchObject(expected);
  });

  it.each(['dtmf speech', 'speech dtmf'])('input="%s": either order', async (input) => {
    expect(await result(`input="${input}" numDigits="1"`, 'press 1')).toMatchObject({ Digits: '1' });
    expect(await result(`input="${input}"`, 'say "hi"')).toMatchObject({ SpeechResult: 'hi' });
  });

  it('speechTimeout is the value of timeout when it is not given, and may be longer', async () => {
    expect(await result('input="speech" timeout="3"', 'say "hi"')).toMatchObject({ at: 3_400 });
    expect(await result('input="speech" timeout="3" speechTimeout="7"', 'say "hi"')).toMatchObject({
      at: 7_400,
    });
  });

  it('debug is known, though nobody knows what it does', async () => {
    expect((await gather('debug="true"')).of('diagnostic')).toEqual([]);
  });

  it('that it does not have are warnings, and no part of what is not simulated', async () => {
    const call = await gather('numdigits="1"');
    expect(call.of('diagnostic').map(({ code }) => code)).toEqual([12200]);
    expect(call.end.notSimulated).toEqual([]);
  });
});

describe('how the input of a Gather ends (voice.md 4.1)', () => {
  it('finishOnKey="": # and * are ordinary digits; input ends by timeout', async () => {
    expect(await result('finishOnKey=""', 'press 1#*')).toMatchObject({
      Digits: '1#*',
      FinishedOnKey: '',
      at: 5_200,
    });
  });

  it('Digits may contain A-D', async () => {
    expect(await result('', 'press 0AD#')).toMatchObject({ Digits: '0AD' });
  });

  it('recognition ends at the latest after 60 s of speech', async () => {
    const call = await gather('input="speech"', `say "${'word '.repeat(400)}"`);
    expect(call.of('exchange')[1]).toMatchObject({ at: 60_000 });
    expect(call.asked[1]?.params['SpeechResult']?.length).toBeLessThan(1_000);
  });

  it('timeout governs the DTMF side, speechTimeout the speech side', async () => {
    const both = 'input="dtmf speech" timeout="3" speechTimeout="1"';
    expect(await result(both, 'press 1')).toMatchObject({ Digits: '1', at: 3_000 });
    expect(await result(both, 'say "hi"')).toMatchObject({ SpeechResult: 'hi', at: 1_400 });
    const call = await gather(both);
    expect(call.of('verb').at(-1)).toMatchObject({ name: 'Say', at: 3_000 });
  });

  it('the first key stops a nested Pause too, and discards what follows it', async () => {
    const nested = '<Pause length="10"/><Say>never</Say>';
    const call = await gather('numDigits="1"', 'wait 3s; early press 1', { nested });
    expect(call.of('exchange')[1]).toMatchObject({ at: 3_000 });
    expect(call.heard).toEqual([]);
  });

  it('the first key starts the timer: after a prompt that it cut off it is not waited for', async () => {
    const nested = '<Say>one two three four five six seven eight nine ten eleven twelve</Say>';
    expect(await result('timeout="2"', 'early press 1', { nested })).toMatchObject({
      Digits: '1',
      at: 2_000,
    });
  });

  it('a key while the first word is being said: DTMF came first, the speech is ignored', () => {
    const core = new Core('<Gather input="dtmf speech"/>');
    core.advance();
    core.enter({ type: 'speech', leg: core.sid, value: 'representative please', confidence: 0.9 });
    core.enter({ type: 'key', leg: core.sid, value: '1' });
    // Nothing but the inter-digit timer is left.
    expect(core.pending).toEqual(['timer']);
    core.enter({ type: 'due', work: core.work('timer').id }, 5_000);
    const hop = core.work('hop');
    expect(hop.kind === 'hop' && hop.exchange.request.own[0]).toEqual(['Digits', '1']);
  });

  it('the first key discards a nested verb too that was just about to start', () => {
    const core = new Core('<Gather><Say>one</Say><Say>two</Say></Gather>');
    core.advance();
    core.advance();
    core.enter({ type: 'played', work: core.work('play').id }, 1_000);
    core.enter({ type: 'key', leg: core.sid, value: '1' });
    core.advance();
    expect(core.of('verb').map(({ name }) => name)).toEqual(['Gather', 'Say']);
    expect(core.pending).toEqual(['timer']);
  });

  it('of speech that is cut off before the first word is over nothing is recognised: an empty result', async () => {
    const caller = `say "${'internationalisation'.repeat(3)}"`;
    const call = await gather('input="speech" maxSpeechTime="1"', caller);
    expect([call.paths, call.heard]).toEqual([['/voice'], ['none']]);
  });

  it('a word that is being said when the prompts end is waited for, however short timeout is', async () => {
    const caller = `early say "${'internationalisation'.repeat(3)} please"`;
    const call = await gather('input="dtmf speech" timeout="1"', caller, { nested: '<Say>Go.</Say>' });
    expect(call.asked[1]?.params['SpeechResult']).toMatch(/ please$/);
  });

  it.each([
    ['speech only', 'input="speech"', 'press 1', 'takes speech only'],
    [
      'speech came first',
      'input="dtmf speech"',
      'say "hello there"; wait 1s; press 1',
      'speech that came first',
    ],
  ])('a key is lost, and that is said: %s', async (_, attributes, caller, said) => {
    const call = await gather(attributes, caller);
    const lost = call.of('diagnostic').find(({ rule }) => rule === 'nothing-listens');
    expect(lost).toMatchObject({ level: 'info', message: expect.stringContaining(said) });
    expect(call.asked.some(({ params }) => 'Digits' in params)).toBe(false);
  });
});
