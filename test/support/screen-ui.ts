import type { Session } from '../../src/debug/session/session.ts';
import { startTui, type TuiEnd } from '../../src/tui/start.tsx';
import { type ScreenPlan, type ScreenSession, screenSession } from './screen-session.ts';
import { TerminalPair } from './terminal-emulator.ts';

/** How a terminal UI is started for a test. */
export interface UiPlan extends ScreenPlan {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly ascii?: boolean | undefined;
  /** Instead of placing the call at once. */
  readonly load?: (session: Session) => Promise<Session>;
  readonly onFirstFrame?: () => void;
}

/** A terminal UI that runs in an emulated terminal. */
export interface RunningUi extends ScreenSession {
  readonly terminal: TerminalPair;
  readonly ended: Promise<TuiEnd>;
  /** Types, and waits for what is wanted on the screen. */
  press(keys: string, wanted: string | RegExp | ((text: string) => boolean)): Promise<void>;
  quit(): Promise<TuiEnd>;
}

/** Starts the terminal UI in front of a real session. */
export function startUi(plan: UiPlan): RunningUi {
  const made = screenSession(plan);
  const { session } = made;
  const terminal = new TerminalPair(plan.columns ?? 120, plan.rows ?? 40);
  const place = (placed: Session) => {
    placed.restart();
    return Promise.resolve(placed);
  };
  const ended = startTui({
    title: plan.url ?? 'http://app.test/voice',
    load: () => (plan.load ?? place)(session),
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    env: plan.env ?? {},
    ascii: plan.ascii,
    onFirstFrame: plan.onFirstFrame ?? (() => {}),
  });
  // A test that expects a failure awaits `ended` itself; for all others it is not left unhandled.
  ended.catch(() => {});
  return {
    session,
    asked: made.asked,
    get clock() {
      return made.clock;
    },
    terminal,
    ended,
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
