import type { Piece } from '../../audio/piece.ts';
import type { Sid, WorkId } from '../../engine/identifiers.ts';
import type { Listening } from '../../engine/switchboard.ts';
import { defineVerb, type Outcome } from '../../engine/turn/behaviour.ts';
import type { ElementReader } from '../../engine/turn/element-reader.ts';
import type { HeardTo } from '../../engine/turn/heard.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import type { Params } from '../../http/url/params.ts';
import { isLoopbackSocket } from '../../twiml/loopback-socket.ts';
import { reportFailure } from '../background/callbacks.ts';
import { actionOrNext } from '../leg/action.ts';
import { nounOf, sayApproximated } from './noun.ts';

type State = {
  readonly session: Sid;
  readonly since: number;
  /** The welcome greeting while it is heard. */
  readonly greeting: WorkId | null;
  /** The code that it failed with, until that is told, and what counts the time until then. */
  readonly failed: number | null;
};

/** No WebSocket could be opened (error dictionary, 64102). */
const CANNOT_CONNECT = 64_102;
/** `action` is requested so long after a socket dropped (observed); in milliseconds. */
const DROPPED_AFTER_MS = 1_000;
/** How long the caller hears that a session could not be set up; in milliseconds. */
const BUSY_MS = 3_000;

/** What the observed `ErrorMessage` of a dropped socket says. */
const MESSAGES: ReadonlyMap<number, string> = new Map([[64_105, 'Websocket ended']]);

/**
 * Speech in and out through a WebSocket of the application (Twilio docs: TwiML Voice: ConversationRelay). The far
 * end is simulated: it ends the session, with HandoffData or without, or drops the socket; `action` hears of it,
 * after the caller has hung up too.
 */
export const conversationRelay = defineVerb<State>({
  enter(verb) {
    const noun = nounOf(verb);
    if (!noun || !isSocket(noun.attribute('url')?.trim() ?? '')) return actionOrNext(verb);
    sayApproximated(noun);
    const text = noun.word('welcomeGreeting').trim();
    const greeting = text === '' ? null : verb.play(greetingOf(noun));
    const state = { session: verb.turn.drawSid('VX'), since: verb.turn.now, greeting, failed: null };
    return listen(verb, state);
  },

  react(verb, state, signal) {
    switch (signal.type) {
      case 'played':
        return listen(verb, greeted(verb, state, 'to-the-end'));
      case 'key':
        return listen(verb, interrupted(verb, state, 'dtmf'));
      case 'speech':
        return listen(verb, interrupted(verb, state, 'speech'));
      case 'far-end':
        if (state.failed !== null) return listen(verb, state);
        if (signal.error !== null) return fail(verb, state, signal.error);
        return over(verb, greeted(verb, state, 'cut-off'), 'ended', handoff(signal.words));
      case 'due':
        return over(verb, state, 'failed', errorParams(verb, state.failed));
      case 'hang-up':
        return state.failed === null
          ? over(verb, greeted(verb, state, 'cut-off'), 'completed', [])
          : over(verb, state, 'failed', errorParams(verb, state.failed));
      case 'redirected':
      case 'interrupted':
        greeted(verb, state, 'cut-off');
        return { type: 'next' };
      default:
        return listen(verb, state);
    }
  },
});

/** What can be connected to; validation reports what cannot. */
function isSocket(url: string): boolean {
  return /^wss:\/\/[^/\s]/i.test(url) || isLoopbackSocket(url);
}

/** The socket is lost, or could not be had: then there was no greeting, and the caller hears a busy signal. */
function fail(verb: VerbContext, state: State, code: number): Outcome<State> {
  reportFailure(verb.turn, verb.sid, '<ConversationRelay>', code);
  if (code !== CANNOT_CONNECT) {
    verb.timer(DROPPED_AFTER_MS, 'socket dropped');
    return listen(verb, { ...greeted(verb, state, 'cut-off'), failed: code });
  }
  verb.drop(state.greeting);
  verb.turn.approximated(
    `ConversationRelay: the busy signal after ${code} is ${BUSY_MS / 1000} s of silence`,
  );
  verb.timer(BUSY_MS, 'busy signal');
  return listen(verb, { ...state, greeting: null, failed: code });
}

function over(verb: VerbContext, state: State, status: string, more: Params): Outcome<State> {
  const seconds = Math.round((verb.turn.now - state.since) / 1000);
  return actionOrNext(verb, [
    ['SessionId', state.session],
    ['SessionStatus', status],
    ['SessionDuration', String(seconds)],
    ...more,
  ]);
}

function handoff(words: string | undefined): Params {
  return words === undefined ? [] : [['HandoffData', words]];
}

function errorParams(verb: VerbContext, code: number | null): Params {
  if (code === null) return [];
  const title = verb.turn.product.language.catalogue.get(code)?.title ?? '';
  const message = MESSAGES.get(code) ?? title.replace(/^ConversationRelay: /, '');
  return [
    ['ErrorCode', String(code)],
    ['ErrorMessage', message],
  ];
}

/** The greeting has been heard, or is cut off. */
function greeted(verb: VerbContext, state: State, howFar: HeardTo): State {
  const noun = nounOf(verb);
  if (state.greeting === null || !noun) return state;
  verb.drop(state.greeting);
  verb.heard(greetingOf(noun), howFar);
  return { ...state, greeting: null };
}

/** The caller's input cuts the greeting off, as `welcomeGreetingInterruptible` says. */
function interrupted(verb: VerbContext, state: State, by: 'dtmf' | 'speech'): State {
  const how = nounOf(verb)?.word('welcomeGreetingInterruptible') || 'any';
  return [by, 'any', 'true'].includes(how) ? greeted(verb, state, 'cut-off') : state;
}

function greetingOf(noun: ElementReader): Piece {
  const language = noun.attribute('ttsLanguage') ?? noun.attribute('language') ?? null;
  return {
    kind: 'say',
    text: noun.word('welcomeGreeting').trim(),
    voice: noun.attribute('voice') ?? null,
    language,
  };
}

/** Speech always reaches the session, keys with `dtmfDetection`; both while the greeting can be interrupted by them. */
function listen(verb: VerbContext, state: State): Outcome<State> {
  const keys = nounOf(verb)?.flag('dtmfDetection') || state.greeting !== null;
  const listening: Listening = {
    for: keys ? 'digits-or-speech' : 'speech',
    digits: '',
    numDigits: null,
    finishOnKey: '',
    timeoutMs: 0,
    timer: null,
    prompting: state.greeting !== null,
  };
  return { type: 'stay', state, listening: state.failed === null ? listening : null };
}
