import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';
import { gather, gathered, result } from './gathered.ts';

describe('Gather: attributes (Twilio docs: TwiML Voice: Gather)', () => {
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
    const call = await gathered(attributes, caller);
    expect(call.of('diagnostic').map((found) => found.code)).toEqual([code]);
    expect(await result(attributes, caller)).toMatchObject(expected);
  });

  it.each([
    ['numDigits="0"', 13314],
    ['numDigits="many"', 13314],
    ['timeout="0"', 13313],
    ['timeout="auto"', 13313],
    ['finishOnKey="12"', 13311],
    ['finishOnKey="x"', 13310],
    ['method="PUT"', 13312],
    ['input="voice"', 13326],
  ])('reports %s with %d, points at the attribute and uses the default', async (attribute, code) => {
    const call = await placeCall({ app: gather(`action="/result" ${attribute}`), caller: 'press 12#' });
    const [finding] = call.of('diagnostic');
    const [name = '', value = ''] = attribute.replaceAll('"', '').split('=');
    const column = '<Gather action="/result" '.length + name.length + 3;
    const place = { line: 3, column, url: 'http://app.test/voice' };
    expect(finding).toMatchObject({ code, level: 'warning', ...place });
    expect(finding?.excerpt).toContain(`| ${' '.repeat(column - 1)}${'^'.repeat(value.length)}`);
    expect(call.asked[1]?.params).toMatchObject({ Digits: '12' });
  });

  it('fails when actionOnEmptyResult is invalid (13338): the next verb runs', async () => {
    const call = await placeCall({
      app: gather('actionOnEmptyResult="yes" action="/result"'),
      caller: 'press 1#',
    });
    expect(call.of('diagnostic')[0]).toMatchObject({ code: 13338, level: 'error', line: 3 });
    expect(call.of('verb').map(({ name }) => name)).toEqual(['Say']);
    expect(call.paths).toEqual(['/voice']);
  });

  it('numDigits="infinity" is 13314: as many digits as come', async () => {
    const app = { '/voice': '<Gather numDigits="infinity" action="/a"/>', '/a': '<Hangup/>' };
    const call = await placeCall({ app, caller: 'press 123456789#' });
    expect(call.of('diagnostic')).toMatchObject([{ code: 13314, level: 'warning' }]);
    expect(call.asked[1]?.params).toMatchObject({ Digits: '123456789' });
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
    expect((await gathered('debug="true"')).of('diagnostic')).toEqual([]);
  });

  it('that it does not have are warnings, and no part of what is not simulated', async () => {
    const call = await gathered('numdigits="1"');
    expect(call.of('diagnostic').map(({ code }) => code)).toEqual([12200]);
    expect(call.end.notSimulated).toEqual([]);
  });
});
