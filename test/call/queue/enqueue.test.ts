import { describe, expect, it } from 'vitest';
import { allWork } from '../../../src/engine/pending.ts';
import { Core } from '../../support/core.ts';
import { audio, failure, placeCall } from '../../support/memory-call.ts';
import { MUSIC } from './queueing.ts';

describe('Enqueue (Twilio docs: TwiML Voice: Enqueue)', () => {
  it('without waitUrl there is music, and nothing is asked for', async () => {
    const call = await placeCall({
      app: { '/voice': '<Enqueue action="/left">support</Enqueue>', '/left': '<Say>no</Say>' },
      caller: 'wait 130s; hang up',
    });
    expect(call.heard).toEqual([MUSIC, MUSIC, `${MUSIC}…`]);
    expect(call.paths).toEqual(['/voice', '/left']);
    expect(call.sentTo('/left')[0]).toMatchObject({
      QueueResult: 'hangup',
      QueueTime: '130',
      CallStatus: 'completed',
    });
  });

  it('an empty waitUrl is silence', async () => {
    const call = await placeCall({
      app: { '/voice': '<Enqueue waitUrl="">support</Enqueue>' },
      caller: 'wait 130s; hang up',
    });
    expect(call.heard).toEqual([]);
    expect(call.paths).toEqual(['/voice']);
  });

  it('answers the call', async () => {
    const call = await placeCall({
      app: { '/voice': '<Enqueue waitUrl="">support</Enqueue>' },
      caller: 'wait 5s; hang up',
    });
    expect(call.of('call').map(({ status }) => status)).toEqual(['ringing', 'in-progress', 'completed']);
  });

  it('waitUrl may answer audio; waitUrlMethod says how it is asked', async () => {
    const call = await placeCall({
      app: {
        '/voice': '<Enqueue waitUrl="/hold" waitUrlMethod="GET">support</Enqueue>',
        '/hold': audio(4000),
      },
      caller: 'wait 10s; hang up',
    });
    expect(call.asked[1]).toMatchObject({ method: 'GET', params: { QueuePosition: '1' } });
    expect(call.heard).toEqual(['http://app.test/hold', 'http://app.test/hold', 'http://app.test/hold…']);
  });

  it('a Redirect in the wait document comes back to waitUrl; its target hears of the queue too', async () => {
    const call = await placeCall({
      app: {
        '/voice': '<Enqueue waitUrl="/wait">support</Enqueue>',
        '/wait': '<Pause length="2"/><Redirect>/more</Redirect>',
        '/more': '<Pause length="3"/>',
      },
      caller: 'wait 6500ms; hang up',
    });
    expect(call.paths).toEqual(['/voice', '/wait', '/more', '/wait']);
    expect(call.sentTo('/more')[0]).toMatchObject({
      QueuePosition: '1',
      QueueTime: '2',
      CurrentQueueSize: '1',
    });
  });

  it('the action of a Gather in the wait document carries its digits and the queue', async () => {
    const call = await placeCall({
      app: {
        '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>',
        '/wait': '<Gather numDigits="1" action="/key"><Say>Press 1 to leave.</Say></Gather>',
        '/key': '<Leave/>',
        '/left': '<Say>Bye.</Say>',
      },
      caller: 'press 1',
    });
    expect(call.sentTo('/key')[0]).toMatchObject({ Digits: '1', QueuePosition: '1' });
    expect(call.sentTo('/key')[0]?.['QueueSid']).toBe(call.sentTo('/left')[0]?.['QueueSid']);
    expect(call.sentTo('/left')[0]).toMatchObject({ QueueResult: 'leave', CallStatus: 'in-progress' });
    expect(call.heard.at(-1)).toBe('Bye.');
  });

  it('Leave without an action: the verb after Enqueue in the original document', async () => {
    const call = await placeCall({
      app: {
        '/voice': '<Enqueue waitUrl="/wait">support</Enqueue><Say>Next.</Say>',
        '/wait': '<Leave/><Say>unreachable</Say>',
      },
    });
    expect(call.heard).toEqual(['Next.']);
  });

  it('Hangup in the wait document ends the call: action hears of a hang-up', async () => {
    const call = await placeCall({
      app: {
        '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>',
        '/wait': '<Pause length="3"/><Hangup/>',
        '/left': '<Say>no</Say>',
      },
    });
    expect(call.sentTo('/left')[0]).toMatchObject({
      QueueResult: 'hangup',
      QueueTime: '3',
      CallStatus: 'completed',
    });
    expect(call.heard).toEqual([]);
  });

  it('a wait document that cannot be had: error', async () => {
    for (const answer of [failure('refused'), { status: 500 }, '<Say>', '<Dial>1</Dial>', '<Record/>']) {
      const call = await placeCall({
        app: {
          '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>',
          '/wait': answer,
          '/left': '<Say>Sorry.</Say>',
        },
      });
      expect(call.sentTo('/left')[0]).toMatchObject({ QueueResult: 'error', QueueTime: '0' });
      expect(call.heard).toEqual(['Sorry.']);
      expect(call.codes.length).toBeGreaterThan(0);
    }
  });

  it('a waitUrl without a base: error, and the call never was in the queue', async () => {
    const call = await placeCall({
      app: { '/left': '<Say>Sorry.</Say>' },
      leg: {
        target: {
          kind: 'source',
          source:
            '<Response><Enqueue waitUrl="/wait" action="http://app.test/left">support</Enqueue></Response>',
          name: 'menu.xml',
          baseUrl: null,
        },
      },
    });
    expect(call.codes).toEqual([15004]);
    expect(call.sentTo('/left')[0]).toMatchObject({ QueueResult: 'error' });
    expect(call.sentTo('/left')[0]).not.toHaveProperty('QueueSid');
  });

  it('a full queue: 14207, queue-full, and no QueueSid', async () => {
    const enqueue = '<Enqueue maxQueueSize="1" waitUrl="" action="/left">support</Enqueue>';
    const call = await placeCall({
      app: { '/voice': enqueue, '/left': '<Say>Full.</Say>' },
      caller: 'wait 20s; hang up',
      joins: [{ afterMs: 5_000, path: '/voice' }],
    });
    const [full, hangup] = call.sentTo('/left');
    expect(full).toMatchObject({ QueueResult: 'queue-full' });
    expect(full).not.toHaveProperty('QueueSid');
    expect(full).not.toHaveProperty('QueueTime');
    expect(hangup).toMatchObject({ QueueResult: 'hangup' });
    expect(call.of('diagnostic')).toMatchObject([{ code: 14207, level: 'warning' }]);
  });

  it('a full queue without an action: the next verb', async () => {
    const call = await placeCall({
      app: { '/voice': '<Enqueue maxQueueSize="0">support</Enqueue><Say>Full.</Say>' },
    });
    expect(call.heard).toEqual(['Full.']);
  });

  it('a name that is too long or missing: the verb does nothing', async () => {
    const call = await placeCall({
      app: {
        '/voice': `<Enqueue>${'q'.repeat(65)}</Enqueue><Enqueue/><Say>Next.</Say>`,
      },
    });
    expect(call.codes).toEqual([14205, 14204]);
    expect(call.heard).toEqual(['Next.']);
  });

  it('a task that is not JSON: 14221, and the verb does nothing', async () => {
    const call = await placeCall({
      app: {
        '/voice': `<Enqueue workflowSid="WW${'0'.repeat(32)}"><Task>{no</Task></Enqueue><Say>Next.</Say>`,
      },
    });
    expect(call.codes).toEqual([14221]);
    expect(call.heard).toEqual(['Next.']);
  });

  it('tasks of higher priority come first; TaskAttributes is the old name', async () => {
    const workflow = `workflowSid="WW${'0'.repeat(32)}" waitUrl="/wait"`;
    const call = await placeCall({
      app: {
        '/voice': `<Enqueue ${workflow}><TaskAttributes>{}</TaskAttributes></Enqueue>`,
        '/urgent': `<Enqueue ${workflow}><Task priority="10">{}</Task></Enqueue>`,
        '/wait': '<Pause length="10"/>',
      },
      caller: 'wait 15s; hang up',
      joins: [{ afterMs: 5_000, path: '/urgent', caller: 'wait 15s; hang up' }],
    });
    expect(call.sentTo('/wait').map((params) => params['QueuePosition'])).toEqual(['1', '1', '2', '1']);
  });

  it('a wait document that takes no time is not asked for in a loop', async () => {
    const call = await placeCall({
      app: { '/voice': '<Enqueue waitUrl="/wait">support</Enqueue>', '/wait': '' },
      caller: 'wait 5500ms; hang up',
    });
    expect(call.sentTo('/wait').length).toBe(6);
    expect(call.codes).toEqual(['empty-wait']);
  });

  it('an hour of waiting is over at once on the virtual clock', async () => {
    const call = await placeCall({
      app: {
        '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>',
        '/wait': '<Say>You are still in the queue.</Say><Play>/hold.mp3</Play>',
        '/left': '<Hangup/>',
      },
      caller: 'wait 1h; hang up',
      maxSteps: 10_000,
    });
    expect(call.sentTo('/left')[0]).toMatchObject({ QueueResult: 'hangup', QueueTime: '3600' });
  });

  it('keys that nothing ever listens for do not keep a queue alive for ever', async () => {
    const call = await placeCall({ app: { '/voice': '<Enqueue>support</Enqueue>' }, caller: 'press 1' });
    expect(call.codes).toEqual(['nobody-left', 'script-left']);
  });

  it('a live update: redirected, and what action answers is dropped', () => {
    const core = new Core('<Enqueue waitUrl="" action="http://app.test/left">support</Enqueue>');
    core.advance();
    core.enter(
      {
        type: 'replaced',
        leg: core.sid,
        by: { kind: 'source', source: '<Response><Pause/></Response>', name: 'new.xml', baseUrl: null },
      },
      9_000,
    );
    const work = core.work('hop');
    expect(work.kind === 'hop' && Object.fromEntries(work.exchange.request.own)).toMatchObject({
      QueueResult: 'redirected',
      QueueTime: '9',
    });
    expect(work.kind === 'hop' && work.awaitedBy).toBe('nobody');
    expect(core.leg.ready).not.toBeNull();
  });

  it('who hangs up before the first wait document has come was not fully enqueued: system-error', () => {
    const core = new Core('<Enqueue waitUrl="/wait" action="/left">support</Enqueue>');
    core.advance();
    core.enter({ type: 'hang-up', leg: core.sid }, 50);
    const sent = allWork(core.board.pending).filter((work) => work.kind === 'hop');
    expect(sent.map(({ purpose }) => purpose)).toEqual(['wait', 'action']);
    expect(sent.at(-1)?.exchange.request.own).toEqual([['QueueResult', 'system-error']]);
  });
});

describe('Leave (Twilio docs: TwiML Voice: Leave)', () => {
  it('outside of a queue it warns, answers nothing, and the next verb runs', async () => {
    const call = await placeCall({ app: { '/voice': '<Leave/><Reject/>' } });
    expect(call.codes).toEqual(['leave-outside-queue']);
    expect(call.of('diagnostic')[0]?.level).toBe('warning');
    expect(call.end.status).toBe('no-answer');
  });
});
