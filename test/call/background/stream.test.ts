import { describe, expect, it } from 'vitest';
import { Core } from '../../support/core.ts';
import { type Asked, placeCall } from '../../support/memory-call.ts';

const TOLD = 'statusCallback="http://app.test/status"';

const STREAM = `<Stream name="tap" url="wss://app.test/audio" ${TOLD}/>`;

const told = (call: { readonly asked: readonly Asked[] }) =>
  call.asked.filter(({ path }) => path === '/status').map(({ params }) => params);

const events = (call: { readonly asked: readonly Asked[] }) =>
  told(call).map((params) => `${params['StreamName']} ${params['StreamEvent']}`);

describe('Start Stream (Twilio docs: TwiML Voice: Stream)', () => {
  it('keeps running while all later documents run, until Stop names it', async () => {
    const call = await placeCall({
      app: {
        '/voice': `<Start>${STREAM}</Start><Redirect>/next</Redirect>`,
        '/next': '<Say>next</Say><Redirect>/last</Redirect>',
        '/last': '<Stop><Stream name="tap"/></Stop><Say>last</Say>',
        '/status': '',
      },
    });
    expect(call.paths).toEqual(['/voice', '/status', '/next', '/last', '/status']);
    expect(events(call)).toEqual(['tap stream-started', 'tap stream-stopped']);
    expect(call.asked[1]?.params['StreamSid']).toMatch(/^MZ[0-9a-f]{32}$/);
    expect(call.asked[1]?.params['StreamSid']).toBe(call.asked[4]?.params['StreamSid']);
    expect(call.asked[1]?.params['Timestamp']).toBe('2026-01-01T00:00:00.000Z');
    expect(call.heard).toEqual(['next', 'last']);
  });

  it('or until the caller hangs up', async () => {
    const call = await placeCall({
      app: { '/voice': `<Start>${STREAM}</Start><Pause length="60"/>`, '/status': '' },
      caller: 'wait 3s; hang up',
    });
    expect(events(call)).toEqual(['tap stream-started', 'tap stream-stopped']);
    expect(told(call)[1]).toMatchObject({ CallStatus: 'completed', Timestamp: '2026-01-01T00:00:03.000Z' });
  });

  it('with Start as the only verb the call hangs up at once', async () => {
    const call = await placeCall({ app: { '/voice': `<Start>${STREAM}</Start>`, '/status': '' } });
    expect(call.end).toMatchObject({ status: 'completed', durationSeconds: 0 });
    expect(events(call)).toEqual(['tap stream-started', 'tap stream-stopped']);
  });

  it('survives a Dial, and a live update', () => {
    const core = new Core(`<Start>${STREAM}</Start><Dial>+15551230009</Dial>`);
    core.advance();
    core.advance();
    const by = { kind: 'source', source: '<Response><Pause/></Response>', name: 'u', baseUrl: null } as const;
    core.enter({ type: 'replaced', leg: core.sid, by });
    expect(core.leg.background.map(({ name }) => name)).toEqual(['tap']);
  });

  it('without a name, StreamName is the SID', async () => {
    const call = await placeCall({
      app: { '/voice': `<Start><Stream url="wss://app.test/audio" ${TOLD}/></Start>`, '/status': '' },
    });
    const [first] = told(call);
    expect(first?.['StreamName']).toBe(first?.['StreamSid']);
  });

  it('a relative statusCallback is not asked', async () => {
    const call = await placeCall({
      app: { '/voice': '<Start><Stream url="wss://app.test/audio" statusCallback="/status"/></Start>' },
    });
    expect(call.paths).toEqual(['/voice']);
    expect(call.of('diagnostic').map(({ rule }) => rule)).toEqual(['relative-url']);
  });

  it('a url that is no WebSocket starts nothing', async () => {
    const call = await placeCall({
      app: { '/voice': `<Start><Stream url="http://app.test/audio" ${TOLD}/></Start><Say>next</Say>` },
    });
    expect(call.of('diagnostic').map(({ code }) => code)).toContain(31922);
    expect(call.paths).toEqual(['/voice']);
    expect(call.heard).toEqual(['next']);
  });

  it('a call has at most four at once', async () => {
    const streams = [1, 2, 3, 4, 5].map((n) => `<Stream name="s${n}" url="wss://app.test/audio" ${TOLD}/>`);
    const call = await placeCall({ app: { '/voice': `<Start>${streams.join('')}</Start>`, '/status': '' } });
    expect(call.of('diagnostic').map(({ rule }) => rule)).toEqual(['too-many-streams']);
    expect(events(call).filter((event) => event.endsWith('started'))).toHaveLength(4);
  });

  it('a name that is taken starts nothing', async () => {
    const call = await placeCall({
      app: { '/voice': `<Start>${STREAM}${STREAM}</Start>`, '/status': '' },
    });
    expect(call.of('diagnostic').map(({ rule }) => rule)).toEqual(['name-taken']);
    expect(events(call)).toEqual(['tap stream-started', 'tap stream-stopped']);
  });

  it('fails by itself: stream-error, and the call is not affected', async () => {
    const call = await placeCall({
      app: { '/voice': `<Start>${STREAM}</Start><Say>next</Say>`, '/status': '' },
      farEnd: 'error 31920',
    });
    expect(events(call)).toEqual(['tap stream-started', 'tap stream-error']);
    expect(told(call)[1]).toMatchObject({ StreamError: 'Stream - WebSocket - Handshake Error' });
    expect(call.of('diagnostic')[0]).toMatchObject({ code: 31920, level: 'error' });
    expect(call.heard).toEqual(['next']);
  });

  it('ends when its server closes the socket', () => {
    const core = new Core(`<Start>${STREAM}</Start><Pause length="60"/>`);
    core.advance();
    core.advance();
    core.enter({ type: 'far-end', leg: core.sid, error: null });
    expect(core.leg.background).toEqual([]);
    expect(core.leg.endedAt).toBeNull();
  });
});

describe('Connect Stream (Twilio docs: TwiML Voice: Stream, bidirectional)', () => {
  const app = (attributes = 'action="/after"') => ({
    '/voice': `<Connect ${attributes}>${STREAM}</Connect><Say>next</Say>`,
    '/after': '<Say>after</Say>',
    '/status': '',
  });

  it('a closed socket ends the verb: stream-stopped, then action with standard parameters only', async () => {
    const call = await placeCall({ app: app() });
    expect(call.paths).toEqual(['/voice', '/status', '/status', '/after']);
    expect(events(call)).toEqual(['tap stream-started', 'tap stream-stopped']);
    expect(Object.keys(call.asked[3]?.params ?? {}).filter((name) => name.startsWith('Stream'))).toEqual([]);
    expect(call.heard).toEqual(['after']);
  });

  it.each([31920, 31921])('a broken socket is error %i: stream-error, then the next verb', async (code) => {
    const call = await placeCall({ app: app(''), farEnd: `error ${code}` });
    expect(events(call)).toEqual(['tap stream-started', 'tap stream-error']);
    expect(call.of('diagnostic')[0]).toMatchObject({ code, level: 'error' });
    expect(call.heard).toEqual(['next']);
  });

  it('a caller who hangs up stops it, with CallStatus=completed, and no action is requested', async () => {
    const call = await placeCall({ app: app(), caller: 'wait 1s; hang up' });
    expect(events(call)).toEqual(['tap stream-started', 'tap stream-stopped']);
    expect(told(call)[1]).toMatchObject({ CallStatus: 'completed' });
    expect(call.paths).not.toContain('/after');
  });

  it.each(['outbound_track', 'both_tracks'])('track %s cannot be used: 31941', async (track) => {
    const noun = `<Stream url="wss://app.test/audio" track="${track}" ${TOLD}/>`;
    const call = await placeCall({ app: { '/voice': `<Connect>${noun}</Connect><Say>next</Say>` } });
    expect(call.of('diagnostic').map(({ code }) => code)).toContain(31941);
    expect(call.heard).toEqual(['next']);
  });

  it('what the caller presses and says is not lost', async () => {
    const call = await placeCall({ app: app(''), caller: 'press 1; say "hello"' });
    expect(call.of('diagnostic')).toEqual([]);
    expect(call.of('input').map(({ value }) => value)).toEqual(['1', 'hello']);
  });
});

describe('the url of a Stream (Twilio docs: TwiML Voice: Stream, "url")', () => {
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
