import { silentSpeaker } from '../../src/audio/silent-speaker.ts';
import { voice } from '../../src/call/voice.ts';
import { loadLanguage } from '../../src/cli/data-files.ts';
import { virtualClock } from '../../src/clock.ts';
import { parseWhere } from '../../src/debug/breakpoints.ts';
import { keyboardCaller } from '../../src/debug/keyboard-caller.ts';
import { NO_RECORDER } from '../../src/debug/recorder.ts';
import type { Sender } from '../../src/debug/sender.ts';
import { signingSender } from '../../src/debug/sender.ts';
import { Session } from '../../src/debug/session.ts';
import { stepper } from '../../src/engine/step.ts';
import type { Transport } from '../../src/http/transport.ts';
import { type Answer, type Asked, memorySender, ORIGIN } from './memory-call.ts';
import { type HandClock, handClock } from './screen-clock.ts';

/** What a session for a screen is made of. */
export interface ScreenPlan {
  /** An application in memory, at http://app.test; or a transport to a real one at `url`. */
  readonly app?: Readonly<Record<string, Answer>>;
  readonly transport?: Transport;
  readonly url?: string;
  readonly breaks?: readonly string[];
  readonly notices?: readonly string[];
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
      leg: {
        product: 'call',
        fallback: null,
        statusCallback: null,
        accountSid: 'AC00000000000000000000000000000001',
        from: '+15551230001',
        to: '+15559870002',
        direction: 'inbound',
        target: { kind: 'url', url: plan.url ?? `${ORIGIN}/voice`, method: 'POST' },
        params: [],
      },
      rules: { timeoutMs: 15_000, drop307: false },
      breakpoints: (plan.breaks ?? []).map((text) => {
        const where = parseWhere(text);
        if (typeof where === 'string') throw new Error(where);
        return where;
      }),
      notices: plan.notices ?? [],
      stopOnEntry: plan.stopOnEntry ?? true,
      holds: true,
      maxSteps: 1000,
    },
    {
      step: stepper(voice(loadLanguage())),
      sender: senderOf(plan, asked),
      speaker: silentSpeaker(),
      clock: () => {
        if (!plan.byHand) return virtualClock();
        clock = handClock();
        return clock;
      },
      caller: keyboardCaller,
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
  return signingSender(transport, { authToken: 'secret of the test', name: 'the test token' });
}
