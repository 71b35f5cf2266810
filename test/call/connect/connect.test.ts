import { describe, expect, it } from 'vitest';
import { Core } from '../../support/core.ts';
import { placeCall, response } from '../../support/memory-call.ts';

const connect = (noun: string, attributes = 'action="/after"') =>
  `<Connect ${attributes}>${noun}</Connect><Say>next</Say>`;

describe('Connect (Twilio docs: TwiML Voice: Connect)', () => {
  it.each([
    ['<Room participantIdentity="alice">DailyStandup</Room>'],
    ['<Conversation serviceInstanceSid="IS1"/>'],
    ['<AiSession aiConnector="x"/>'],
    ['<ConversationRelaySession connector="x"/>'],
    ['<Stream url="wss://app.test/audio"/>'],
    ['<ConversationRelay url="wss://app.test/relay"/>'],
    ['<VirtualAgent connectorName="x"/>'],
  ])('blocks until the far end closes, then requests action: %s', async (noun) => {
    const call = await placeCall({ app: { '/voice': connect(noun), '/after': '<Say>after</Say>' } });
    expect(call.paths).toEqual(['/voice', '/after']);
    expect(call.asked[1]?.params).toMatchObject({ CallStatus: 'in-progress' });
    expect(call.of('exchange')[1]?.at).toBe(5000);
    expect(call.heard).toEqual(['after']);
    expect(call.end.notSimulated.join()).toContain('far end is simulated');
  });

  it('without action the next verb runs, and without one the call ends', async () => {
    const room = '<Room>DailyStandup</Room>';
    const next = await placeCall({ app: { '/voice': connect(room, '') } });
    expect(next.heard).toEqual(['next']);
    const last = await placeCall({ app: { '/voice': `<Connect>${room}</Connect>` }, farEnd: 'close 9s' });
    expect(last.end).toMatchObject({ status: 'completed', durationSeconds: 9 });
  });

  it('method says how action is requested', async () => {
    const call = await placeCall({
      app: { '/voice': connect('<Room>x</Room>', 'action="/after" method="GET"'), '/after': '' },
    });
    expect(call.asked[1]?.method).toBe('GET');
  });

  it('answers the call', async () => {
    const call = await placeCall({ app: { '/voice': connect('<Room>x</Room>'), '/after': '' } });
    expect(call.of('call').map(({ status }) => status)).toEqual(['ringing', 'in-progress', 'completed']);
  });

  it('a caller who hangs up ends it; a Room requests nothing then', async () => {
    const call = await placeCall({
      app: { '/voice': connect('<Room>x</Room>') },
      caller: 'wait 2s; hang up',
    });
    expect(call.paths).toEqual(['/voice']);
    expect(call.end.durationSeconds).toBe(2);
  });

  it('a Room that fails is told with its code, and the call goes on', async () => {
    const call = await placeCall({
      app: { '/voice': connect('<Room>x</Room>', '') },
      farEnd: 'error 53000',
    });
    expect(call.of('diagnostic')[0]).toMatchObject({ code: 53000 });
    expect(call.heard).toEqual(['next']);
  });

  it.each(['<Autopilot>UA1</Autopilot>', '<Assistant id="x"/>'])(
    'says that the product behind it is gone, and goes on: %s',
    async (noun) => {
      const call = await placeCall({ app: { '/voice': connect(noun, '') } });
      expect(call.of('diagnostic').map(({ rule }) => rule)).toContain('retired-product');
      expect(call.heard).toEqual(['next']);
      expect(call.of('heard')[0]?.at).toBeLessThan(1000);
    },
  );

  it('a live update takes the call over, and nothing is requested for the old document', () => {
    const core = new Core(connect('<ConversationRelay url="wss://app.test/relay"/>'));
    core.advance();
    const by = {
      kind: 'source',
      source: '<Response><Hangup/></Response>',
      name: 'u',
      baseUrl: null,
    } as const;
    core.enter({ type: 'replaced', leg: core.sid, by });
    expect(core.pending).toEqual([]);
    expect(core.leg.ready).not.toBeNull();
  });
});

describe('what Connect cannot connect, and what a live update does (Twilio docs: TwiML Voice: Connect)', () => {
  it.each([
    ['ws', '<Stream url="ws://app.test/audio"/>'],
    ['https', '<Stream url="https://app.test/audio"/>'],
    ['no URL', '<Stream/>'],
  ])('Stream with %s cannot be connected: the next verb runs', async (_what, stream) => {
    const call = await placeCall({ app: { '/voice': `<Connect>${stream}</Connect><Say>next</Say>` } });
    expect(call.of('diagnostic').some(({ level }) => level !== 'info')).toBe(true);
    expect(call.heard).toEqual(['next']);
    expect(call.of('heard')[0]?.at).toBeLessThan(1_000);
  });

  it.each([
    [31922, '<Stream url="ws://127.0.0.1:8080/audio"/>'],
    [31922, '<Stream url="ws://[::1]:8080/audio?token=a"/>'],
    [64102, '<ConversationRelay url="ws://localhost:8080/relay"/>'],
  ])(
    'on this machine %i is a warning that says what Twilio would do, and the session goes on: %s',
    async (code, noun) => {
      const call = await placeCall({
        app: { '/voice': `<Connect>${noun}</Connect><Say>next</Say>` },
        farEnd: 'close 5s',
      });
      expect(call.of('diagnostic')[0]).toMatchObject({ code, level: 'warning' });
      expect(call.of('heard').find(({ text }) => text === 'next')?.at).toBeGreaterThanOrEqual(5_000);
      expect(call.end.error).toBeNull();
    },
  );

  it('takes exactly one noun: of two the first is connected, and a finding says so', async () => {
    const nouns = '<Room>a</Room><Room>b</Room>';
    const call = await placeCall({ app: { '/voice': `<Connect>${nouns}</Connect><Say>next</Say>` } });
    expect(call.of('diagnostic').length).toBeGreaterThan(0);
    expect(call.heard).toEqual(['next']);
  });

  it('a call update with new TwiML stops the stream and takes over, skipping the remaining verbs', () => {
    const core = new Core('<Connect><Stream url="wss://app.test/audio"/></Connect><Say>next</Say>');
    core.advance();
    expect(core.leg.background).toHaveLength(1);
    const by = { kind: 'source', source: response('<Pause/>'), name: 'new', baseUrl: null } as const;
    core.enter({ type: 'replaced', leg: core.sid, by });
    expect(core.leg.background).toEqual([]);
    core.advance();
    expect(core.of('verb').map(({ name }) => name)).toEqual(['Connect', 'Pause']);
  });
});
