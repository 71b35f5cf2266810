import type { Debuggable } from './debuggable.ts';

/** Headings under which commands are listed. */
export type CommandGroup = 'caller' | 'run' | 'stops' | 'move' | 'app';

/**
 * Something that a user can do. One list of these feeds keys, help and documentation; ids are public API.
 * `T` is what the command works on: the debuggee for those of this room, the screen for those of a front end.
 */
export interface Command<T = Debuggable> {
  readonly id: string;
  readonly group: CommandGroup;
  /** Two or three words for a footer. */
  readonly title: string;
  /** A sentence for the help. */
  readonly help: string;
  /** Why it cannot be done now, in words for the user; `null` when it can. */
  unavailable(target: T): string | null;
  /** Does it; `argument` is what a key or a prompt adds. Answers with what went wrong, or `null`. */
  run(target: T, argument?: string): string | null;
}

const always = () => null;
const live = (target: Debuggable) =>
  target.kind === 'replay' ? 'a replay takes no input: it shows what happened' : null;
const alive = (target: Debuggable) =>
  live(target) ?? (target.over ? 'the call is over: r places a new one' : null);
const going = (target: Debuggable) => (target.over ? 'the call is over: r places a new one' : null);

/** What can be done with a session, wherever it is asked for. */
export const DEBUG_COMMANDS: readonly Command[] = [
  {
    id: 'debug.next',
    group: 'run',
    title: 'next',
    help: 'Run one verb, then hold before the next one',
    unavailable: going,
    run: (target) => target.next(),
  },
  {
    id: 'debug.back-next',
    group: 'run',
    title: 'back',
    help: 'In a replay: go back to the verb before',
    unavailable: (target) =>
      target.kind === 'replay' ? null : 'only a replay goes back: twiml-debug replay FILE',
    run: (target) => target.back(),
  },
  {
    id: 'debug.continue',
    group: 'run',
    title: 'continue',
    help: 'Run on until a breakpoint or the end of the call',
    unavailable: going,
    run: (target) => target.continue(),
  },
  {
    id: 'debug.run-pause',
    group: 'run',
    title: 'pause',
    help: 'Hold at once, or run on',
    unavailable: going,
    run: (target) => (target.held ? target.continue() : target.pause()),
  },
  {
    id: 'debug.restart',
    group: 'run',
    title: 'restart',
    help: 'Place the call anew, with a new CallSid and the same breakpoints',
    unavailable: always,
    run: (target) => target.restart(),
  },
  {
    id: 'caller.press',
    group: 'caller',
    title: 'keypad',
    help: "Press the caller's key",
    unavailable: alive,
    run: (target, key = '') => target.act({ type: 'key', value: key }),
  },
  {
    id: 'caller.talk',
    group: 'caller',
    title: 'fall silent',
    help: 'While a Record listens the caller speaks; fall silent, or speak again',
    unavailable: (target) =>
      alive(target) ??
      (recording(target) ? null : 'nothing records: a caller speaks only while a <Record> listens'),
    run: (target) => target.act({ type: 'voice', speaking: !speaking(target) }),
  },
  {
    id: 'caller.hang-up',
    group: 'caller',
    title: 'hang up',
    help: 'The caller hangs up',
    unavailable: alive,
    run: (target) => target.act({ type: 'hang-up' }),
  },
];

/** True while the caller's voice is being recorded. */
function recording({ leg }: Debuggable): boolean {
  return leg?.frames.at(-1)?.running[0]?.listening?.for === 'recording';
}

/** True while the caller speaks into a recording: then no silence is being counted. */
function speaking({ leg }: Debuggable): boolean {
  return leg?.frames.at(-1)?.running[0]?.listening?.timer === null;
}
