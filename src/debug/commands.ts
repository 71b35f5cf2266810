import { alive, always, going } from './availability.ts';
import { BREAKPOINT_COMMANDS } from './breakpoint-commands.ts';
import type { Command } from './command.ts';
import type { Debuggable } from './debuggable.ts';
import { REQUEST_COMMANDS } from './request-commands.ts';

const RUN_COMMANDS: readonly Command[] = [
  {
    id: 'debug.next',
    group: 'run',
    title: 'next',
    help: 'Run one verb, then hold before the next one',
    words: 'next',
    unavailable: going,
    run: (target) => target.next(),
  },
  {
    id: 'debug.back-next',
    group: 'run',
    title: 'back',
    help: 'In a replay: go back to the verb before',
    words: 'back',
    unavailable: (target) =>
      target.kind === 'replay' ? null : 'only a replay goes back: twiml-debug replay FILE',
    run: (target) => target.back(),
  },
  {
    id: 'debug.continue',
    group: 'run',
    title: 'continue',
    help: 'Run on until a breakpoint or the end of the call',
    words: 'continue',
    unavailable: going,
    run: (target) => target.continue(),
  },
  {
    id: 'debug.run-pause',
    group: 'run',
    title: 'pause',
    help: 'Hold at once, or run on',
    words: null,
    unavailable: going,
    run: (target) => (target.held ? target.continue() : target.pause()),
  },
  {
    id: 'debug.pause',
    group: 'run',
    title: 'hold',
    help: 'Hold at once, in the middle of a verb too',
    words: 'pause',
    unavailable: (target) => going(target) ?? (target.held ? 'it holds already' : null),
    run: (target) => target.pause(),
  },
  {
    id: 'debug.restart',
    group: 'run',
    title: 'restart',
    help: 'Place the call anew, with a new CallSid and the same breakpoints',
    words: 'restart',
    unavailable: always,
    run: (target) => target.restart(),
  },
];

const CALLER_COMMANDS: readonly Command[] = [
  {
    id: 'caller.press',
    group: 'caller',
    title: 'keypad',
    help: "Press the caller's keys",
    words: 'press',
    argument: { form: 'KEYS', optional: false },
    unavailable: alive,
    run: press,
  },
  {
    id: 'caller.talk',
    group: 'caller',
    title: 'fall silent',
    help: 'While a Record listens the caller speaks; fall silent, or speak again',
    words: 'talk',
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
    words: 'hang up',
    unavailable: alive,
    run: (target) => target.act({ type: 'hang-up' }),
  },
];

/** What can be done with a session, wherever it is asked for. */
export const DEBUG_COMMANDS: readonly Command[] = [
  ...RUN_COMMANDS,
  ...CALLER_COMMANDS,
  ...BREAKPOINT_COMMANDS,
  ...REQUEST_COMMANDS,
];

/** One key after the other; blanks and dashes between them are for reading. */
function press(target: Debuggable, written = ''): string | null {
  const keys = written.replace(/[\s-]/g, '').toUpperCase();
  if (!/^[\d*#A-D]+$/.test(keys)) return `"${written}" are no keys: write digits, * and #, such as press 12#`;
  for (const value of keys) {
    const refusal = target.act({ type: 'key', value });
    if (refusal !== null) return refusal;
  }
  return null;
}

/** True while the caller's voice is being recorded. */
function recording({ leg }: Debuggable): boolean {
  return leg?.frames.at(-1)?.running[0]?.listening?.for === 'recording';
}

/** True while the caller speaks into a recording: then no silence is being counted. */
function speaking({ leg }: Debuggable): boolean {
  return leg?.frames.at(-1)?.running[0]?.listening?.timer === null;
}
