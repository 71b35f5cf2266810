import { describe, expect, it } from 'vitest';
import { silentSpeaker } from '../../../src/audio/silent-speaker.ts';
import { virtualClock } from '../../../src/clock.ts';
import type { Caller } from '../../../src/debug/people/caller.ts';
import { parseCallerScript } from '../../../src/debug/people/caller-script.ts';
import { scriptedCaller } from '../../../src/debug/people/scripted-caller.ts';
import { NO_RECORDER } from '../../../src/debug/recorder.ts';
import { Session } from '../../../src/debug/session/session.ts';
import { inboundLeg, ORIGIN, ok, response, STEP } from '../../support/memory-call.ts';

/** How often all callers together are asked what they do next while so many are in a queue and then hang up. */
async function asked(callers: number): Promise<number> {
  let times = 0;
  const script = parseCallerScript('wait 60s; hang up');
  const counted = (caller: Caller): Caller => ({
    heard: true,
    next: (leg, now) => {
      times++;
      return caller.next(leg, now);
    },
    did: (leg, act, at) => caller.did(leg, act, at),
    left: () => caller.left(),
    dropped: () => caller.dropped(),
  });
  const leg = inboundLeg(`${ORIGIN}/voice`);
  const joins = Array.from({ length: callers - 1 }, (_, index) => ({ afterMs: index, leg }));
  await new Promise<void>((ended) => {
    const session = new Session(
      {
        leg,
        joins,
        rules: { timeoutMs: null, drop307: false, publicUrls: [] },
        breakpoints: [],
        notices: [],
        stopOnEntry: false,
        holds: false,
        maxSteps: 1000,
      },
      {
        step: STEP,
        sender: { send: () => Promise.resolve(ok(response('<Enqueue waitUrl="">line</Enqueue>'))) },
        speaker: silentSpeaker(),
        clock: virtualClock,
        casting: () => () => [counted(scriptedCaller(script.ok ? script.value : []))],
        recorder: () => NO_RECORDER,
        seed: () => 'seed',
        date: () => 0,
      },
    );
    session.subscribe({ happened: ({ type }) => type === 'end' && ended() });
    session.restart();
  });
  return times;
}

describe('a session of many calls', () => {
  it('asks a caller what comes next when the call has changed or it is time, not at every step of others', async () => {
    const few = await asked(10);
    expect(few).toBeGreaterThanOrEqual(20);
    expect(await asked(40)).toBeLessThanOrEqual(4 * few);
  });
});
