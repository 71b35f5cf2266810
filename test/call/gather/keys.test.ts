import { describe, expect, it } from 'vitest';
import { listenerOf } from '../../../src/engine/switchboard.ts';
import { Core } from '../../support/core.ts';
import { ok, placeCall, response } from '../../support/memory-call.ts';
import { APP, gather, gathered, result } from './gathered.ts';

describe('Gather: keys (Twilio docs: TwiML Voice: Gather)', () => {
  it('makes no request and falls through when nothing is pressed for 5 s after the prompt', async () => {
    const call = await placeCall({ app: APP });
    expect(call.paths).toEqual(['/voice', '/bye']);
    expect(call.asked[1]?.params).not.toHaveProperty('Digits');
    const prompt = call.of('heard')[0];
    const timeout = call.of('input').find(({ kind }) => kind === 'timeout');
    expect((timeout?.at ?? 0) - (prompt?.at ?? 0)).toBe(5000);
  });

  it('treats the finish key alone as silence, without waiting', async () => {
    const call = await placeCall({ app: APP, caller: 'press #' });
    expect(call.heard).toEqual(['Press one for sales.', 'Nothing heard.']);
    expect(call.of('input').map(({ kind }) => kind)).toEqual(['digits']);
  });

  it.each([
    ['numDigits="4"', 'press 1234', '1234', ''],
    ['', 'press 123#', '123', '#'],
    ['finishOnKey="*"', 'press 98#*', '98#', '*'],
    ['finishOnKey="" numDigits="3"', 'press 12#', '12#', ''],
    ['', 'press 12', '12', ''],
  ])('with %s and "%s" sends Digits=%s', async (attributes, caller, digits, finishedOn) => {
    const call = await placeCall({ app: gather(`${attributes} action="/result"`), caller });
    expect(call.asked[1]?.params).toMatchObject({ Digits: digits, FinishedOnKey: finishedOn });
  });

  it('restarts the timeout with every key', async () => {
    const call = await placeCall({
      app: gather('timeout="3" action="/result"'),
      caller: 'press 1; wait 2s; press 2',
    });
    expect(call.asked[1]?.params).toMatchObject({ Digits: '12' });
    expect(call.of('exchange')[1]?.at).toBe(5000);
  });

  it('falls through when its finish key is pressed before any digit, without calling action', async () => {
    const call = await placeCall({ app: gather('action="/result"'), caller: 'press #' });
    expect(call.paths).toEqual(['/voice']);
    expect(call.heard).toEqual(['no input']);
  });

  it('takes any number of digits when numDigits is not given', async () => {
    const digits = '1234567890'.repeat(5);
    const call = await placeCall({ app: gather('action="/result"'), caller: `press ${digits}#` });
    expect(call.asked[1]?.params).toMatchObject({ Digits: digits });
  });

  it('submits a burst and single keys alike, without the finish key', async () => {
    for (const caller of ['press 123#', 'press 1; press 2; press 3; press #', 'press 1; press 23; press #']) {
      const call = await placeCall({ app: gather('action="/result"'), caller });
      expect(call.asked[1]?.params).toMatchObject({ Digits: '123', FinishedOnKey: '#' });
    }
  });

  it('requests the action once at the timeout when three keys are followed by silence', async () => {
    const call = await placeCall({ app: gather('numDigits="5" action="/result"'), caller: 'press 123' });
    expect(call.paths).toEqual(['/voice', '/result']);
    expect(call.asked[1]?.params).toMatchObject({ Digits: '123', FinishedOnKey: '' });
    expect(call.of('exchange')[1]?.at).toBe(5200);
  });

  it('does not wait for its finish key when numDigits keys were pressed', async () => {
    const call = await placeCall({ app: gather('numDigits="2" action="/result"'), caller: 'press 12' });
    expect(call.of('exchange')[1]?.at).toBe(100);
  });

  it('drops keys that were pressed before it starts', async () => {
    const core = new Core('<Say>Hello</Say><Gather numDigits="2"/>');
    core.advance();
    core.enter({ type: 'key', leg: core.sid, value: '1' });
    core.enter({ type: 'played', work: core.work('play').id });
    core.advance();
    core.enter({ type: 'key', leg: core.sid, value: '2' });
    expect(core.of('diagnostic')).toMatchObject([{ rule: 'nothing-listens' }]);
    expect(listenerOf(core.leg)?.listening).toMatchObject({ for: 'digits', digits: '2' });
  });

  it('drops the keys that are left when it has ended, and the script says so', async () => {
    const call = await placeCall({ app: APP, caller: 'press 123' });
    expect(call.asked[1]?.params).toMatchObject({ Digits: '1' });
    expect(call.of('diagnostic').map(({ rule, message }) => [rule, message])).toEqual([
      ['script-dropped', 'the keys 23 of "press 123" came too late: the verb had ended'],
    ]);
  });

  it('Digits may contain A-D', async () => {
    expect(await result('', 'press 0AD#')).toMatchObject({ Digits: '0AD' });
  });

  it('finishOnKey="": # and * are ordinary digits; input ends by timeout', async () => {
    expect(await result('finishOnKey=""', 'press 1#*')).toMatchObject({
      Digits: '1#*',
      FinishedOnKey: '',
      at: 5_200,
    });
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
    const call = await gathered(attributes, caller);
    const lost = call.of('diagnostic').find(({ rule }) => rule === 'nothing-listens');
    expect(lost).toMatchObject({ level: 'info', message: expect.stringContaining(said) });
    expect(call.asked.some(({ params }) => 'Digits' in params)).toBe(false);
  });

  it('a # typed right after numDigits keys belongs to whatever runs next', () => {
    const core = new Core('<Gather numDigits="2" action="/next"/>');
    core.advance();
    core.enter({ type: 'key', leg: core.sid, value: '1' });
    core.enter({ type: 'key', leg: core.sid, value: '2' });
    core.answer(ok(response('<Gather timeout="9"/><Record/>')));
    core.advance();
    core.enter({ type: 'key', leg: core.sid, value: '#' });
    core.advance();
    expect(core.of('verb').map(({ name }) => name)).toEqual(['Gather', 'Gather', 'Record']);
  });
});

describe('the finish key of Gather (Twilio docs: TwiML Voice: Gather, "finishOnKey")', () => {
  it.each([
    ['98765#', '#', ''],
    ['98765*', '*', ' finishOnKey="*"'],
    ['98765', '', ''],
  ])('%s: Digits=98765, FinishedOnKey=%s', async (keys, finished, attribute) => {
    const app = { '/voice': `<Gather action="/a"${attribute}/>`, '/a': '<Hangup/>' };
    const call = await placeCall({ app, caller: `press ${keys}` });
    expect(call.asked[1]?.params).toMatchObject({ Digits: '98765', FinishedOnKey: finished });
  });
});
