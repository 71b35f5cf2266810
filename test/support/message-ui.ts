import { silentSpeaker } from '../../src/audio/silent-speaker.ts';
import type { WritingSetup } from '../../src/debug/conversation/message-writer.ts';
import { NO_RECORDER, type Recorder } from '../../src/debug/recorder.ts';
import { Session } from '../../src/debug/session/session.ts';
import type { Attachment } from '../../src/engine/placed/inbound-message.ts';
import { startTui, type TuiEnd } from '../../src/tui/start.tsx';
import { inboundMessage, PLAIN_HANDLING, textMessage } from './inbound-message.ts';
import { type Answer, type Asked, breakpointsAt, memorySender, ORIGIN } from './memory-call.ts';
import { MESSAGE_STEP } from './memory-message.ts';
import { type HandClock, handClock } from './screen-clock.ts';
import { TerminalPair } from './terminal-emulator.ts';

/** A conversation in front of a person, with an application in memory. */
export interface MessageUiPlan {
  readonly app: Readonly<Record<string, Answer>>;
  readonly breaks?: readonly string[];
  readonly recorder?: Recorder;
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly ascii?: boolean;
}

/** A terminal UI of a conversation that runs in an emulated terminal; its clock is in the hand of the test. */
export interface RunningMessageUi {
  readonly session: Session;
  readonly asked: readonly Asked[];
  readonly clock: HandClock;
  readonly terminal: TerminalPair;
  press(keys: string, wanted: string | RegExp | ((text: string) => boolean)): Promise<void>;
  quit(): Promise<TuiEnd>;
}

/** Files that can be attached. */
const FILES: Readonly<Record<string, Attachment>> = {
  'photo.png': {
    sid: `ME${'1'.repeat(32)}`,
    contentType: 'image/png',
    url: null,
    name: 'photo.png',
    size: 24_000,
  },
};

/** The session of a conversation that somebody is yet to begin. */
export function openConversation(
  plan: Pick<MessageUiPlan, 'app' | 'breaks' | 'recorder'>,
  asked: Asked[] = [],
  clock: () => HandClock = handClock,
): Session {
  const handling = { ...PLAIN_HANDLING, mediaAt: 'http://media.test' };
  const { from, to, message: _message, ...base } = inboundMessage(`${ORIGIN}/sms`, textMessage(''));
  const writing: WritingSetup = {
    base,
    pair: { from, to },
    handling,
    shelve: (written) => FILES[written] ?? `there is no file ${written} to send`,
    paths: (typed) => Object.keys(FILES).filter((name) => name.startsWith(typed)),
    address: (written) => written,
  };
  let runs = 0;
  return new Session(
    {
      leg: null,
      writing,
      staysOpen: true,
      rules: { timeoutMs: 15_000, drop307: false, publicUrls: [] },
      breakpoints: breakpointsAt(plan.breaks ?? []),
      notices: [],
      stopOnEntry: false,
      holds: true,
      maxSteps: 1000,
    },
    {
      step: MESSAGE_STEP,
      sender: memorySender(plan.app, asked),
      speaker: silentSpeaker(),
      clock,
      casting: () => () => [],
      recorder: () => plan.recorder ?? NO_RECORDER,
      seed: () => `seed ${runs++}`,
      date: () => Date.UTC(2026, 0, 1),
    },
  );
}

/** Starts the terminal UI of a conversation, or of another session of messages. */
export function startMessageUi(plan: MessageUiPlan): RunningMessageUi {
  const asked: Asked[] = [];
  let clock = handClock();
  const session = openConversation(plan, asked, () => {
    clock = handClock();
    return clock;
  });
  const terminal = new TerminalPair(plan.columns ?? 120, plan.rows ?? 40);
  const ended = startTui({
    title: `${ORIGIN}/sms`,
    opening: { product: 'messaging', replay: false },
    load: () => {
      session.restart();
      return Promise.resolve(session);
    },
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    env: plan.env ?? {},
    ascii: plan.ascii ?? false,
  });
  // A test that expects a failure awaits it itself; for all others it is not left unhandled.
  ended.catch(() => {});
  return {
    session,
    asked,
    get clock() {
      return clock;
    },
    terminal,
    async press(keys, wanted) {
      terminal.type(keys);
      await terminal.emulator.until(wanted);
    },
    async quit() {
      terminal.type('\u0003');
      const end = await ended;
      session.close();
      return end;
    },
  };
}
