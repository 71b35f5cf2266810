import { describe, expect, it } from 'vitest';
import { allWork, NOTHING_PENDING } from '../../src/engine/pending.ts';
import { ok, placeCall, response } from '../support/memory-call.ts';

describe('documents after documents', () => {
  it('a Dial in the answer of a Dial’s action is a dial of its own, with a leg of its own', async () => {
    const app = {
      '/voice': '<Dial action="/second">+15550000001</Dial>',
      '/second': '<Dial action="/third">+15550000002</Dial>',
      '/third': '<Dial><Conference beep="false">room</Conference></Dial>',
    };
    const call = await placeCall({ app, callee: 'busy; answer talk 4s', caller: 'wait 20s; hang up' });
    const [, second, third] = call.asked.map(({ params }) => params);
    expect(second).toMatchObject({ DialCallStatus: 'busy', DialBridged: 'false' });
    expect(third).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '4', DialBridged: 'true' });
    expect(third?.['DialCallSid']).not.toBe(second?.['DialCallSid']);
    const dialled = call.of('call').filter(({ direction }) => direction === 'outbound-dial');
    expect(new Set(dialled.map(({ parent }) => parent)).size).toBe(1);
    expect(call.end).toMatchObject({ status: 'completed', durationSeconds: 20 });
  });

  it('a call goes through queue, agent, conference and voicemail, and nothing is left of any of them', async () => {
    const app = {
      '/voice': '<Enqueue action="/left" waitUrl="/wait">support</Enqueue>',
      '/wait': '<Say>hold</Say><Leave/>',
      '/left': '<Dial hangupOnStar="true" action="/met"><Conference waitUrl="">room</Conference></Dial>',
      '/met': '<Record action="/saved"/>',
      '/saved': '<Say>bye</Say>',
    };
    const call = await placeCall({ app, caller: 'press *; wait 6s; press #' });
    expect(call.paths).toEqual(['/voice', '/wait', '/left', '/met', '/saved']);
    const { board } = call.session;
    expect(board?.shared).toMatchObject({ queues: [{ entries: [], waiting: [] }] });
    expect(allWork(board?.pending ?? NOTHING_PENDING)).toEqual([]);
  });
});

describe('two callers', () => {
  it('run the same document at the same time, each with its own keys, result and cookies', async () => {
    const app = {
      '/voice': ok(response('<Gather numDigits="2" action="/done"/>'), [
        ['Content-Type', 'text/xml'],
        ['Set-Cookie', 'a=1'],
      ]),
      '/done': '<Pause length="3"/>',
    };
    const joins = [{ afterMs: 100, path: '/voice', caller: 'press 34' }];
    const call = await placeCall({ app, caller: 'press 12', joins });
    const done = call.asked.filter(({ path }) => path === '/done').map(({ params }) => params);
    expect(done.map((params) => [params['From'], params['Digits']])).toEqual([
      ['+15551230001', '12'],
      ['+15550000001', '34'],
    ]);
    expect(done[0]?.['CallSid']).not.toBe(done[1]?.['CallSid']);
  });

  it('of whom one hangs up do not disturb each other', async () => {
    const app = { '/voice': '<Pause length="30"/>', '/other': '<Say>hi</Say><Redirect>/voice</Redirect>' };
    const joins = [{ afterMs: 1_000, path: '/other', caller: 'wait 3s; hang up' }];
    const call = await placeCall({ app, joins });
    expect(call.end).toMatchObject({ at: 30_000, status: 'completed' });
  });
});
