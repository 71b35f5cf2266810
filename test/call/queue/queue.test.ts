import { describe, expect, it } from 'vitest';
import { type CallLog, type CallPlan, placeCall } from '../../support/memory-call.ts';
import { MUSIC } from './queueing.ts';

const ENQUEUE = '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>';

const DIAL = '<Dial action="/agent-done"><Queue>support</Queue></Dial>';

/** A caller in a queue, and an agent who dials it after some seconds. */
function queueCall({
  app = {},
  agentAfterS = 30,
  ...plan
}: Partial<CallPlan> & { agentAfterS?: number; agent?: string } = {}): Promise<CallLog> {
  const { agent = '', ...rest } = plan;
  return placeCall({
    joins: [{ afterMs: agentAfterS * 1000, path: '/agent', caller: agent }],
    ...rest,
    app: {
      '/voice': ENQUEUE,
      '/wait': '<Say>Please hold.</Say><Pause length="9"/>',
      '/left': '<Say>Thank you.</Say>',
      '/agent': DIAL,
      '/agent-done': '<Say>Well done.</Say>',
      ...app,
    },
  });
}

/** The queue is there, and nobody in it; the caller stays on the line. */
const LEFT_AT_ONCE = { '/wait': '<Leave/>', '/left': '<Pause length="100"/>' };

describe('a queue, and the agent who takes a call from it (Twilio docs: TwiML Voice: Queue, Enqueue)', () => {
  const app = {
    '/agent': '<Dial action="/agent-done"><Queue url="/connecting">support</Queue></Dial>',
    '/connecting': '<Say>You are being connected.</Say>',
  };

  it('the wait document is asked for with the position, and again whenever it has run out', async () => {
    const call = await queueCall({ app, agent: 'wait 50s; hang up' });
    const waits = call.sentTo('/wait');
    expect(waits.length).toBe(3);
    expect(waits[0]).toMatchObject({
      QueuePosition: '1',
      CurrentQueueSize: '1',
      MaxQueueSize: '1000',
      QueueTime: '0',
      AvgQueueTime: '0',
      CallStatus: 'in-progress',
    });
    expect(waits[0]?.['QueueSid']).toMatch(/^QU[0-9a-f]{32}$/);
    expect(waits[1]).toMatchObject({ QueuePosition: '1', QueueTime: '10', AvgQueueTime: '10' });
  });

  it('the agent hangs up: the caller, who is still there, is asked for; the agent is not', async () => {
    const call = await queueCall({ app, agentAfterS: 37, agent: 'wait 60s; hang up' });
    expect(call.paths.filter((path) => path !== '/wait')).toEqual([
      '/voice',
      '/agent',
      '/connecting',
      '/left',
    ]);
    const [connecting] = call.sentTo('/connecting');
    const [left] = call.sentTo('/left');
    const [voice] = call.sentTo('/voice');
    const [agent] = call.sentTo('/agent');
    expect(connecting).toMatchObject({
      CallSid: voice?.['CallSid'],
      DequeingCallSid: agent?.['CallSid'],
      QueueTime: '37',
      QueueSid: left?.['QueueSid'],
    });
    expect(left).toMatchObject({ QueueResult: 'bridged', QueueTime: '37' });
    expect(call.heard).toContain('You are being connected.');
    expect(call.heard.at(-1)).toBe('Thank you.');
  });

  it('the caller hangs up: the agent, who is still there, is asked for; the caller is not', async () => {
    const call = await queueCall({ app, caller: 'wait 60s; hang up' });
    expect(call.paths.filter((path) => path !== '/wait')).toEqual([
      '/voice',
      '/agent',
      '/connecting',
      '/agent-done',
    ]);
    expect(call.sentTo('/agent-done')[0]).toMatchObject({
      DialCallStatus: 'completed',
      DialBridged: 'true',
      DequeueResult: 'bridged',
      DequeuedCallSid: call.sentTo('/voice')[0]?.['CallSid'],
      DequeuedCallQueueTime: '30',
      DialCallSid: call.sentTo('/voice')[0]?.['CallSid'],
    });
  });
});

describe('Dial Queue (Twilio docs: TwiML Voice: Queue)', () => {
  it('what the caller heard while waiting is cut off when a Dial takes the call', async () => {
    const call = await queueCall({ app: { '/wait': '<Play>/long.mp3</Play>' }, agentAfterS: 4 });
    expect(call.heard.slice(0, 2)).toEqual(['http://app.test/long.mp3', 'http://app.test/long.mp3…']);
  });

  it('takes the call at the front: the others move up', async () => {
    const call = await queueCall({
      joins: [
        { afterMs: 5_000, path: '/voice', caller: 'wait 60s; hang up' },
        { afterMs: 12_000, path: '/agent', caller: 'wait 10s; hang up' },
      ],
      caller: 'wait 80s; hang up',
      app: { '/left': '<Hangup/>' },
    });
    const [first, second] = call.sentTo('/voice').map((params) => params['CallSid']);
    const positions = call
      .sentTo('/wait')
      .map((params) => [
        params['CallSid'] === first ? 1 : 2,
        params['QueuePosition'],
        params['CurrentQueueSize'],
      ]);
    expect(positions.slice(0, 4)).toEqual([
      [1, '1', '1'],
      [2, '2', '2'],
      [1, '1', '2'],
      [2, '1', '1'],
    ]);
    expect(call.sentTo('/left')).toMatchObject([
      { CallSid: first, QueueResult: 'bridged' },
      { CallSid: second, QueueResult: 'hangup', CallStatus: 'completed' },
    ]);
  });

  it('a queue that nobody was ever in does not exist: failed, and queue-not-found', async () => {
    const call = await placeCall({
      app: { '/voice': DIAL, '/agent-done': '<Hangup/>' },
    });
    expect(call.sentTo('/agent-done')[0]).toMatchObject({
      DialCallStatus: 'failed',
      DialBridged: 'false',
      DequeueResult: 'queue-not-found',
    });
    expect(call.codes).toEqual(['queue-not-found']);
  });

  it('an empty queue is waited for up to the timeout: no-answer, and queue-empty', async () => {
    const call = await queueCall({
      app: {
        ...LEFT_AT_ONCE,
        '/agent': '<Dial timeout="20" action="/agent-done"><Queue>support</Queue></Dial>',
      },
    });
    expect(call.sentTo('/agent-done')[0]).toMatchObject({
      DialCallStatus: 'no-answer',
      DequeueResult: 'queue-empty',
    });
    expect(call.events.at(-1)?.at).toBeGreaterThanOrEqual(50_000);
  });

  it('an empty queue: somebody who is enqueued in time is connected, without a wait document being heard', async () => {
    const call = await queueCall({
      app: { ...LEFT_AT_ONCE, '/again': '<Enqueue>support</Enqueue>' },
      joins: [
        { afterMs: 5_000, path: '/agent' },
        { afterMs: 15_000, path: '/again', caller: 'wait 8s; hang up' },
      ],
    });
    expect(call.sentTo('/agent-done')[0]).toMatchObject({
      DequeueResult: 'bridged',
      DequeuedCallQueueTime: '0',
      DequeuedCallDuration: '8',
      DialCallDuration: '8',
    });
  });

  it('no action: the next verb runs', async () => {
    const call = await queueCall({
      caller: 'wait 40s; hang up',
      app: { '/agent': '<Dial><Queue>support</Queue></Dial><Say>Next.</Say>' },
    });
    expect(call.heard.at(-1)).toBe('Next.');
  });

  it('hangupOnStar: * lets the caller go, and the Dial ends', async () => {
    const call = await queueCall({
      app: { '/agent': '<Dial hangupOnStar="true" action="/agent-done"><Queue>support</Queue></Dial>' },
      agent: 'wait 10s; press *',
    });
    expect(call.sentTo('/agent-done')[0]).toMatchObject({
      DialCallStatus: 'completed',
      DialCallDuration: '10',
    });
    expect(call.sentTo('/left')[0]).toMatchObject({ QueueResult: 'bridged' });
  });

  it('timeLimit counts from the bridge', async () => {
    const call = await queueCall({
      app: { '/agent': '<Dial timeLimit="25" action="/agent-done"><Queue>support</Queue></Dial>' },
      caller: 'wait 90s; hang up',
    });
    expect(call.sentTo('/agent-done')[0]).toMatchObject({ DequeuedCallDuration: '25' });
  });

  it('the record attribute of the Dial records from the bridge', async () => {
    const call = await queueCall({
      caller: 'wait 45s; hang up',
      app: {
        '/agent':
          '<Dial record="record-from-answer-dual" recordingStatusCallback="/rec" action="/agent-done"><Queue>support</Queue></Dial>',
        '/rec': '<Hangup/>',
      },
    });
    expect(call.sentTo('/agent-done')[0]).toMatchObject({ RecordingDuration: '15' });
    expect(call.sentTo('/rec')[0]).toMatchObject({
      RecordingStatus: 'completed',
      RecordingSource: 'DialVerb',
      RecordingChannels: '2',
    });
  });

  it('a whisper that cannot be had: error for both sides', async () => {
    const call = await queueCall({
      app: { '/agent': '<Dial action="/agent-done"><Queue url="/none">support</Queue></Dial>' },
    });
    expect(call.sentTo('/left')[0]).toMatchObject({ QueueResult: 'error', QueueTime: '30' });
    expect(call.sentTo('/agent-done')[0]).toMatchObject({
      DialCallStatus: 'failed',
      DequeueResult: 'error',
    });
  });

  it('a whisper may hold Play, Say, Pause and Redirect only', async () => {
    const call = await queueCall({
      app: {
        '/agent': '<Dial action="/agent-done"><Queue url="/whisper">support</Queue></Dial>',
        '/whisper': '<Redirect>/more</Redirect>',
        '/more': '<Say>One.</Say><Gather/>',
      },
    });
    expect(call.heard).toContain('One.');
    expect(call.codes).toContain(13201);
    expect(call.sentTo('/left')[0]).toMatchObject({ QueueResult: 'error' });
  });

  it('the caller hangs up in the whisper: the next in line is taken', async () => {
    const call = await queueCall({
      app: {
        '/agent': '<Dial action="/agent-done"><Queue url="/whisper">support</Queue></Dial>',
        '/whisper': '<Pause length="10"/>',
      },
      caller: 'wait 35s; hang up',
      joins: [
        { afterMs: 1_000, path: '/voice', caller: 'wait 59s; hang up' },
        { afterMs: 30_000, path: '/agent' },
      ],
    });
    const [first, second] = call.sentTo('/voice').map((params) => params['CallSid']);
    expect(call.sentTo('/left')).toMatchObject([{ CallSid: first, QueueResult: 'bridging-in-process' }]);
    expect(call.sentTo('/agent-done')[0]).toMatchObject({
      DequeueResult: 'bridged',
      DequeuedCallSid: second,
      DequeuedCallDuration: '15',
    });
  });

  it('the agent hangs up in the whisper: the caller goes on, and action of the agent hears of it', async () => {
    const call = await queueCall({
      app: {
        '/agent': '<Dial action="/agent-done"><Queue url="/whisper">support</Queue></Dial>',
        '/whisper': '<Pause length="10"/>',
      },
      agent: 'wait 5s; hang up',
    });
    expect(call.sentTo('/left')[0]).toMatchObject({ QueueResult: 'bridging-in-process', QueueTime: '30' });
    expect(call.sentTo('/agent-done')[0]).toMatchObject({
      DialCallStatus: 'canceled',
      CallStatus: 'completed',
    });
    expect(call.heard).not.toContain('Well done.');
  });

  it('a reservation takes the call of a workflow', async () => {
    const workflow = `WW${'0'.repeat(32)}`;
    const call = await queueCall({
      app: {
        '/voice': `<Enqueue workflowSid="${workflow}" waitUrl="/wait" action="/left"><Task priority="5">{"a":1}</Task></Enqueue>`,
        '/agent': `<Dial action="/agent-done"><Queue reservationSid="WR${'0'.repeat(32)}" postWorkActivitySid="WA${'0'.repeat(32)}"/></Dial>`,
      },
      caller: 'wait 40s; hang up',
    });
    expect(call.sentTo('/agent-done')[0]).toMatchObject({ DequeueResult: 'bridged' });
    expect(call.end.notSimulated).toEqual(
      expect.arrayContaining([
        'Enqueue workflowSid: simulated as a queue of that workflow; no worker is looked for',
        'Queue reservationSid: the front call of a workflow is taken, whoever was reserved',
      ]),
    );
  });
});

describe('the verb Queue of 2012', () => {
  it('adds the caller to a queue, and says that it is deprecated', async () => {
    const call = await queueCall({
      app: { '/voice': '<Queue>support</Queue><Say>Next.</Say>' },
      agent: 'wait 10s; hang up',
    });
    expect(call.codes).toEqual(['deprecated']);
    expect(call.heard).toEqual([`${MUSIC}…`, 'Next.']);
  });
});
