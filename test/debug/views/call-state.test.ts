import { describe, expect, it } from 'vitest';
import { callState } from '../../../src/debug/views/legs/call-state.ts';
import { keypadView } from '../../../src/debug/views/legs/keypad-view.ts';
import { failure, until } from '../../support/memory-call.ts';
import { type ScreenPlan, type ScreenSession, screenSession } from '../../support/screen-session.ts';

const GATHER = {
  '/voice': '<Say>Hello.</Say>\n<Gather numDigits="2" timeout="5" action="/next"><Say>Press.</Say></Gather>',
  '/next': '<Pause length="3"/>\n<Record timeout="4"/>',
};

/** A call with a clock in the hand, up to its first hold or end. */
async function place(plan: ScreenPlan): Promise<ScreenSession> {
  const made = screenSession({ byHand: true, ...plan });
  made.session.restart();
  await until(made.session, () => made.session.held !== null || made.session.leg?.error !== null);
  return made;
}

/** Steps until the session holds again, letting as much time pass as it takes. */
async function step({ session, clock }: ScreenSession): Promise<void> {
  session.move('into');
  clock.pass(100_000);
  await until(session, () => session.held !== null || session.over);
}

const modeOf = ({ session }: ScreenSession) => callState(session).mode;

describe('the mode of a call', () => {
  it('is in one word what is going on', async () => {
    const call = await place({ app: GATHER });
    expect(modeOf(call)).toBe('PAUSED at Say');
    call.session.move('into');
    expect(modeOf(call)).toBe('RUNNING Say');
    call.clock.pass(10_000);
    expect(modeOf(call)).toBe('PAUSED at Gather');
    call.session.move('continue');
    expect(modeOf(call)).toBe('RUNNING Say');
    call.clock.pass(1_000);
    expect(modeOf(call)).toBe('LISTENING');
    call.session.pause();
    expect(modeOf(call)).toBe('PAUSED in Gather');
    call.session.move('continue');
    call.session.act({ type: 'key', value: '1' });
    call.session.act({ type: 'key', value: '2' });
    expect(modeOf(call)).toBe('WAITING for webhook');
    await until(call.session, () => modeOf(call) === 'RUNNING Pause');
    call.session.act({ type: 'hang-up' });
    expect(modeOf(call)).toBe('ENDED (completed)');
  });

  it('rings until a verb answers, and names the error that ends it', async () => {
    const ringing = await place({ app: { '/voice': '<Pause length="9"/>' } });
    ringing.session.move('into');
    expect(modeOf(ringing)).toBe('RINGING');
    const failed = await place({ app: { '/voice': failure('refused', 'ECONNREFUSED') } });
    expect(modeOf(failed)).toBe('ERROR 11202');
    failed.clock.pass(60_000);
    expect(modeOf(failed)).toBe('ENDED by error 11202');
    expect(callState(failed.session).now).toBeLessThan(60_000);
  });
});

describe('the keypad', () => {
  it('is live, queued or ignored, and counts down only while the clock runs', async () => {
    const call = await place({ app: GATHER });
    expect(keypadView(call.session)).toMatchObject({ mode: 'IGNORED', for: null });
    await step(call);
    expect(keypadView(call.session)).toMatchObject({
      mode: 'QUEUED',
      hint: expect.stringContaining('n starts it'),
    });
    await step(call);
    expect(keypadView(call.session)).toMatchObject({
      mode: 'QUEUED',
      queued: '',
      count: '0 of 2',
      left: null,
    });
    call.session.move('continue');
    expect(keypadView(call.session)).toMatchObject({
      mode: 'LIVE',
      timeout: '5.0 s after the prompt',
      finish: '#',
    });
    call.session.act({ type: 'key', value: '4' });
    call.clock.pass(2_000);
    expect(keypadView(call.session)).toMatchObject({
      digits: '4',
      count: '1 of 2',
      timeout: '3.0 s',
      left: 0.6,
    });
    call.session.pause();
    call.clock.pass(2_000);
    expect(keypadView(call.session)).toMatchObject({ mode: 'QUEUED', timeout: '3.0 s' });
  });

  it('shows a recording, and what ends it', async () => {
    const call = await place({ app: { '/voice': '<Record timeout="4" finishOnKey="1*"/>' } });
    call.session.move('continue');
    call.clock.pass(600);
    expect(keypadView(call.session)).toMatchObject({
      mode: 'LIVE',
      for: 'recording',
      finish: '1 *',
      timeout: '4.0 s',
    });
    call.session.act({ type: 'hang-up' });
    expect(keypadView(call.session).mode).toBe('OFF');
  });
});
