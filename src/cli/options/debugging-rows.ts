import { positive, positiveInteger, speed, wholeNumber } from '../arguments/parse-number.ts';
import { breakpoint } from '../arguments/parse-script.ts';
import { word } from '../arguments/parse-word.ts';
import { each, GROUPS, optionRows } from './option.ts';
import { EVERY_SESSION } from './session-kinds.ts';

/** Options about where a session stops, how fast it goes, and what ends it. */
export const DEBUGGING_ROWS = optionRows({
  clock: {
    flags: '--clock <real|virtual>',
    help: 'real: waiting takes as long as in a call; virtual: skip waiting',
    group: GROUPS.debugging,
    sessions: EVERY_SESSION,
    parse: word('real', 'virtual'),
  },
  speed: {
    flags: '--speed <factor>',
    help: 'how fast the real clock runs',
    group: GROUPS.debugging,
    sessions: EVERY_SESSION,
    parse: speed,
    default: 1,
  },
  break: {
    flags: '--break <where>',
    help:
      'stop before a verb (Gather, line:12, url:/menu), after param:Digits or an event (error, redirect ...); behind it ' +
      'if EXPRESSION, hits 3, once, log "text {expression}" (repeatable)',
    group: GROUPS.debugging,
    sessions: EVERY_SESSION,
    parse: each(breakpoint),
    default: [],
  },
  maxSteps: {
    flags: '--max-steps <number>',
    help: {
      call: 'end the call as a loop after this many verbs',
      message: 'end the conversation as a loop after this many verbs',
    },
    group: GROUPS.debugging,
    sessions: EVERY_SESSION,
    parse: positiveInteger,
    default: 10_000,
  },
  timeout: {
    flags: '--timeout <seconds>',
    help: {
      call: 'real time that the run may take',
      message: 'real time that the conversation (or fax) may take',
    },
    group: GROUPS.debugging,
    sessions: ['run', 'message', 'fax'],
    parse: positive,
    default: 300,
  },
  maxWarnings: {
    flags: '--max-warnings <number>',
    help: 'fail when there are more warnings and errors than this',
    group: GROUPS.debugging,
    sessions: ['run', 'message', 'fax'],
    parse: wholeNumber,
  },
});
