import { describe, expect, it } from 'vitest';
import { SUGGESTED } from '../../src/engine/placed/leg-setup.ts';
import { type CallLog, type CallPlan, placeCall } from '../support/memory-call.ts';

/** What legs told of being together, each event without its time, and the legs by their names. */
function together(call: CallLog) {
  const { names } = call.session.journal;
  return call.events.flatMap((event) => {
    const leg = event.call === null ? '' : names.of(event.call);
    switch (event.type) {
      case 'connected':
        return [`${leg} + ${names.of(event.with)}: ${event.reason}`];
      case 'disconnected':
        return [`${leg} - ${names.of(event.with)} after ${event.seconds}: ${event.reason}`];
      case 'conference':
        return [`${leg} ${event.what} ${event.name} ${event.participants}`];
      case 'queue':
        return [`${leg} ${event.what} ${event.name} ${event.position ?? event.result}`];
      default:
        return [];
    }
  });
}

/** Why each leg ended, in the order in which they did. */
function reasons(call: CallLog) {
  const { names } = call.session.journal;
  return call.of('call').flatMap((event) => {
    const leg = event.call === null ? '' : names.of(event.call);
    return event.reason === null ? [] : [`${leg} ${event.status}: ${event.reason}`];
  });
}

const run = (verbs: string, plan: Partial<CallPlan> = {}) =>
  placeCall({ ...plan, app: { '/voice': verbs, ...plan.app } });

const DIAL = '<Dial>+15551230002</Dial>';
const SCREENED = '<Dial><Number url="/ask">+15551230002</Number></Dial>';

describe('two legs that a Dial connects', () => {
  it('are told of once, on the leg that was there first', async () => {
    const call = await run(DIAL, { callee: 'answer talk 10s' });
    expect(together(call)).toEqual([
      'caller + callee 1: the callee answered',
      'caller - callee 1 after 10: the callee hung up',
    ]);
    expect(call.of('connected')[0]).toMatchObject({ call: call.of('call')[0]?.call });
  });

  it('are connected when the screening document has run out, also without a key', async () => {
    const ask = '<Gather numDigits="1"><Say>Press a key to accept.</Say></Gather>';
    const call = await run(SCREENED, { app: { '/ask': ask }, callee: 'answer talk 3s' });
    expect(together(call)[0]).toBe('caller + callee 1: its screening document ran out');
  });

  it('are never connected where the screening document hangs up', async () => {
    const call = await run(SCREENED, { app: { '/ask': '<Hangup/>' }, callee: 'answer' });
    expect(together(call)).toEqual([]);
    expect(reasons(call)[0]).toBe('callee 1 completed: Hangup in its screening document ended it');
  });

  it.each([
    ['<Dial timeLimit="3">+15551230002</Dial>', '', 'the time limit of the Dial was reached'],
    ['<Dial hangupOnStar="true">+15551230002</Dial>', 'wait 1s; press *', 'the caller pressed *'],
    [DIAL, 'wait 5s; hang up', 'the caller hung up'],
    [DIAL, 'wait 5s; update hang up', 'a live update ended it'],
    [DIAL, 'wait 5s; update /elsewhere', 'a live update took the caller elsewhere'],
  ])('%s with "%s" are parted: %s', async (verbs, caller, reason) => {
    const call = await run(verbs, {
      ...(caller !== '' && { caller }),
      app: { '/elsewhere': '<Pause/>' },
      callee: 'answer talk 60s',
    });
    const parted = call.of('disconnected');
    expect(parted.map((event) => event.reason)).toEqual([reason]);
    expect(reasons(call)[0]).toBe(`callee 1 completed: ${reason}`);
  });

  it('leave the phones that still ring, or that nobody takes, with a reason each', async () => {
    const both = '<Dial timeout="10"><Number>+15550001111</Number><Number>+15550002222</Number></Dial>';
    expect(reasons(await run(both, { callee: 'busy; answer talk 1s' })).slice(0, 2)).toEqual([
      'callee 1 busy: the line was busy',
      'callee 2 completed: the callee hung up',
    ]);
    expect(reasons(await run(both, { callee: 'ring 9s answer; answer talk 1s' }))[0]).toBe(
      'callee 1 canceled: somebody else was connected first',
    );
    expect(reasons(await run(DIAL, { callee: 'failed' }))[0]).toBe(
      'callee 1 failed: the number could not be reached',
    );
    expect(reasons(await run(both, { callee: 'no-answer' }))[0]).toBe(
      'callee 1 no-answer: nobody answered before the timeout of the Dial',
    );
  });
});

describe('a queue', () => {
  const agent = { afterMs: 5_000, path: '/agent', caller: 'wait 8s; hang up' };
  const APP = {
    '/wait': '<Pause length="30"/>',
    '/agent': '<Dial><Queue>support</Queue></Dial>',
    '/prepared': '<Dial><Queue url="/hint">support</Queue></Dial>',
    '/hint': '<Pause length="2"/>',
    '/after': '<Hangup/>',
  };
  const ENQUEUE = '<Enqueue waitUrl="/wait" action="/after">support</Enqueue>';

  it('tells of the place in line, of QueueResult on leaving, and of whom the call is connected to', async () => {
    const call = await run(ENQUEUE, { app: APP, joins: [agent], caller: 'wait 60s' });
    expect(together(call)).toEqual([
      'caller enter support 1',
      'caller leave support bridged',
      'caller + caller 2: a Dial took it from the queue',
      'caller - caller 2 after 8: the caller who dialled the queue hung up',
    ]);
  });

  it('connects a call that hears a document first when that has run out', async () => {
    const joins = [{ afterMs: 5_000, path: '/prepared', caller: 'wait 30s; hang up' }];
    const call = await run(ENQUEUE, { app: APP, joins, caller: 'wait 20s; hang up' });
    expect(together(call).slice(2)).toEqual([
      'caller + caller 2: the document that it was to hear first ran out',
      'caller - caller 2 after 13: the caller who waited in the queue hung up',
    ]);
  });

  it.each([
    ['<Leave/>', '', 'leave'],
    ['<Pause length="30"/>', 'wait 5s; hang up', 'hangup'],
    ['<Dial>1</Dial>', '', 'error'],
  ])('with the wait document %s and "%s" is left with QueueResult=%s', async (wait, caller, result) => {
    const call = await run(ENQUEUE, { app: { ...APP, '/wait': wait }, ...(caller !== '' && { caller }) });
    expect(call.of('queue').at(-1)).toMatchObject({ what: 'leave', result, position: null });
    const asked = call.asked.find(({ path }) => path === '/after');
    expect(asked?.params['QueueResult']).toBe(result);
    expect(asked?.params['QueueSid']).toBe(call.of('queue').at(-1)?.sid);
  });

  it('that is full is not entered', async () => {
    const full = '<Enqueue maxQueueSize="0" action="/after">support</Enqueue>';
    expect(together(await run(full, { app: APP }))).toEqual(['caller leave support queue-full']);
  });

  it('throws a call out whose wait document fails; without an action that is why it ends', async () => {
    const call = await run('<Enqueue waitUrl="/gone">support</Enqueue>');
    expect(reasons(call)).toEqual([
      'caller completed: thrown out of the queue: the wait document failed (11200)',
    ]);
    expect(call.end.reason).toBe('thrown out of the queue: the wait document failed (11200)');
  });
});

describe('a conference', () => {
  const room = (attributes = '') => `<Dial><Conference waitUrl=""${attributes}>Room 1</Conference></Dial>`;

  it('tells who joins and leaves, when it starts and ends, and how many are in it after that', async () => {
    const call = await run(room(), {
      caller: 'wait 60s; hang up',
      app: { '/second': room(' endConferenceOnExit="true"') },
      joins: [{ afterMs: 5_000, path: '/second', caller: 'wait 8s; hang up' }],
    });
    expect(together(call)).toEqual([
      'caller join Room 1 1',
      'caller 2 join Room 1 2',
      'caller 2 start Room 1 2',
      'caller 2 leave Room 1 1',
      'caller leave Room 1 0',
      'caller 2 end Room 1 0',
    ]);
    expect(new Set(call.of('conference').map(({ sid }) => sid)).size).toBe(1);
  });

  it('whose wait document fails keeps its participant out', async () => {
    const call = await run('<Dial><Conference waitUrl="/gone">Room 1</Conference></Dial>');
    expect(call.end.reason).toBe('kept out of the conference: the wait document failed (11200)');
  });
});

describe('why a call ended', () => {
  it.each([
    ['<Say>Hello.</Say>', '', 'completed: the document ran out'],
    ['<Hangup/>', '', 'completed: Hangup ended it'],
    ['<Reject reason="busy"/>', '', 'busy: Reject answered busy'],
    ['<Reject/>', '', 'no-answer: Reject did not answer'],
    ['<Say>Hello.</Say><Reject/>', '', 'completed: Reject hung it up'],
    ['<Say>Hello.</Say><Pause length="60"/>', 'wait 9s; hang up', 'completed: the caller hung up'],
    ['<Say>Hello.</Say><Pause length="60"/>', 'wait 9s; update hang up', 'completed: a live update ended it'],
    ['<Redirect>/gone</Redirect>', '', 'completed: the redirect document failed (11200)'],
    [
      '<Dial answerOnBridge="true">+15551230002</Dial>',
      '',
      'no-answer: the document ran out before anybody answered',
    ],
    ['<Echo/>', '', 'completed: the run was ended because nothing is left that could end the call'],
  ])('%s with "%s": %s', async (verbs, caller, told) => {
    const call = await run(verbs, { ...(caller !== '' && { caller }), callee: 'busy' });
    expect(reasons(call).at(-1)).toBe(`caller ${told}`);
    expect(call.end.reason).toBe(told.slice(told.indexOf(': ') + 2));
  });

  it('is the fallback document, where that could not be had either', async () => {
    const fallback = { url: 'http://app.test/fallback', method: 'POST' } as const;
    const call = await run('<Redirect>/gone</Redirect>', { leg: { fallback } });
    expect(call.end.reason).toBe('the fallback document failed (11200)');
  });

  it('is the verb that failed by itself', async () => {
    const choices = { ...SUGGESTED, playFailure: 'end' } as const;
    const call = await run('<Play>/gone</Play>', { leg: { choices } });
    expect(call.end.reason).toBe('Play failed (11200)');
  });

  it('is the loop that it was taken for', async () => {
    const call = await run('<Redirect>/voice</Redirect>', { maxSteps: 20 });
    expect(call.end.reason).toBe('20 verbs have run, which is taken for a loop');
  });

  it.each([
    ['busy', 'busy: the line was busy'],
    ['no-answer', 'no-answer: nobody answered'],
    ['fail', 'failed: the number could not be reached'],
    ['cancel', 'canceled: it was canceled while it was queued'],
  ] as const)('that the REST API places, with the outcome %s: %s', async (outcome, told) => {
    const call = await run('<Hangup/>', { leg: { direction: 'outbound-api', outcome } });
    expect(reasons(call)).toEqual([`caller ${told}`]);
  });

  it('is told of each status that ends a leg, and of no other', async () => {
    const call = await run(DIAL, { callee: 'answer talk 1s' });
    const over = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];
    for (const { status, reason } of call.of('call')) expect(reason !== null).toBe(over.includes(status));
  });
});
