import type { Sid, WorkId } from '../../engine/identifiers.ts';
import type { Json } from '../../engine/json.ts';
import { openAbove } from '../../engine/running/arrival.ts';
import type { RunRef } from '../../engine/switchboard.ts';
import { defineVerb, type Outcome } from '../../engine/turn/behaviour.ts';
import { type Failure, failureText } from '../../engine/turn/failure.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { attributeOf, childElements } from '../../twiml/document.ts';
import { actionOrNext, type Ending } from '../leg/action.ts';
import { answer } from '../leg/status.ts';
import {
  type Enqueued,
  joinQueue,
  leaveQueue,
  seconds,
  TOLD,
  tellLeft,
  type Whisper,
} from '../queue/queues.ts';
import { cutPieces, MUSIC, startWaiting, stopWaiting, type Waiting, waitingOf } from '../sound/waiting.ts';

/** How a call leaves its queue (Twilio docs: Enqueue, "action"). */
type QueueResult =
  | 'bridged'
  | 'bridging-in-process'
  | 'error'
  | 'hangup'
  | 'leave'
  | 'redirected'
  | 'redirected-from-bridged'
  | 'queue-full'
  | 'system-error';

type State = {
  /** `connecting`: a Dial has taken the call, which hears the document of `<Queue url>` first. */
  readonly phase: 'waiting' | 'connecting' | 'bridged';
  readonly queue: Sid;
  readonly name: string;
  readonly since: number;
  /** When a Dial took it. */
  readonly takenAt: number | null;
  readonly takenBy: Pick<RunRef, 'leg' | 'run'> | null;
  readonly waiting: Waiting;
  /** The wait document has run out at least once. */
  readonly repeated: boolean;
  /** When it was last asked for, and the timer until it is asked for again. */
  readonly askedAt: number;
  readonly again: WorkId | null;
};

/** Twilio docs: Enqueue, "waitUrl"; others violate the schema, 12200. */
const WAIT = { verbs: ['Play', 'Say', 'Pause', 'Hangup', 'Redirect', 'Leave', 'Gather'], code: 12200 };
/** Twilio docs: Queue, "url". */
const WHISPER = { verbs: ['Play', 'Say', 'Pause', 'Redirect'], code: 13201 };
/** A wait document that takes no time is asked for again after so long, in milliseconds. */
const EMPTY_WAIT_MS = 1_000;

/**
 * Puts the caller into a queue, where a document is heard again and again until a `<Dial>` takes the call, it leaves,
 * or hangs up (Twilio docs: TwiML Voice: Enqueue). With a workflow it is simulated as a queue of that workflow. The
 * verb `<Queue>` of 2012 does the same, without attributes.
 */
export const enqueue = defineVerb<State>({
  // QueueResult=error is for errors in the TwiML (Twilio docs: Enqueue).
  tellsFailure: (element) => element.name === 'Enqueue' && attributeOf(element, 'action') !== undefined,

  enter(verb) {
    const { turn } = verb;
    answer(turn, verb.sid);
    if (verb.skips.includes(verb.element.id)) return unfit(verb);
    const read = isOld(verb) ? { waiting: 'music' as const } : waitingOf(verb, 'waitUrlMethod', WAIT);
    if ('refused' in read) {
      turn.report(verb.sid, read.refused);
      return refused(verb, 'error');
    }
    const wanted = wantedQueue(verb);
    const queue = joinQueue(turn, verb.ref, wanted);
    if (!queue) {
      reportFull(verb, wanted.name);
      return ended(verb, null, 'queue-full');
    }
    const [since, askedAt] = [turn.now, turn.now];
    const state: State = {
      phase: 'waiting',
      queue: queue.sid,
      name: queue.name,
      since,
      takenAt: null,
      takenBy: null,
      waiting: read.waiting,
      repeated: false,
      askedAt,
      again: null,
    };
    startWaiting(verb, read.waiting);
    return stay(state);
  },

  react(verb, state, signal) {
    switch (signal.type) {
      case 'played':
        verb.heard(MUSIC, 'to-the-end');
        startWaiting(verb, 'music');
        return stay(state);
      case 'due':
        return ask(verb, { ...state, again: null });
      case 'frame-done':
        return state.phase === 'waiting' ? again(verb, state) : connected(verb, state);
      case 'frame-failed':
        return waitFailed(verb, state, signal.failure);
      case 'frame-left':
        return left(verb, state, { result: 'leave', reason: 'Leave took the call out of the queue' });
      case 'told':
        if (signal.what === TOLD.taken) return taken(verb, state, signal.data);
        return left(verb, state, LET_GO[state.phase === 'bridged' ? 'bridged' : 'connecting']);
      case 'hang-up':
        return hungUp(verb, state, signal.reason);
      case 'redirected':
        return cutOff(verb, state, {
          result: state.phase === 'bridged' ? 'redirected-from-bridged' : 'redirected',
          reason: `a live update took ${WAITER} elsewhere`,
        });
      case 'interrupted':
        cutPieces(verb);
        tellLeaving(verb, state, 'hangup');
        leaveQueue(verb.turn, verb.ref, { result: 'hangup', reason: signal.reason });
        return { type: 'next' };
      default:
        return stay(state);
    }
  },
});

/** Why a call is not in its queue any more: for the application, and in words. */
interface Leaving {
  readonly result: QueueResult;
  readonly reason: string;
}

/** This side of a conversation, in words: the other one is a caller, too. */
const WAITER = 'the caller who waited in the queue';

/** The Dial that took the call has let go of it. */
const LET_GO: Readonly<Record<'bridged' | 'connecting', Leaving>> = {
  bridged: { result: 'bridged', reason: 'the document ran out' },
  connecting: { result: 'bridging-in-process', reason: 'thrown out of the queue: who took the call hung up' },
};

/**
 * A file that cannot be played leaves the caller in the queue, and the wait document is asked for again (observed:
 * plugin-queued-callbacks-and-voicemail issue 7); one that cannot be had or read throws the caller out.
 */
function waitFailed(verb: VerbContext, state: State, failure: Failure): Outcome<State> {
  if (failure.verb === 'Play' && state.phase === 'waiting') return again(verb, state);
  // What the action or a later document answers mends it.
  verb.turn.setLeg(verb.sid, { error: failure.code });
  return left(verb, state, { result: 'error', reason: thrownOut(failure) });
}

function thrownOut(failure: Failure): string {
  return `thrown out of the queue: ${failureText(failure)}`;
}

/** It leaves the line; a call that is connected did so before. */
function tellLeaving(verb: VerbContext, { phase, name, queue: sid }: State, result: QueueResult): void {
  if (phase !== 'bridged') tellLeft(verb.turn, verb.sid, { name, sid }, result);
}

/** It does not even get into a queue. */
function refused(verb: VerbContext, result: QueueResult): Ending {
  tellLeft(verb.turn, verb.sid, { name: workflowOf(verb) || verb.text, sid: null }, result);
  return ended(verb, null, result);
}

function wantedQueue(verb: VerbContext): Enqueued {
  const workflow = workflowOf(verb);
  const max = isOld(verb) ? null : verb.number('maxQueueSize');
  if (max !== null)
    verb.turn.approximated('Enqueue maxQueueSize: not documented; taken as the size of the queue');
  if (workflow === '') return { name: verb.text, workflow: false, priority: 0, max };
  verb.turn.approximated(
    'Enqueue workflowSid: simulated as a queue of that workflow; no worker is looked for',
  );
  const task = childElements(verb.document, verb.element.id).find(({ name }) => TASKS.includes(name));
  return { name: workflow, workflow: true, priority: (task && verb.noun(task).number('priority')) ?? 0, max };
}

function workflowOf(verb: VerbContext): string {
  return isOld(verb) ? '' : verb.word('workflowSid').trim();
}

/** The second is the name from before August 2015 (Twilio docs: TaskRouter). */
const TASKS = ['Task', 'TaskAttributes'];

/** The verb `<Queue>` of the pages of 2012. */
function isOld({ element }: VerbContext): boolean {
  return element.name === 'Queue';
}

function reportFull(verb: VerbContext, name: string): void {
  verb.report({
    code: 14207,
    level: 'warning',
    message: `Enqueue: the queue "${name}" is full; the call does not get into it`,
    help: 'check QueueResult=queue-full in action, or let the next verb handle it',
  });
}

/** The wait document has run out: it is asked for again (Twilio docs: Enqueue). */
function again(verb: VerbContext, state: State): Outcome<State> {
  const now = { ...state, repeated: true };
  if (verb.turn.now > state.askedAt) return ask(verb, now);
  verb.turn.tellOnce(
    verb.sid,
    verb.diagnostic(
      {
        rule: 'empty-wait',
        level: 'warning',
        message: 'Enqueue: the wait document takes no time; it is asked for again after a second',
        help: 'let it hold a <Play> or a <Pause>, or write waitUrl="" for silence',
      },
      'waitUrl',
    ),
  );
  return stay({ ...now, again: verb.timer(EMPTY_WAIT_MS, 'wait document') });
}

function ask(verb: VerbContext, state: State): Outcome<State> {
  startWaiting(verb, state.waiting);
  return stay({ ...state, askedAt: verb.turn.now });
}

/** A Dial wants the call: what it hears while waiting ends. */
function taken(verb: VerbContext, state: State, data: Json): Outcome<State> {
  const { by, url, method } = data as Whisper;
  stopWaiting(verb);
  verb.drop(state.again);
  const now = { ...state, takenAt: verb.turn.now, takenBy: by, again: null };
  if (url === null) return connected(verb, now);
  const own = [
    ['QueueSid', state.queue],
    ['QueueTime', String(queueTime(verb, now))],
    // Twilio's spelling.
    ['DequeingCallSid', by.leg],
  ] as const;
  const role = { kind: 'whisper', owner: verb.ref, ...WHISPER } as const;
  openAbove(verb.turn, verb.sid, role, { purpose: 'whisper', method, url, own });
  return stay({ ...now, phase: 'connecting' });
}

function connected(verb: VerbContext, state: State): Outcome<State> {
  tellLeaving(verb, state, 'bridged');
  if (state.takenBy) verb.turn.post(state.takenBy, { type: 'told', what: TOLD.ready, data: verb.sid });
  return stay({ ...state, phase: 'bridged' });
}

/**
 * The caller hung up. Once connected there is nobody left to be asked what to do next, and nothing is requested
 * (inferred: Twilio's page on Enqueue does not say it).
 */
function hungUp(verb: VerbContext, state: State, reason: string): Outcome<State> {
  if (state.phase === 'bridged') {
    leaveQueue(verb.turn, verb.ref, { result: 'hangup', reason: `${WAITER} hung up` });
    return { type: 'next' };
  }
  if (state.phase === 'connecting') return cutOff(verb, state, { result: 'bridging-in-process', reason });
  return cutOff(verb, state, { result: isEnqueued(verb, state) ? 'hangup' : 'system-error', reason });
}

/** Whether the first wait document has come: until then the call is not fully in the queue. */
function isEnqueued({ leg, at }: VerbContext, { waiting, repeated }: State): boolean {
  return repeated || typeof waiting === 'string' || leg.frames.length > at + 1;
}

function left(verb: VerbContext, state: State, leaving: Leaving): Ending {
  stopWaiting(verb);
  tellLeaving(verb, state, leaving.result);
  leaveQueue(verb.turn, verb.ref, leaving);
  return ended(verb, state, leaving.result, leaving.reason);
}

/** The call is gone, or taken elsewhere: the engine ends what lies above by itself. */
function cutOff(verb: VerbContext, state: State, leaving: Leaving): Ending {
  const { result } = leaving;
  cutPieces(verb);
  tellLeaving(verb, state, result);
  leaveQueue(verb.turn, verb.ref, leaving);
  return ended(verb, result === 'system-error' ? null : state, result);
}

/** QueueSid and QueueTime are sent only for a call that was really enqueued (Twilio docs: Enqueue). */
function ended(verb: VerbContext, state: State | null, result: QueueResult, because?: string): Ending {
  if (isOld(verb)) return { type: 'next', ...(because !== undefined && { because }) };
  const own: [string, string][] = [['QueueResult', result]];
  if (state) own.push(['QueueSid', state.queue], ['QueueTime', String(queueTime(verb, state))]);
  return actionOrNext(verb, own, because);
}

/** It could not be run as it is written; where it is `action` that cannot be asked, the next verb runs. */
function unfit(verb: VerbContext): Ending {
  const ending = refused(verb, 'error');
  return ending.type === 'fail' ? { type: 'next' } : ending;
}

function queueTime({ turn }: VerbContext, { since, takenAt }: State): number {
  return seconds((takenAt ?? turn.now) - since);
}

function stay(state: State): Outcome<State> {
  return { type: 'stay', state, listening: null };
}
