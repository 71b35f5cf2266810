import { always, going, onLive } from './availability.ts';
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
    help: 'Run one verb, then stop before the next one',
    words: 'next',
    unavailable: going,
    run: (target) => target.next(),
    remark: ({ live, legs }) =>
      live?.writer && legs.every(({ endedAt }) => endedAt !== null)
        ? 'the next message holds before its first verb'
        : null,
  },
  {
    id: 'debug.back-next',
    group: 'run',
    title: 'back',
    help: 'In a replay: go back to the previous verb',
    words: 'back',
    unavailable: (target) => (!target.live ? null : 'only a replay goes back: twiml-debug replay FILE'),
    run: (target) => target.back(),
  },
  {
    id: 'debug.continue',
    group: 'run',
    title: 'continue',
    help: 'Run until a breakpoint or the end of the call',
    words: 'continue',
    unavailable: going,
    run: (target) => target.continue(),
  },
  {
    id: 'debug.run-pause',
    group: 'run',
    title: 'pause',
    help: 'Pause now, or run on',
    words: null,
    unavailable: going,
    run: (target) => (target.held ? target.continue() : onLive(target, (session) => session.pause())),
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
