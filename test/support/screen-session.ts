import { silentSpeaker } from '../../src/audio/silent-speaker.ts';
import { castingOf } from '../../src/cli/call/casting.ts';
import { virtualClock } from '../../src/clock.ts';
import { NO_RECORDER } from '../../src/debug/recorder.ts';
import { Session } from '../../src/debug/session/session.ts';
import type { Sender } from '../../src/debug/wire/sender.ts';
import { signingSender } from '../../src/debug/wire/sender.ts';
import type { Transport } from '../../src/http/wire/transport.ts';
import {
  type Answer,
  type Asked,
  breakpointsAt,
  inboundLeg,
  memorySender,
  ORIGIN,
  STEP,
} from './memory-call.ts';
import { type HandClock, handClock } from './screen-clock.ts';

/** What a session for a screen is made of. */
export interface ScreenPlan {
  /** An application in memory, at http://app.test; or a transport to a real one at `url`. */
  readonly app?: Readonly<Record<string, Answer>>;
  readonly transport?: Transport;
  readonly url?: string;
  readonly breaks?: readonly string[];
  readonly notices?: readonly string[];
  readonly remarks?: readonly string[];
  /** Waiting takes time only when the test says so, instead of none at all. */
  readonly byHand?: boolean;
  readonly stopOnEntry?: boolean;
}

/** A session in front of a person, and what it asked the application in memory. */
export interface ScreenSession {
  readonly session: Session;
  readonly asked: readonly Asked[];
  /** The clock of the current call, when it is in the hand of the test. */
  readonly clock: HandClock;
}

/** A session as the terminal UI gets it, with seeded identifiers and dates; not yet placed. */
export function screenSession(plan: ScreenPlan): ScreenSession {
  const asked: Asked[] = [];
  let clock = handClock();
  let calls = 0;
  const session = new Session(
    {
      leg: inboundLeg(plan.url ?? `${ORIGIN}/voice`),
      rules: { timeoutMs: 15_000, drop307: false, publicUrls: [] },
      breakpoints: breakpointsAt(plan.breaks ?? []),
      notices: plan.notices ?? [],
      remarks: plan.remarks ?? [],
      stopOnEntry: plan.stopOnEntry ?? true,
      holds: true,
      maxSteps: 1000,
    },
    {
      step: STEP,
      sender: senderOf(plan, asked),
      speaker: silentSpeaker(),
      clock: () => {
        if (!plan.byHand) return virtualClock();
        clock = handClock();
        return clock;
      },
      casting: () => castingOf({ interactive: true }),
      recorder: () => NO_RECORDER,
      seed: () => `seed ${calls++}`,
      date: () => Date.UTC(2026, 0, 1),
    },
  );
  return {
    session,
    asked,
    get clock() {
      return clock;
    },
  };
}

function senderOf({ app, transport }: ScreenPlan, asked: Asked[]): Sender {
  if (!transport) return memorySender(app ?? {}, asked);
  return signingSender(transport, { key: { authToken: 'secret of the test', name: 'the test token' } });
}
