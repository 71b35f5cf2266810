import { describe, expect, it } from 'vitest';
import { runVerbs } from '../../support/run-verbs.ts';

describe('the size of a queue (Twilio docs: TwiML Voice: Enqueue, "maxQueueSize")', () => {
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

describe('an error in the TwiML of Enqueue (Twilio docs: TwiML Voice: Enqueue, "QueueResult")', () => {
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

describe('what a queue tells, and how long it is waited for (Twilio docs: TwiML Voice: Queue)', () => {
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
