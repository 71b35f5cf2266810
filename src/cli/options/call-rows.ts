import { parseFarEndOption } from '../arguments/parse-far-end.ts';
import { emptyQueue } from '../arguments/parse-queue.ts';
import { calleeScript, callerScript, callerScriptFile, joiningCaller } from '../arguments/parse-script.ts';
import { applicationUrl } from '../arguments/parse-url.ts';
import { word } from '../arguments/parse-word.ts';
import { each, GROUPS, optionRows } from './option.ts';
import { CALLS } from './session-kinds.ts';

/** Options about who takes part in a call, and what they do. */
export const CALL_ROWS = optionRows({
  outcome: {
    flags: '--outcome <outcome>',
    help: 'what becomes of an outbound call: answer, machine, fax, busy, no-answer, fail, cancel',
    group: GROUPS.request,
    sessions: CALLS,
    parse: word('answer', 'machine', 'fax', 'busy', 'no-answer', 'fail', 'cancel'),
    default: 'answer',
  },
  machineDetection: {
    flags: '--machine-detection <mode>',
    help: 'detect who answers an outbound call: Enable or DetectMessageEnd',
    group: GROUPS.request,
    sessions: CALLS,
    parse: word('Enable', 'DetectMessageEnd'),
  },
  stir: {
    flags: '--stir <value>',
    help: 'StirVerstat of an inbound call, StirStatus of an outbound one',
    group: GROUPS.request,
    sessions: CALLS,
  },
  forwardedFrom: {
    flags: '--forwarded-from <number>',
    help: 'number that forwarded the call: ForwardedFrom and CalledVia',
    group: GROUPS.request,
    sessions: CALLS,
  },
  caller: {
    flags: '--caller <script>',
    help: 'what the caller does: "press 1; wait 2s; press 42#; hang up"',
    group: GROUPS.people,
    sessions: CALLS,
    parse: callerScript,
  },
  callerFile: {
    flags: '--caller-file <file>',
    help: 'file that says what the caller does',
    group: GROUPS.people,
    sessions: CALLS,
    parse: callerScriptFile,
  },
  callee: {
    flags: '--callee <script>',
    help: 'what dialled parties do, one after the other, the last one repeats: "busy; ring 5s answer press 1 talk 10s"; "+15551230001=busy" for one number, others answer',
    group: GROUPS.people,
    sessions: CALLS,
    parse: calleeScript,
  },
  farEnd: {
    flags: '--far-end <how>',
    help: 'how far ends of <Connect> behave, one after the other, the last one repeats: "error 64105 [after 5s]; close 5s [words]"',
    group: GROUPS.people,
    sessions: CALLS,
    parse: parseFarEndOption,
  },
  join: {
    flags: '--join <caller>',
    help: 'another caller: "after 5s; from +15550000002; url /voice; press 1" (repeatable)',
    group: GROUPS.people,
    sessions: CALLS,
    parse: each(joiningCaller),
    default: [],
  },
  queue: {
    flags: '--queue <name[=size]>',
    help: 'a queue that exists before the call, empty; size: how many may wait (repeatable)',
    group: GROUPS.people,
    sessions: CALLS,
    parse: each(emptyQueue),
    default: [],
  },
  application: {
    flags: '--application <sid=url>',
    help: 'Voice URL of an app that <Dial><Application> can reach (repeatable)',
    group: GROUPS.people,
    sessions: CALLS,
    parse: applicationUrl,
    default: {},
  },
});
