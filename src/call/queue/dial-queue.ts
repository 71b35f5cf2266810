import type { Sid, WorkId } from '../../engine/identifiers.ts';
import { connect } from '../../engine/running/bridge.ts';
import { defineVerb, type Outcome, type Signal } from '../../engine/turn/behaviour.ts';
import type { ElementReader } from '../../engine/turn/element-reader.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { nounOf, recordDial, starOf, timeLimitMs } from '../dial/room-dial.ts';
import { actionOrNext, type Ending } from '../leg/action.ts';
import { answer } from '../leg/status.ts';
import { endRecording, type Recording } from '../record/recordings.ts';
import type { Whisper } from './queues.ts';
import {
  awaitNext,
  letGoOfQueue,
  type Queue,
  queueNamed,
  seconds,
  TOLD,
  takeNext,
  workflowQueue,
} from './queues.ts';

/** What became of it; the values are not documented (Twilio docs of 2013: Queue). */
type DequeueResult = 'bridged' | 'queue-empty' | 'queue-not-found' | 'error';

type State = {
  readonly phase: 'waiting' | 'connecting' | 'bridged';
  readonly queue: Sid | null;
  readonly timeout: WorkId | null;
  readonly limit: WorkId | null;
  /** The call that was taken, and how long it had waited, in milliseconds. */
  readonly taken: { readonly leg: Sid; readonly waited: number } | null;
  readonly bridgedAt: number | null;
  readonly recording: Recording | null;
};

const NOBODY: State = {
  phase: 'waiting',
  queue: null,
  timeout: null,
  limit: null,
  taken: null,
  bridgedAt: null,
  recording: null,
};

/**
 * Connects the caller with the call at the front of a queue, which may hear a document first (Twilio docs: TwiML
 * Voice: Queue). An empty queue is waited for up to `timeout`; one that does not exist fails.
 */
export const dialQueue = defineVerb<State>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    const noun = nounOf(verb, 'Queue');
    if (!noun) return finish(verb, NOBODY, FAILED);
    for (const what of verb.turn.product.approximations(noun.element)) verb.turn.approximated(what);
    const queue = queueOf(noun);
    if (!queue) {
      reportMissing(noun);
      return finish(verb, NOBODY, { ...FAILED, result: 'queue-not-found' });
    }
    const timeout = verb.timer((verb.number('timeout') ?? 30) * 1000, 'queue');
    return next(verb, noun, { ...NOBODY, queue: queue.sid, timeout });
  },

  react(verb, state, signal) {
    switch (signal.type) {
      case 'told':
        return told(verb, state, signal);
      case 'due':
        if (signal.work === state.limit) return talked(verb, state, 'the time limit of the Dial was reached');
        return state.phase === 'waiting'
          ? finish(verb, state, NOBODY_CAME)
          : stay(verb, { ...state, timeout: null });
      case 'key':
        return signal.key === '*' && state.phase === 'bridged' && verb.flag('hangupOnStar')
          ? talked(verb, state, `${ANSWERER} pressed *`)
          : stay(verb, state);
      case 'hang-up':
        return hungUp(verb, state, signal.reason);
      case 'redirected':
        return state.phase === 'bridged'
          ? talked(verb, state, `a live update took ${ANSWERER} elsewhere`)
          : canceled(verb, state, signal.reason);
      case 'interrupted':
        close(verb, state, signal.reason);
        return { type: 'next' };
      default:
        return stay(verb, state);
    }
  },
});

/** The queue of the noun; a reservation without a name is for a call of some workflow. */
function queueOf(noun: ElementReader): Queue | null {
  if (noun.text !== '') return queueNamed(noun.turn, noun.text);
  noun.turn.approximated('Queue reservationSid: the front call of a workflow is taken, whoever was reserved');
  return workflowQueue(noun.turn);
}

/** Takes the call at the front, or waits for one. */
function next(verb: VerbContext, noun: ElementReader, state: State): Outcome<State> {
  const queue = queueOf(noun);
  if (!queue) return stay(verb, state);
  const whisper = noun.callback('url', 'method');
  const { leg, run } = verb.ref;
  const hears: Whisper = { by: { leg, run }, url: whisper?.url ?? null, method: whisper?.method ?? 'POST' };
  const entry = takeNext(verb.turn, queue, verb.ref, hears);
  if (!entry) {
    awaitNext(verb.turn, queue, verb.ref);
    return stay(verb, state);
  }
  const taken = { leg: entry.leg, waited: verb.turn.now - entry.since };
  return stay(verb, { ...state, phase: 'connecting', taken });
}

function told(
  verb: VerbContext,
  state: State,
  { what, data }: Extract<Signal, { type: 'told' }>,
): Outcome<State> {
  const noun = nounOf(verb, 'Queue');
  switch (what) {
    case TOLD.joined:
      return state.phase === 'waiting' && noun ? next(verb, noun, state) : stay(verb, state);
    case TOLD.ready:
      return bridge(verb, state);
    case TOLD.gone:
      if (state.phase === 'bridged')
        return finish(verb, state, { ...TALKED, redirected: data === 'redirected-from-bridged' });
      if (data === 'error') return finish(verb, state, FAILED);
      return nextInLine(verb, noun, state);
    default:
      return stay(verb, state);
  }
}

/** The call that was taken left before it was connected: the one behind it is next, while there is time. */
function nextInLine(verb: VerbContext, noun: ElementReader | null, before: State): Outcome<State> {
  const state: State = { ...before, phase: 'waiting', taken: null };
  const outcome = noun ? next(verb, noun, state) : stay(verb, state);
  const waits = outcome.type === 'stay' && outcome.state.phase === 'waiting';
  return waits && state.timeout === null ? finish(verb, state, NOBODY_CAME) : outcome;
}

function bridge(verb: VerbContext, state: State): Outcome<State> {
  const { turn } = verb;
  if (!state.taken) return stay(verb, state);
  verb.drop(state.timeout);
  const heardFirst = nounOf(verb, 'Queue')?.attribute('url') !== undefined;
  const reason = heardFirst
    ? 'the document that it was to hear first ran out'
    : 'a Dial took it from the queue';
  connect(turn, state.taken.leg, verb.sid, reason);
  const limit = verb.timer(timeLimitMs(verb), 'time limit');
  return stay(verb, {
    ...state,
    phase: 'bridged',
    timeout: null,
    limit,
    bridgedAt: turn.now,
    recording: recordDial(verb),
  });
}

/**
 * The one who dialled hung up. While nobody was connected `action` hears of it as of any Dial; after a conversation
 * nothing is requested (inferred: Twilio's page on Queue does not say it).
 */
function hungUp(verb: VerbContext, state: State, reason: string): Outcome<State> {
  if (state.phase !== 'bridged') return canceled(verb, state, reason);
  close(verb, state, `${ANSWERER} hung up`);
  return { type: 'next' };
}

function canceled(verb: VerbContext, state: State, reason: string): Ending {
  const result = state.phase === 'waiting' ? 'queue-empty' : 'error';
  return finish(verb, state, { status: 'canceled', result, reason });
}

/** Whoever dialled the queue has talked to the call from it, and does no more. */
function talked(verb: VerbContext, state: State, reason: string): Ending {
  return finish(verb, state, { ...TALKED, reason });
}

/** How the Dial went, and why the two do not talk any more where it is this side that ends it. */
interface Result {
  readonly status: 'completed' | 'no-answer' | 'failed' | 'canceled';
  readonly result: DequeueResult;
  readonly reason: string;
  /** The call that was taken was taken elsewhere by a live update. */
  readonly redirected?: boolean;
}

const FAILED: Result = { status: 'failed', result: 'error', reason: 'the Dial failed' };
const NOBODY_CAME: Result = { status: 'no-answer', result: 'queue-empty', reason: 'the queue was empty' };
const TALKED: Result = { status: 'completed', result: 'bridged', reason: 'the conversation was over' };

/** This side, in words: the other one is a caller, too. */
const ANSWERER = 'the caller who dialled the queue';

function finish(verb: VerbContext, state: State, { status, result, reason, redirected }: Result): Ending {
  const { queue, taken, bridgedAt } = state;
  const recorded = close(verb, state, reason);
  const bridged = bridgedAt === null ? null : String(seconds(verb.turn.now - bridgedAt));
  const own: [string, string][] = [['DialCallStatus', status]];
  if (taken && bridged !== null) {
    own.push(['DialCallSid', taken.leg]);
    // Absent when the other leg was taken elsewhere (Twilio docs: Dial).
    if (!redirected) own.push(['DialCallDuration', bridged]);
  }
  own.push(['DialBridged', String(bridged !== null)]);
  if (queue !== null) own.push(['QueueSid', queue]);
  own.push(['DequeueResult', result]);
  if (taken) {
    own.push(['DequeuedCallSid', taken.leg]);
    own.push(['DequeuedCallQueueTime', String(seconds(taken.waited))]);
    own.push(['DequeuedCallDuration', bridged ?? '0']);
  }
  return actionOrNext(verb, [...own, ...recorded]);
}

/** Lets go of whoever was taken, and ends the recording; answers the parameters that name it. */
function close(verb: VerbContext, { recording }: State, reason: string) {
  letGoOfQueue(verb.turn, verb.ref, reason);
  return recording ? endRecording(verb.turn, verb.sid, recording, { status: 'completed' }) : [];
}

function reportMissing(noun: ElementReader): void {
  noun.report({
    rule: 'queue-not-found',
    level: 'warning',
    message: `Dial: there is no queue "${noun.text}"; the Dial fails`,
    help: 'a queue exists once somebody has been enqueued in it: let a call in this session run <Enqueue> first',
  });
}

function stay(verb: VerbContext, state: State): Outcome<State> {
  return { type: 'stay', state, listening: starOf(verb) };
}
