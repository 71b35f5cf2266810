import { describe, expect, it } from 'vitest';
import { listenerOf } from '../../src/engine/switchboard.ts';
import { Core } from '../support/core.ts';
import { placeCall } from '../support/memory-call.ts';

const APP = {
  '/voice':
    '<Gather numDigits="1" action="/choice"><Say>Press one for sales.</Say></Gather><Say>Nothing heard.</Say><Redirect>/bye</Redirect>',
  '/choice': '<Say>Sales.</Say>',
  '/bye': '<Hangup/>',
};

const gather = (attributes: string, nested = '') => ({
  '/voice': `<Gather ${attributes}>${nested}</Gather><Say>no input</Say>`,
  '/result': '<Hangup/>',
});

describe('Gather (Twilio docs: TwiML Voice: Gather)', () => {
  it('stops the current nested verb at the first key, and never runs the verb after it', async () => {
    const call = await placeCall({ app: APP, caller: 'early press 1' });
    expect(call.heard).toEqual(['Press one for sales.…', 'Sales.']);
    expect(call.paths).toEqual(['/voice', '/choice']);
    expect(call.asked[1]).toMatchObject({
      method: 'POST',
      params: { Digits: '1', FinishedOnKey: '', msg: 'Gather End', CallStatus: 'in-progress' },
    });
  });

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

  it('requests nothing when the caller hangs up', async () => {
    const call = await placeCall({ app: APP, caller: 'wait 1s; hang up' });
    expect(call.paths).toEqual(['/voice']);
    expect(call.heard).toEqual(['Press one for sales.…']);
    expect(call.end).toMatchObject({ status: 'completed', error: null, durationSeconds: 1 });
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

  it('requests the current document when there is no action', async () => {
    const app = {
      '/voice': ({ params }: { params: Readonly<Record<string, string>> }) =>
        params['Digits'] ? '<Hangup/>' : '<Gather numDigits="1"/>',
    };
    const call = await placeCall({ app, caller: 'press 7' });
    expect(call.paths).toEqual(['/voice', '/voice']);
    expect(call.asked[1]?.params).toMatchObject({ Digits: '7' });
  });

  it('sends the result by GET when method says so, the parameters in the query', async () => {
    const call = await placeCall({
      app: gather('numDigits="1" method="GET" action="/result?a=b"'),
      caller: 'press 7',
    });
    expect(call.asked[1]).toMatchObject({
      method: 'GET',
      params: { a: 'b', Digits: '7', CallSid: call.events[0]?.call },
    });
  });

  it('requests the action without Digits on an empty result when actionOnEmptyResult is true', async () => {
    const call = await placeCall({ app: gather('actionOnEmptyResult="true" action="/result"') });
    expect(call.paths).toEqual(['/voice', '/result']);
    expect(call.asked[1]?.params).toMatchObject({ FinishedOnKey: '', msg: 'Gather End' });
    expect(call.asked[1]?.params).not.toHaveProperty('Digits');
    expect(call.heard).toEqual([]);
  });

  it('hears nested Say, Play and Pause in order, each as often as its loop says', async () => {
    const nested = '<Say loop="2">one</Say><Pause length="2"/><Play>/two.mp3</Play>';
    const call = await placeCall({ app: gather('timeout="1"', nested) });
    expect(call.heard).toEqual(['one', 'one', 'http://app.test/two.mp3', 'no input']);
    expect(call.of('verb').map(({ name }) => name)).toEqual(['Gather', 'Say', 'Pause', 'Play', 'Say']);
  });

  it('reports another nested verb with 13320 and leaves it out', async () => {
    const call = await placeCall({ app: gather('timeout="1"', '<Record/><!-- fine --><Say>hello</Say>') });
    expect(call.of('diagnostic').map(({ code, line }) => [code, line])).toEqual([[13320, 3]]);
    expect(call.heard).toEqual(['hello', 'no input']);
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

  it('falls through when its finish key is pressed before any digit, without calling action', async () => {
    const call = await placeCall({ app: gather('action="/result"'), caller: 'press #' });
    expect(call.paths).toEqual(['/voice']);
    expect(call.heard).toEqual(['no input']);
  });

  it('requests the action for the finish key alone when actionOnEmptyResult is true', async () => {
    const app = gather('actionOnEmptyResult="true" action="/result"');
    const call = await placeCall({ app, caller: 'press #' });
    expect(call.asked[1]?.params).toMatchObject({ FinishedOnKey: '#', msg: 'Gather End' });
    expect(call.asked[1]?.params).not.toHaveProperty('Digits');
  });

  it.each([
    ['http://other.test/absolute.xml?a=b', '/absolute.xml'],
    ['/gather_results.xml', '/gather_results.xml'],
    ['results.xml', '/ivr/results.xml'],
  ])('posts the digits to %s, resolved against the current document URL', async (action, path) => {
    const call = await placeCall({
      app: { '/ivr/menu': `<Gather numDigits="1" action="${action}"/>`, [path]: '<Hangup/>' },
      leg: { target: { kind: 'url', url: 'http://app.test/ivr/menu', method: 'POST' } },
      caller: 'press 1',
    });
    expect(call.asked[1]).toMatchObject({ method: 'POST', path, params: { Digits: '1' } });
    expect(call.of('exchange')[1]?.url).toBe(new URL(action, 'http://app.test/ivr/menu').href);
  });

  it('takes any number of digits when numDigits is not given', async () => {
    const digits = '1234567890'.repeat(5);
    const call = await placeCall({ app: gather('action="/result"'), caller: `press ${digits}#` });
    expect(call.asked[1]?.params).toMatchObject({ Digits: digits });
  });

  it('takes timeout="10" and counts it from the end of the prompts, a trailing Pause included', async () => {
    const app = gather('timeout="10"', '<Say>Press.</Say><Pause length="3"/>');
    const call = await placeCall({ app });
    const prompt = call.of('heard')[0]?.at ?? 0;
    expect(call.of('input')).toMatchObject([{ kind: 'timeout', at: prompt + 13_000 }]);
  });

  it('never starts the timeout while a prompt with loop="0" repeats', async () => {
    const app = gather('timeout="1" numDigits="1" action="/result"', '<Say loop="0">Press.</Say>');
    const call = await placeCall({ app, caller: 'wait 30s; early press 1' });
    expect(call.heard.length).toBeGreaterThan(20);
    expect(call.asked[1]?.params).toMatchObject({ Digits: '1' });
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

  it('ends an empty action reply with the call', async () => {
    const app = { '/voice': '<Gather numDigits="1" action="/empty"/><Say>never</Say>', '/empty': '' };
    const call = await placeCall({ app, caller: 'press 1' });
    expect(call.heard).toEqual([]);
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });

  it('ignores comments inside, and refuses Record and Dial there (13320)', async () => {
    const app = gather('timeout="1"', '<!-- first --><Record/><Dial>+15551230002</Dial><Say>one</Say>');
    const call = await placeCall({ app });
    expect(call.of('diagnostic')).toMatchObject([
      { code: 13320, level: 'warning' },
      { code: 13320, level: 'warning' },
    ]);
    expect(call.heard).toEqual(['one', 'no input']);
  });

  it('sends nothing when a live update takes the call over, in the middle of its prompt', async () => {
    const app = {
      ...gather('action="/result"', '<Say>A long prompt that goes on</Say>'),
      '/new': '<Say>new</Say>',
    };
    const call = await placeCall({ app, caller: 'wait 1s; update /new' });
    expect(call.paths).toEqual(['/voice', '/new']);
    expect(call.heard).toEqual(['A long prompt that goes on…', 'new']);
  });

  it('drops the keys that are left when it has ended, and the script says so', async () => {
    const call = await placeCall({ app: APP, caller: 'press 123' });
    expect(call.asked[1]?.params).toMatchObject({ Digits: '1' });
    expect(call.of('diagnostic').map(({ rule, message }) => [rule, message])).toEqual([
      ['script-dropped', 'the keys 23 of "press 123" came too late: the verb had ended'],
    ]);
  });
});
