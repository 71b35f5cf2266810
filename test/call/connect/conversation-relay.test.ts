import { describe, expect, it } from 'vitest';
import { Core } from '../../support/core.ts';
import { type CallPlan, placeCall } from '../../support/memory-call.ts';

const relay = (attributes = '') =>
  `<Connect action="/after"><ConversationRelay url="wss://app.test/relay" ${attributes}/></Connect>`;
const app = (attributes = ''): CallPlan['app'] => ({
  '/voice': relay(attributes),
  '/after': '<Say>after</Say>',
});
const GREETING = 'welcomeGreeting="Hello there"';

describe('ConversationRelay (Twilio docs: TwiML Voice: ConversationRelay)', () => {
  it('the greeting is heard; the far end ends the session, and action hears of it', async () => {
    const call = await placeCall({ app: app(GREETING) });
    expect(call.heard).toEqual(['Hello there', 'after']);
    expect(call.asked[1]?.params).toMatchObject({
      SessionStatus: 'ended',
      SessionDuration: '5',
      CallStatus: 'in-progress',
    });
    expect(call.asked[1]?.params['SessionId']).toMatch(/^VX[0-9a-f]{32}$/);
    expect(call.asked[1]?.params).not.toHaveProperty('HandoffData');
    expect(call.asked[1]?.params).not.toHaveProperty('ErrorCode');
  });

  it('HandoffData is what the far end hands over as it ends', async () => {
    const call = await placeCall({ app: app(), farEnd: 'close 2s {"reason":"billing"}' });
    expect(call.asked[1]?.params).toMatchObject({
      SessionStatus: 'ended',
      HandoffData: '{"reason":"billing"}',
    });
  });

  it('a caller who hangs up: action with SessionStatus=completed and CallStatus=completed, its answer is not run', async () => {
    const call = await placeCall({ app: app(GREETING), caller: 'wait 3s; hang up' });
    expect(call.asked[1]?.params).toMatchObject({
      SessionStatus: 'completed',
      SessionDuration: '3',
      CallStatus: 'completed',
    });
    expect(call.heard).toEqual(['Hello there']);
  });

  it('a dropped socket is 64105: action a second later, the call goes on', async () => {
    const call = await placeCall({ app: app(), farEnd: 'error 64105 after 4s' });
    expect(call.of('diagnostic')[0]).toMatchObject({ code: 64105, at: 4000 });
    expect(call.of('exchange')[1]?.at).toBe(5000);
    expect(call.asked[1]?.params).toMatchObject({
      SessionStatus: 'failed',
      ErrorCode: '64105',
      ErrorMessage: 'Websocket ended',
      CallStatus: 'in-progress',
    });
    expect(call.heard).toEqual(['after']);
  });

  it('no socket at all is 64102: a busy signal in place of the greeting, then action', async () => {
    const call = await placeCall({ app: app(GREETING), farEnd: 'error 64102' });
    expect(call.of('diagnostic')[0]).toMatchObject({ code: 64102, level: 'error' });
    expect(call.asked[1]?.params).toMatchObject({ SessionStatus: 'failed', ErrorCode: '64102' });
    expect(call.heard).toEqual(['after']);
    expect(call.end.notSimulated.join()).toContain('busy signal');
  });

  it('an action that connects again has a session of its own', async () => {
    let sessions = 0;
    const call = await placeCall({
      app: { '/voice': relay(), '/after': () => (sessions++ === 0 ? relay() : '<Hangup/>') },
      farEnd: 'error 64105',
    });
    const ids = call.asked.slice(1).map(({ params }) => params['SessionId']);
    expect(new Set(ids).size).toBe(2);
    expect(new Set(call.asked.map(({ params }) => params['CallSid'])).size).toBe(1);
  });

  it.each([
    ['any', 'press 1', 'Hello there…'],
    ['any', 'say "hi"', 'Hello there…'],
    ['speech', 'press 1', 'Hello there'],
    ['speech', 'say "hi"', 'Hello there…'],
    ['none', 'say "hi"', 'Hello there'],
    ['true', 'press 1', 'Hello there…'],
    ['false', 'press 1', 'Hello there'],
  ])('welcomeGreetingInterruptible="%s": early %s', async (how, act, heard) => {
    const call = await placeCall({
      app: app(`${GREETING} welcomeGreetingInterruptible="${how}"`),
      caller: `early ${act}`,
    });
    expect(call.heard[0]).toBe(heard);
  });

  it('is told nothing for a URL that is no wss URL: 64102, then the next verb', async () => {
    const call = await placeCall({
      app: {
        '/voice': '<Connect><ConversationRelay url="https://app.test/"/></Connect><Say>next</Say>',
      },
    });
    expect(call.of('diagnostic').map(({ code }) => code)).toContain(64102);
    expect(call.heard).toEqual(['next']);
  });

  it('a far end that fails twice fails once', () => {
    const core = new Core(relay());
    core.advance();
    core.enter({ type: 'far-end', leg: core.sid, error: 64105 });
    core.enter({ type: 'far-end', leg: core.sid, error: 64105 });
    expect(core.of('diagnostic')).toHaveLength(1);
    expect(core.pending).toEqual(['timer']);
  });
});
