import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';
import { APP, gather } from './gathered.ts';

describe('Gather: the request for its action (Twilio docs: TwiML Voice: Gather)', () => {
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

  it('requests nothing when the caller hangs up', async () => {
    const call = await placeCall({ app: APP, caller: 'wait 1s; hang up' });
    expect(call.paths).toEqual(['/voice']);
    expect(call.heard).toEqual(['Press one for sales.…']);
    expect(call.end).toMatchObject({ status: 'completed', error: null, durationSeconds: 1 });
  });

  it('requests the action without Digits on an empty result when actionOnEmptyResult is true', async () => {
    const call = await placeCall({ app: gather('actionOnEmptyResult="true" action="/result"') });
    expect(call.paths).toEqual(['/voice', '/result']);
    expect(call.asked[1]?.params).toMatchObject({ FinishedOnKey: '', msg: 'Gather End' });
    expect(call.asked[1]?.params).not.toHaveProperty('Digits');
    expect(call.heard).toEqual([]);
  });

  it('requests the action for the finish key alone when actionOnEmptyResult is true', async () => {
    const app = gather('actionOnEmptyResult="true" action="/result"');
    const call = await placeCall({ app, caller: 'press #' });
    expect(call.asked[1]?.params).toMatchObject({ FinishedOnKey: '#', msg: 'Gather End' });
    expect(call.asked[1]?.params).not.toHaveProperty('Digits');
  });

  it('ends an empty action reply with the call', async () => {
    const app = { '/voice': '<Gather numDigits="1" action="/empty"/><Say>never</Say>', '/empty': '' };
    const call = await placeCall({ app, caller: 'press 1' });
    expect(call.heard).toEqual([]);
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });
});
