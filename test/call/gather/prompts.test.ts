import { describe, expect, it } from 'vitest';
import { Core } from '../../support/core.ts';
import { placeCall } from '../../support/memory-call.ts';
import { APP, gather, gathered, result } from './gathered.ts';

describe('Gather: nested Say, Play and Pause (Twilio docs: TwiML Voice: Gather)', () => {
  it('stops the current nested verb at the first key, and never runs the verb after it', async () => {
    const call = await placeCall({ app: APP, caller: 'early press 1' });
    expect(call.heard).toEqual(['Press one for sales.…', 'Sales.']);
    expect(call.paths).toEqual(['/voice', '/choice']);
    expect(call.asked[1]).toMatchObject({
      method: 'POST',
      params: { Digits: '1', FinishedOnKey: '', msg: 'Gather End', CallStatus: 'in-progress' },
    });
  });

  it('hears nested Say, Play and Pause in order, each as often as its loop says', async () => {
    const nested = '<Say loop="2">one</Say><Pause length="2"/><Play>/two.mp3</Play>';
    const call = await placeCall({ app: gather('timeout="1"', nested) });
    expect(call.heard).toEqual(['one', 'one', 'http://app.test/two.mp3', 'no input']);
    expect(call.of('verb').map(({ name }) => name)).toEqual(['Gather', 'Say', 'Pause', 'Play', 'Say']);
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

  it('reports another nested verb with 13320 and leaves it out', async () => {
    const call = await placeCall({ app: gather('timeout="1"', '<Record/><!-- fine --><Say>hello</Say>') });
    expect(call.of('diagnostic').map(({ code, line }) => [code, line])).toEqual([[13320, 3]]);
    expect(call.heard).toEqual(['hello', 'no input']);
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

  it('nested Play loop=3 is heard 3 times; nested Say loops likewise, mixed in order', async () => {
    const nested = '<Play loop="3">/a.mp3</Play><Say loop="2">b</Say><Play>/c.mp3</Play>';
    const app = { '/voice': `<Gather timeout="1">${nested}</Gather>` };
    const a = 'http://app.test/a.mp3';
    expect((await placeCall({ app })).heard).toEqual([a, a, a, 'b', 'b', 'http://app.test/c.mp3']);
  });

  it('the first key stops a nested Pause too, and discards what follows it', async () => {
    const nested = '<Pause length="10"/><Say>never</Say>';
    const call = await gathered('numDigits="1"', 'wait 3s; early press 1', { nested });
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
});
