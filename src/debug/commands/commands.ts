import type { Debuggable } from '../session/debuggable.ts';

import { alive, always, going, onLive } from './availability.ts';
import { BREAKPOINT_COMMANDS } from './breakpoint-commands.ts';
import { CALLER_COMMANDS } from './caller-commands.ts';
import type { Command } from './command.ts';
import { LEG_COMMANDS } from './leg-commands.ts';
import { MESSAGE_COMMANDS } from './message-commands.ts';
import { REQUEST_COMMANDS } from './request-commands.ts';

const RUN_COMMANDS: readonly Command[] = [
  {
    id: 'debug.next',
    group: 'run',
    title: 'next',
    help: 'Run one verb, with what is nested in it, then stop before the next one',
    words: 'next',
    unavailable: going,
    run: (target) => target.move('next'),
    remark: ({ live, legs }) =>
      live?.writer && legs.every(({ endedAt }) => endedAt !== null)
        ? 'the next message holds before its first verb'
        : null,
  },
  {
    id: 'debug.into',
    group: 'run',
    title: 'into',
    help: 'Go to the next smaller thing: a nested verb, a hop of an exchange, a document for a callee',
    words: 'into',
    unavailable: going,
    run: (target) => target.move('into'),
  },
  {
    id: 'debug.finish',
    group: 'run',
    title: 'finish',
    help: 'Run the rest of this document, then stop at the first verb of the next one',
    words: 'finish',
    unavailable: going,
    run: (target) => target.move('finish'),
  },
  {
    id: 'debug.continue',
    group: 'run',
    title: 'continue',
    help: 'Run until a breakpoint or the end of the call',
    words: 'continue',
    unavailable: going,
    run: (target) => target.move('continue'),
  },
  {
    id: 'debug.until',
    group: 'run',
    title: 'until',
    help: 'Run until a line of this document, or until its end: until line:12',
    words: 'until',
    argument: { form: 'line:N', optional: false },
    unavailable: going,
    run: (target, written = '') => {
      const line = lineIn(written);
      return line === null ? `"${written}" is no line: write until line:12` : target.move({ until: line });
    },
  },
  {
    id: 'debug.skip',
    group: 'run',
    title: 'skip',
    help: 'Skip to the end of what plays or waits now: the clock jumps, nothing is lost',
    words: 'skip',
    unavailable: alive,
    run: (target) => onLive(target, (session) => session.skip()),
  },
  {
    id: 'debug.detach',
    group: 'run',
    title: 'detach',
    help: 'Run on and stop nowhere, until you pause',
    words: 'detach',
    unavailable: alive,
    run: (target) => onLive(target, (session) => session.detach()),
  },
  {
    id: 'debug.speed',
    group: 'run',
    title: 'speed',
    help: 'Set how fast time passes while something plays or waits: speed 4, speed 0.5',
    words: 'speed',
    argument: { form: 'N', optional: false },
    unavailable: alive,
    run: (target, written = '') => {
      const speed = speedIn(written);
      if (speed === null) return `"${written}" is no speed: write a number from 0.1 to 100, as in speed 4`;
      return onLive(target, (session) => session.setSpeed(speed));
    },
  },
  {
    id: 'debug.back-next',
    group: 'run',
    title: 'back',
    help: 'Go back to the verb before: nothing is asked again, and the server is not rewound',
    words: 'back',
    unavailable: begun,
    run: (target) => target.moveBack('back'),
  },
  {
    id: 'debug.back-into',
    group: 'run',
    title: 'back into',
    help: 'Go back to the next smaller thing before: a nested verb, a hop of an exchange',
    words: 'back into',
    unavailable: begun,
    run: (target) => target.moveBack('back into'),
  },
  {
    id: 'debug.back-finish',
    group: 'run',
    title: 'doc start',
    help: 'Go back to the first verb of this document',
    words: 'back finish',
    unavailable: begun,
    run: (target) => target.moveBack('back finish'),
  },
  {
    id: 'debug.back-continue',
    group: 'run',
    title: 'last stop',
    help: 'Go back to the last breakpoint or other stop, or to the first verb',
    words: 'back continue',
    unavailable: begun,
    run: (target) => target.moveBack('back continue'),
  },
  {
    id: 'debug.goto',
    group: 'run',
    title: 'go to',
    help: 'Go to the event with this number (its seq), or back to now: goto 12, goto now',
    words: 'goto',
    argument: { form: 'N', optional: false },
    unavailable: begun,
    run: goToEvent,
  },
  {
    id: 'debug.live',
    group: 'run',
    title: 'now',
    help: 'Return from the past to the present',
    words: null,
    unavailable: (target) => (target.position < target.length ? null : 'this is the present'),
    run: (target) => target.goTo('now'),
  },
  {
    id: 'debug.run-pause',
    group: 'run',
    title: 'pause',
    help: 'Pause now, or run on',
    words: null,
    unavailable: going,
    run: (target) => (target.held ? target.move('continue') : onLive(target, (session) => session.pause())),
  },
  {
    id: 'debug.pause',
    group: 'run',
    title: 'hold',
    help: 'Pause now, even in the middle of a verb',
    words: 'pause',
    unavailable: (target) => going(target) ?? (target.held ? 'it is paused already' : null),
    run: (target) => onLive(target, (session) => session.pause()),
  },
  {
    id: 'debug.restart',
    group: 'run',
    title: 'restart',
    help: 'Start again with the same breakpoints: a new CallSid, or an empty conversation',
    words: 'restart',
    unavailable: always,
    run: (target) => target.restart(),
  },
];

function begun({ length }: Debuggable): string | null {
  return length > 0 ? null : 'nothing has happened yet';
}

function lineIn(written: string): number | null {
  const line = /^(?:line:)?0*([1-9]\d{0,8})$/.exec(written.trim())?.[1];
  return line === undefined ? null : Number(line);
}

function speedIn(written: string): number | null {
  const speed = /^\d{1,3}(\.\d{1,3})?$/.test(written.trim()) ? Number(written) : Number.NaN;
  return speed >= 0.1 && speed <= 100 ? speed : null;
}

/** The moment right after an event was told. */
function goToEvent(target: Debuggable, written = ''): string | null {
  if (written.trim() === 'now') return target.goTo('now');
  const seq = /^\d{1,9}$/.test(written.trim()) ? Number(written) : Number.NaN;
  const entry = target.journal.entries().find(({ event }) => event.seq === seq);
  if (entry) return target.goTo(entry.step);
  const last = target.journal.entries().at(-1)?.event.seq ?? 0;
  return `there is no event ${written}: write a number from 0 to ${last}, or now`;
}

/** What can be done with a session, wherever it is asked for. */
export const DEBUG_COMMANDS: readonly Command[] = [
  ...RUN_COMMANDS,
  ...CALLER_COMMANDS.map(ofCalls),
  ...LEG_COMMANDS.map(ofCalls),
  ...MESSAGE_COMMANDS,
  ...BREAKPOINT_COMMANDS,
  ...REQUEST_COMMANDS,
];

/** They make no sense for messages. */
function ofCalls(command: Command): Command {
  return { ...command, product: 'voice' };
}
