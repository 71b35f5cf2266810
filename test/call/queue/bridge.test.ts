import { describe, expect, it } from 'vitest';
import { type CallPlan, placeCall } from '../../support/memory-call.ts';

describe('whoever hangs up, who is still there is asked for (Twilio docs: TwiML Voice: Queue)', () => {
  const app = {
    '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>',
    '/agent': '<Dial action="/agent-done"><Queue url="/connecting">support</Queue></Dial>',
    '/wait': '<Play>/music.mp3</Play>',
    '/connecting': '<Say>You will be connected.</Say>',
    '/left': '<Say>Thank you.</Say>',
    '/agent-done': '<Say>Done.</Say>',
  };
  const place = (caller: string, agent: string) =>
    placeCall({ app, caller, joins: [{ afterMs: 37_000, path: '/agent', caller: agent }] });

  it.each([
    ['agent', '', 'wait 20s; hang up', ['/left']],
    ['caller', 'wait 57s; hang up', '', ['/agent-done']],
  ])('the %s hangs up: whoever is still there is asked for', async (_who, caller, agent, last) => {
    const call = await place(caller, agent);
    const paths = call.paths.filter((path) => !/wait|mp3/.test(path));
    expect(paths).toEqual(['/voice', '/agent', '/connecting', ...last]);
    const sid = (path: string) => call.asked.find((one) => one.path === path)?.params['CallSid'];
    expect(sid('/wait')).toBe(sid('/voice'));
    // It plays on the leg of the caller, not of the agent.
    expect(sid('/connecting')).toBe(sid('/voice'));
    const spoken = call.of('heard').find(({ text }) => text === 'You will be connected.');
    expect(spoken?.call).toBe(sid('/voice'));
    const params = (path: string) => call.asked.find((one) => one.path === path)?.params;
    if (last[0] === '/left')
      expect(params('/left')).toMatchObject({
        CallSid: sid('/voice'),
        QueueResult: 'bridged',
        QueueTime: '37',
      });
    else expect(params('/agent-done')).toMatchObject({ CallSid: sid('/agent'), DialCallStatus: 'completed' });
  });
});

describe('redirected while bridged (Twilio docs: TwiML Voice: Enqueue, "QueueResult")', () => {
  const place = (plan: Partial<CallPlan>, agent = '') =>
    placeCall({
      app: {
        '/voice': '<Enqueue waitUrl="" action="/left">support</Enqueue>',
        '/agent': '<Dial action="/done"><Queue>support</Queue></Dial>',
        '/left': '<Say>left</Say>',
        '/done': '<Say>done</Say>',
        '/new': '<Say>new</Say>',
      },
      joins: [{ afterMs: 10_000, path: '/agent', caller: agent }],
      ...plan,
    });

  it('the queued call: QueueResult=redirected-from-bridged; the Dial hears no DialCallDuration', async () => {
    const call = await place({ caller: 'wait 15s; update /new' });
    const [left] = call.sentTo('/left');
    expect(left).toMatchObject({ QueueResult: 'redirected-from-bridged', QueueTime: '10' });
    const [done] = call.sentTo('/done');
    expect(done).toMatchObject({
      DialCallStatus: 'completed',
      DialBridged: 'true',
      DequeueResult: 'bridged',
    });
    expect(done).not.toHaveProperty('DialCallDuration');
    // What the action of the interrupted verb answers is dropped; the agent's is run.
    expect(call.heard.toSorted()).toEqual(['done', 'new']);
  });

  it('the agent: the queued call hears QueueResult=bridged, and goes on', async () => {
    const call = await place({}, 'wait 5s; update /new');
    expect(call.sentTo('/left')).toMatchObject([{ QueueResult: 'bridged', QueueTime: '10' }]);
    expect(call.sentTo('/done')).toMatchObject([{ DialCallStatus: 'completed', DialCallDuration: '5' }]);
    expect(call.heard.toSorted()).toEqual(['left', 'new']);
  });
});
