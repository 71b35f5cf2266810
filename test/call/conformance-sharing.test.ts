import { describe, expect, it } from 'vitest';
import { type CallPlan, placeCall } from '../support/memory-call.ts';

describe('redirected while bridged (voice.md 6.3, 7.1)', () => {
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

describe('a conference that a labelled participant ends (voice.md 6.14)', () => {
  it('names its leg and its label, and who is left hears of it in action', async () => {
    const room = (attributes: string) =>
      `<Dial action="/after"><Conference beep="false" waitUrl="" ${attributes}>room</Conference></Dial>`;
    const call = await placeCall({
      app: {
        '/voice': room('statusCallback="/status" statusCallbackEvent="end leave"'),
        '/boss': room('participantLabel="boss" endConferenceOnExit="true"'),
        '/after': '<Say>over</Say>',
        '/status': { status: 204 },
      },
      joins: [{ afterMs: 5_000, path: '/boss', caller: 'wait 10s; hang up' }],
    });
    const boss = call.sentTo('/boss')[0]?.['CallSid'];
    const end = call.sentTo('/status').find((one) => one['StatusCallbackEvent'] === 'conference-end');
    expect(end).toMatchObject({
      CallSidEndingConference: boss,
      ParticipantLabelEndingConference: 'boss',
      ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
    });
    expect(call.sentTo('/after')).toMatchObject([{ DialCallStatus: 'answered', DialBridged: 'true' }]);
    expect(call.heard).toEqual(['over']);
  });
});

describe('validCardTypes of Pay (voice.md 9.1)', () => {
  const pay = (attributes: string, card: string) =>
    placeCall({
      app: {
        '/voice': `<Pay action="/paid" statusCallback="/status"${attributes}/>`,
        '/paid': '<Hangup/>',
        '/status': { status: 204 },
      },
      caller: `press ${card}#; press 1230; press 1234; press 94105#`,
    });

  it.each([
    ['', '6011111111111117', 'invalid-card-type'],
    [' validCardTypes="visa discover"', '6011111111111117', undefined],
    [' validCardTypes="amex"', '4111111111111111', 'invalid-card-type'],
    [' validCardTypes="visa"', '4111111111111112', 'invalid-card-number'],
  ])('%s, %s: %s', async (attributes, card, error) => {
    const [first] = (await pay(attributes, card)).sentTo('/status');
    expect(first).toMatchObject({ For: 'payment-card-number', Attempt: '1' });
    expect(first?.['ErrorType']).toBe(error);
  });
});

describe('Stream (voice.md 12.2)', () => {
  it.each([
    ['wss://other.test/audio', true],
    ['/audio', true],
    ['audio', true],
    ['https://app.test/audio', false],
  ])('url="%s" starts: %s', async (url, starts) => {
    const stream = `<Start><Stream url="${url}" statusCallback="http://app.test/s"/></Start>`;
    const call = await placeCall({ app: { '/voice': stream, '/s': { status: 204 } } });
    expect(call.sentTo('/s').map((one) => one['StreamEvent'])).toEqual(
      starts ? ['stream-started', 'stream-stopped'] : [],
    );
  });
});
