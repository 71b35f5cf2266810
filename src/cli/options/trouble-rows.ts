import { TOTAL_TIMEOUT_MS } from '../../http/limits.ts';
import { secondsOrOff } from '../arguments/parse-number.ts';
import { fault } from '../arguments/parse-script.ts';
import { word } from '../arguments/parse-word.ts';
import { each, GROUPS, optionRows } from './option.ts';
import { CALLS, EVERY_SESSION } from './session-kinds.ts';

/** Options that make things go wrong, and choices where Twilio's own behaviour is not certain. */
export const TROUBLE_ROWS = optionRows({
  webhookTimeout: {
    flags: '--webhook-timeout <seconds|off>',
    help: 'how long Twilio waits for an answer',
    group: GROUPS.trouble,
    sessions: EVERY_SESSION,
    parse: secondsOrOff,
    default: TOTAL_TIMEOUT_MS,
    defaultText: '15',
  },
  fault: {
    flags: '--fault <what>',
    help: 'spoil exchanges: slow 5s, refused, status 500, truncated, duplicated or out-of-order, optionally followed by "at 3" or url:/path (repeatable)',
    group: GROUPS.trouble,
    sessions: EVERY_SESSION,
    parse: each(fault),
    default: [],
  },
  signature: {
    flags: '--signature <valid|wrong|missing>',
    help: 'how to sign requests, to test that your app refuses a bad signature',
    group: GROUPS.trouble,
    sessions: EVERY_SESSION,
    parse: word('valid', 'wrong', 'missing'),
    default: 'valid',
  },
  redirect307: {
    flags: '--redirect-307 <repeat|drop>',
    help: "whether a 307 repeats a verb's own parameters or drops them",
    group: GROUPS.trouble,
    sessions: EVERY_SESSION,
    parse: word('repeat', 'drop'),
    default: 'repeat',
  },
  playFailure: {
    flags: '--play-failure <end|next>',
    help: 'what a <Play> does when its file cannot be fetched: end the call, or run the next verb',
    group: GROUPS.trouble,
    sessions: CALLS,
    parse: word('end', 'next'),
    default: 'end',
  },
  playMedia: {
    flags: '--play-media <fetch|skip>',
    help: 'fetch: request the files of <Play>, as Twilio does; skip: do not (for work without Internet access)',
    group: GROUPS.trouble,
    sessions: CALLS,
    parse: word('fetch', 'skip'),
    default: 'fetch',
  },
  emptyRecording: {
    flags: '--empty-recording <next|action>',
    help: 'what a <Record> does when nobody speaks: run the next verb, or request its action',
    group: GROUPS.trouble,
    sessions: CALLS,
    parse: word('next', 'action'),
    default: 'next',
  },
  payExhausted: {
    flags: '--pay-exhausted <action|next>',
    help: 'what a <Pay> does when all attempts are used up: request its action, or run the next verb',
    group: GROUPS.trouble,
    sessions: CALLS,
    parse: word('action', 'next'),
    default: 'action',
  },
  transcribeCallback: {
    flags: '--transcribe-callback <ask|always>',
    help: 'whether a transcribeCallback counts without transcribe="true"',
    group: GROUPS.trouble,
    sessions: CALLS,
    parse: word('ask', 'always'),
    default: 'ask',
  },
});
