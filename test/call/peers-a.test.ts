import { describe, expect, it } from 'vitest';
import { Core } from '../support/core.ts';
import { placeCall, response } from '../support/memory-call.ts';

/** What somleng-switch asserts, and no other test of ours holds (peers.md 3a). */
describe('Gather', () => {
  it('nested Play loop=3 is heard 3 times; nested Say loops likewise, mixed in order', async () => {
    const nested = '<Play loop="3">/a.mp3</Play><Say loop="2">b</Say><Play>/c.mp3</Play>';
    const app = { '/voice': `<Gather timeout="1">${nested}</Gather>` };
    const a = 'http://app.test/a.mp3';
    expect((await placeCall({ app })).heard).toEqual([a, a, a, 'b', 'b', 'http://app.test/c.mp3']);
  });
});

describe('Redirect', () => {
  it.each([
    ['http://app.test/there', 'POST', ''],
    ['/there', 'POST', ''],
    ['there', 'POST', ''],
    ['/there', 'GET', ' method="GET"'],
    ['', 'GET', ' method="GET"'],
  ])('to "%s" by %s', async (url, method, attribute) => {
    let visits = 0;
    const app = {
      '/voice': () =>
        visits++ === 0 ? `<Redirect${attribute}>${url}</Redirect><Say>never</Say>` : '<Hangup/>',
      '/there': '<Hangup/>',
    };
    const call = await placeCall({ app });
    expect(call.asked[1]).toMatchObject({ method, path: url === '' ? '/voice' : '/there' });
    expect(call.asked[1]?.params).toMatchObject({ From: '+15551230001', CallStatus: 'ringing' });
    expect(call.heard).toEqual([]);
  });
});

describe('Dial', () => {
  it('comments and white space inside are ignored', async () => {
    const dial =
      '<Dial action="/after"><!-- who -->\n  <Number><!-- me -->\n +15550000001 </Number>\n</Dial>';
    const call = await placeCall({ app: { '/voice': dial, '/after': '<Hangup/>' } });
    expect(call.of('diagnostic')).toEqual([]);
    expect(call.of('call').filter(({ status }) => status === 'initiated')).toMatchObject([
      { to: '+15550000001' },
    ]);
    expect(call.asked[1]?.params).toMatchObject({ DialCallStatus: 'completed' });
  });

  it('a noun that may not stand in it is named, and left out', async () => {
    const dial = '<Dial action="/after"><Say>no</Say><Foo/><Number>+15550000001</Number></Dial>';
    const call = await placeCall({ app: { '/voice': dial, '/after': '<Hangup/>' } });
    expect(call.of('diagnostic').map(({ message }) => message)).toEqual([
      expect.stringContaining('Say'),
      expect.stringContaining('Foo'),
    ]);
    expect(call.heard).toEqual(['ringing']);
    expect(call.asked[1]?.params).toMatchObject({ DialCallStatus: 'completed' });
  });

  it('rings 30 seconds by default, 10 with timeout="10", and the 5 that Twilio adds', async () => {
    for (const [attribute, at] of [
      ['', 35_000],
      [' timeout="10"', 15_000],
    ] as const) {
      const app = {
        '/voice': `<Dial action="/after"${attribute}>+15550000001</Dial>`,
        '/after': '<Hangup/>',
      };
      const call = await placeCall({ app, callee: 'no-answer' });
      expect(call.of('exchange')[1]).toMatchObject({ at });
    }
  });
});

describe('Connect', () => {
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
