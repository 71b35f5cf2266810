import { describe, expect, it } from 'vitest';
import { runVerbs } from '../support/run-verbs.ts';

describe('the size of a queue (voice.md 7.1, 16)', () => {
  it.each([
    ['1000 by default', '', 'q', '1000'],
    ['what maxQueueSize says', ' maxQueueSize="7"', 'q', '7'],
    ['5000 at most', ' maxQueueSize="9999"', 'q', '5000'],
    [
      '100 for a workflow of TaskRouter',
      ' workflowSid="WW0123456789abcdef0123456789abcdef"',
      '<Task>{}</Task>',
      '100',
    ],
  ])('is %s', async (_what, attributes, content, max) => {
    const enqueue = `<Enqueue waitUrl="/wait"${attributes}>${content}</Enqueue>`;
    const call = await runVerbs(enqueue, { app: { '/wait': '<Leave/>' } });
    expect(call.sentTo('/wait')[0]?.['MaxQueueSize']).toBe(max);
  });
});

describe('an error in the TwiML of Enqueue (voice.md 7.1)', () => {
  it.each([
    ['without a name (14204)', '', '', 14204],
    ['with a name of 65 characters (14205)', '', 'q'.repeat(65), 14205],
    ['with a workflowSid that is none (14220)', ' workflowSid="XX1"', '<Task>{}</Task>', 14220],
    ['with a waitUrl that is none (14202)', ' waitUrl="ftp://app.test/"', 'q', 14202],
  ])(
    '%s: action hears QueueResult=error, and nothing of a queue',
    async (_what, attributes, content, code) => {
      const call = await runVerbs(
        `<Enqueue action="/after"${attributes}>${content}</Enqueue><Say>next</Say>`,
      );
      expect(call.of('diagnostic').map((one) => one.code)).toContain(code);
      expect(call.sentTo('/after')).toMatchObject([{ QueueResult: 'error' }]);
      for (const name of ['QueueSid', 'QueueTime']) expect(call.sentTo('/after')[0]).not.toHaveProperty(name);
      expect(call.heard).toEqual([]);
    },
  );

  it('with an action that is none (14203), as without one: the next verb', async () => {
    for (const attribute of [' action="ftp://app.test/"', '']) {
      const call = await runVerbs(`<Enqueue${attribute}></Enqueue><Say>next</Say>`);
      expect(call.heard).toEqual(['next']);
    }
  });
});

describe('a queue (voice.md 6.13, 7.1)', () => {
  const WAITING = '<Enqueue waitUrl="/wait" action="/left">q</Enqueue>';

  it('AvgQueueTime is the mean of all who wait; QueuePosition counts from 1', async () => {
    const call = await runVerbs(WAITING, {
      app: { '/wait': '<Pause length="10"/>', '/left': '<Hangup/>' },
      caller: 'wait 25s; hang up',
      joins: [{ afterMs: 4000, path: '/voice', caller: 'wait 15s; hang up' }],
    });
    const waits = call
      .sentTo('/wait')
      .map((one) => [one['QueuePosition'], one['CurrentQueueSize'], one['QueueTime'], one['AvgQueueTime']]);
    expect(waits.slice(0, 4)).toEqual([
      ['1', '1', '0', '0'],
      ['2', '2', '0', '2'],
      ['1', '2', '10', '8'],
      ['2', '2', '10', '12'],
    ]);
  });

  it.each([
    ['', 30_000],
    [' timeout="20"', 20_000],
  ])('an empty one is waited for up to the timeout of the Dial%s, and no longer', async (timeout, ms) => {
    const call = await runVerbs(WAITING, {
      app: {
        '/wait': '<Leave/>',
        '/left': '<Hangup/>',
        '/agent': `<Dial action="/after"${timeout}><Queue>q</Queue></Dial>`,
      },
      joins: [{ afterMs: 5_000, path: '/agent' }],
    });
    expect(call.askedAt('/after')).toBe(5_000 + ms);
    expect(call.sentTo('/after')[0]).toMatchObject({ DequeueResult: 'queue-empty' });
    expect(call.sentTo('/after')[0]?.['QueueSid']).toMatch(/^QU[\da-f]{32}$/);
  });

  it('method says how the url of a Queue is asked for', async () => {
    const call = await runVerbs('<Enqueue waitUrl="">q</Enqueue>', {
      app: { '/agent': '<Dial><Queue url="/after" method="GET">q</Queue></Dial>', '/after': '<Say>hi</Say>' },
      joins: [{ afterMs: 1000, path: '/agent', caller: 'wait 9s; hang up' }],
    });
    expect(call.askedFor('/after')).toMatchObject([{ method: 'GET' }]);
  });
});

describe('a conference (voice.md 6.14)', () => {
  const noun = (attributes = '') =>
    `<Dial action="/after" hangupOnStar="true"><Conference waitUrl=""${attributes}>room</Conference></Dial>`;
  const STATUS = ' statusCallback="/told" statusCallbackEvent="start end join leave"';
  const HANGS_UP = 'wait 9s; hang up';

  it('starts when at least two are present of whom one has startConferenceOnEnter="true"', async () => {
    const waits = ' startConferenceOnEnter="false"';
    const call = await runVerbs(noun(`${waits}${STATUS}`), {
      app: { '/second': noun(waits), '/third': noun() },
      caller: 'wait 30s; hang up',
      joins: [
        { afterMs: 2_000, path: '/second', caller: 'wait 20s; hang up' },
        { afterMs: 5_000, path: '/third', caller: HANGS_UP },
      ],
    });
    const events = call.sentTo('/told').map((one) => one['StatusCallbackEvent']);
    expect(events.slice(0, 4)).toEqual([
      'participant-join',
      'participant-join',
      'participant-join',
      'conference-start',
    ]);
    expect(call.sentTo('/told')[3]?.['Timestamp']).toBe('Thu, 01 Jan 2026 00:00:05 +0000');
  });

  it.each([
    ['GET', ' statusCallbackMethod="GET"'],
    ['POST', ''],
  ])('is told of by %s, with muted as the noun says', async (method, attribute) => {
    const call = await runVerbs(noun(` muted="true"${attribute}${STATUS}`), { caller: HANGS_UP });
    expect(call.askedFor('/told')[0]).toMatchObject({ method, params: { Muted: 'true' } });
  });

  it('ends with a reason in words, and nothing of it is known afterwards', async () => {
    const call = await runVerbs(noun(STATUS), {
      caller: 'wait 5s; press *',
      app: { '/after': noun(STATUS) },
    });
    const ends = call.sentTo('/told').filter((one) => one['StatusCallbackEvent'] === 'conference-end');
    expect(ends[0]).toMatchObject({
      ReasonConferenceEnded: 'last-participant-left',
      Reason: 'Last participant left',
    });
    expect(new Set(call.sentTo('/told').map((one) => one['ConferenceSid'])).size).toBe(2);
  });

  it('is not recorded unless record says so', async () => {
    const call = await runVerbs(noun(' recordingStatusCallback="/told" eventCallbackUrl="/told"'), {
      app: { '/second': noun() },
      caller: 'wait 30s; hang up',
      joins: [{ afterMs: 2_000, path: '/second', caller: HANGS_UP }],
    });
    expect(call.sentTo('/told')).toEqual([]);
  });

  it('eventCallbackUrl is told of the recording when it ends', async () => {
    const call = await runVerbs(noun(' record="record-from-start" eventCallbackUrl="/told"'), {
      app: { '/second': noun() },
      caller: 'wait 30s; hang up',
      joins: [{ afterMs: 2_000, path: '/second', caller: HANGS_UP }],
    });
    expect(call.askedFor('/told')).toMatchObject([
      { method: 'POST', params: { EventName: 'conference-record-end', Duration: '28' } },
    ]);
    for (const name of ['ConferenceSid', 'RecordingUrl', 'RecordingFileSize', 'timestamp'])
      expect(call.sentTo('/told')[0]).toHaveProperty(name);
  });

  it.each([
    ['', 'POST'],
    [' waitMethod="GET"', 'GET'],
  ])('waitUrl%s is asked for by %s', async (attribute, method) => {
    const voice = noun(attribute).replace('waitUrl=""', 'waitUrl="/after"');
    const call = await runVerbs(voice, { caller: HANGS_UP, app: { '/after': '<Pause/>' } });
    expect(call.askedFor('/after')[0]?.method).toBe(method);
  });

  it('takes 250 participants at most', async () => {
    const quiet = noun(' beep="false"');
    const joins = Array.from({ length: 250 }, (_, index) => ({
      afterMs: index + 1,
      path: '/voice',
      caller: 'wait 60s; hang up',
    }));
    const call = await runVerbs(quiet, { joins, caller: 'wait 60s; hang up' });
    expect(call.of('diagnostic').filter(({ level }) => level === 'error')).toMatchObject([{ code: 16020 }]);
    expect(call.sentTo('/after')).toMatchObject([{ DialCallStatus: 'failed', DialBridged: 'false' }]);
  });
});
