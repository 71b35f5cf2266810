import type { CallStatus } from '../../engine/happened.ts';
import type { Sid, WorkId } from '../../engine/identifiers.ts';
import type { LegSetup } from '../../engine/placed/leg-setup.ts';
import { openAbove } from '../../engine/running/arrival.ts';
import { connect } from '../../engine/running/bridge.ts';
import { endLeg } from '../../engine/running/leg-life.ts';
import { createLeg } from '../../engine/running/legs.ts';
import { finishLeg } from '../../engine/running/run-verb.ts';
import type { Leg } from '../../engine/switchboard.ts';
import { defineVerb, type LegNews, type Outcome, type Signal } from '../../engine/turn/behaviour.ts';
import type { HeardTo } from '../../engine/turn/heard.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import type { Params } from '../../http/url/params.ts';
import { childElements } from '../../twiml/document.ts';
import { callSetup } from '../call-setup.ts';
import { actionOrNext } from '../leg/action.ts';
import { detect, tellDetection } from '../leg/machine-detection.ts';
import { refused } from '../leg/placing.ts';
import { reportProgress } from '../leg/progress.ts';
import { sipParams } from '../leg/sip.ts';
import { answer, answeredHere } from '../leg/status.ts';
import { recordDial, recordedWith } from '../record/dial-recording.ts';
import { endRecording, type Recording } from '../record/recordings.ts';
import { HEARS_STAR } from '../sound/listening.ts';
import { callApplication, RETURNED, type Returned } from './application.ts';
import { callerIdError, callerIdOf } from './caller-id.ts';
import { type Party, partiesOf } from './party.ts';
import { REFERRED, type Referred } from './refer-request.ts';
import { type DialResult, resultParams } from './result.ts';
import { ringTone, stopRinging } from './ring-back.ts';
import { timeLimitMs } from './room-dial.ts';
import { SEND_DIGITS } from './send-digits.ts';
import { sipHeaderParams } from './sip-answer.ts';

/** How far a dialled leg has come. */
type Phase = 'dialling' | 'digits' | 'screening' | 'bridged';
/** How a dialled leg leaves the dial: it is over, or a live update took it elsewhere. */
type Gone = Extract<LegNews, 'ended' | 'left'>;
type Dialled = { readonly leg: Sid; readonly party: number; readonly phase: Phase };

type State = {
  readonly parties: readonly Party[];
  /** Parties that have not been dialled yet: those of a sequential dial. */
  readonly next: number;
  readonly legs: readonly Dialled[];
  readonly ringing: WorkId | null;
  readonly timeout: WorkId | null;
  readonly limit: WorkId | null;
  /** Legs on which it is being found out who answered. */
  readonly detecting: readonly { readonly leg: Sid; readonly party: number; readonly work: WorkId }[];
  readonly recording: Recording | null;
  /** The leg that `action` is told about: the last one that is over. */
  readonly last: DialResult['last'];
  readonly wasBridged: boolean;
  readonly returned: readonly (readonly [string, string])[];
};

/** Twilio adds about so much to the time that a phone may ring (Twilio docs: Dial, "timeout"); in milliseconds. */
const RING_BUFFER_MS = 5_000;

/** Verbs of a screening document (Twilio docs: Number, attribute url; Pause and Redirect from examples there). */
const SCREENING_VERBS = ['Play', 'Say', 'Gather', 'Hangup', 'Pause', 'Redirect'];

/**
 * Connects the caller with somebody else (Twilio docs: TwiML Voice: Dial). All parties ring at once, or one after
 * the other (`sequential`); the first to answer, and to pass its screening document, is connected and the others
 * are canceled. Then `action` is requested, or the next verb runs.
 */
export const dialPhones = defineVerb<State>({
  enter(verb) {
    if (!ringsOn(verb)) answer(verb.turn, verb.sid);
    else if (verb.leg.answeredAt !== null && !answeredHere(verb))
      verb.report(ANSWERED_BEFORE, 'answerOnBridge');
    const parties = partiesOf(verb);
    const start: State = {
      parties,
      next: 0,
      legs: [],
      ringing: null,
      timeout: null,
      limit: null,
      detecting: [],
      recording: null,
      last: null,
      wasBridged: false,
      returned: [],
    };
    if (parties.length === 0) return actionOrNext(verb, notPlaced(verb));
    const recording = verb.word('record').startsWith('record-from-ringing') ? recordDial(verb) : null;
    const ringing = verb.play(ringTone(verb));
    const count = verb.flag('sequential') ? 1 : parties.length;
    return stay(verb, ring(verb, { ...start, recording, ringing }, count));
  },

  react(verb, state, signal) {
    switch (signal.type) {
      case 'leg':
        return legNews(verb, state, signal.leg, signal.news);
      case 'told':
        return told(verb, state, signal);
      case 'frame-done':
        return bridge(verb, state, signal.leg, 'its screening document ran out');
      case 'frame-failed':
        return screeningFailed(verb, state, signal.failure.code);
      case 'due':
        return due(verb, state, signal.work);
      case 'key':
        return signal.key === '*' && verb.flag('hangupOnStar')
          ? hangUpCallees(verb, state, 'the caller pressed *')
          : stay(verb, state);
      case 'hang-up':
      case 'redirected':
        return cutOff(verb, state, signal.reason);
      case 'interrupted':
        stopRinging(verb, state.ringing, 'cut-off');
        endAll(verb, state, signal.reason);
        closeRecording(verb, state);
        return { type: 'next' };
      default:
        return stay(verb, state);
    }
  },
});

/** With `answerOnBridge` the caller is not answered yet; it has no effect for WhatsApp (Twilio docs: Dial). */
function ringsOn(verb: VerbContext): boolean {
  const nouns = childElements(verb.document, verb.element.id);
  return verb.flag('answerOnBridge') && !nouns.some(({ name }) => name === 'WhatsApp');
}

/** What answered the call need not stand in this document (Twilio docs: Dial, answerOnBridge). */
const ANSWERED_BEFORE = {
  rule: 'does-nothing',
  level: 'info',
  message: 'Dial: answerOnBridge does nothing: the call has been answered before',
  help: 'it counts only while the call rings',
} as const;

/** Dials the next parties, so many. */
function ring(verb: VerbContext, state: State, count: number): State {
  const parties = state.parties.slice(state.next, state.next + count);
  const dialled = parties.map((party, index) => call(verb, party, state.next + index));
  verb.drop(state.timeout);
  const seconds = verb.number('timeout') ?? 30;
  const timeout = verb.timer(seconds * 1000 + RING_BUFFER_MS, 'ringing');
  return { ...state, next: state.next + dialled.length, legs: [...state.legs, ...dialled], timeout };
}

/** Calls a party, which is that many-th of all. */
function call(verb: VerbContext, party: Party, at: number): Dialled {
  const leg = createLeg(verb.turn, setupFor(verb, party), 'initiated', verb.ref);
  reportProgress(verb.turn, leg, 'initiated');
  if (!party.reachable) refused(verb.turn, leg, 'fail');
  if (party.application) callApplication(verb, leg, party.application);
  return { leg, party: at, phase: 'dialling' };
}

/** The leg of a party. What is known of the caller's own call (its carrier, parameters of the user's) is not its. */
function setupFor(verb: VerbContext, { to, application, ...party }: Party): LegSetup {
  const { stir: _stir, forwardedFrom: _from, machineDetection: _amd, ...setup } = callSetup(verb.leg);
  return {
    ...setup,
    from: callerIdOf(verb),
    to,
    direction: 'outbound-dial',
    target: application && { kind: 'url', url: application.url, method: 'POST' },
    fallback: null,
    params: [],
    statusCallback: party.statusCallback,
    statusCallbackEvents: party.statusCallbackEvents,
    outcome: null,
  };
}

function legNews(verb: VerbContext, state: State, sid: Sid, news: LegNews): Outcome<State> {
  const dialled = state.legs.find(({ leg }) => leg === sid);
  if (!dialled || news === 'ringing') return stay(verb, state);
  return news === 'answered' ? answered(verb, state, dialled) : legGone(verb, state, dialled, news);
}

function answered(verb: VerbContext, before: State, { leg, party }: Dialled): Outcome<State> {
  const { detection, sendDigits = '' } = before.parties[party] ?? {};
  const watch = detection
    ? [
        {
          leg,
          party,
          work: verb.timer(detect(verb.turn.leg(leg).answeredBy, detection).ms, 'machine detection'),
        },
      ]
    : [];
  const state = { ...before, detecting: [...before.detecting, ...watch] };
  if (sendDigits === '') return screen(verb, state, leg);
  verb.turn.play(leg, null, { kind: 'tones', digits: sendDigits });
  return stay(verb, inPhase(state, leg, 'digits'));
}

/** Somebody answered: the screening document first, where there is one. */
function screen(verb: VerbContext, state: State, sid: Sid): Outcome<State> {
  const dialled = state.legs.find(({ leg }) => leg === sid);
  const party = dialled && state.parties[dialled.party];
  if (!party?.screening) return bridge(verb, state, sid, answeredText(verb.turn.leg(sid)));
  const role = { kind: 'screening', owner: verb.ref, verbs: SCREENING_VERBS, code: 13201 } as const;
  const own =
    party.noun === 'Sip'
      ? [...sipParams(verb.turn.leg(sid)), ...sipHeaderParams(verb.turn, sid, 'SipHeader_')]
      : [];
  openAbove(verb.turn, sid, role, { purpose: 'screening', ...party.screening, own });
  return stay(verb, inPhase(state, sid, 'screening'));
}

/** Who has taken a phone, in words. */
function answeredText({ setup, answeredBy }: Leg): string {
  if (setup.target !== null) return 'the application answered';
  return answeredBy === 'machine' || answeredBy === 'fax'
    ? `a ${answeredBy} answered`
    : 'the callee answered';
}

function bridge(verb: VerbContext, state: State, sid: Sid, reason: string): Outcome<State> {
  if (!state.legs.some(({ leg }) => leg === sid)) return stay(verb, state);
  const { turn } = verb;
  const others = state.legs.filter(({ leg }) => leg !== sid);
  endAll(verb, { ...state, legs: others }, 'somebody else was connected first');
  stopRinging(verb, state.ringing, 'to-the-end');
  verb.drop(state.timeout);
  answer(turn, verb.sid);
  // An application is no party to talk to: it hears the caller itself, and may dial somebody on its own.
  if (turn.leg(sid).setup.target === null) connect(turn, verb.sid, sid, reason);
  const limit = verb.timer(timeLimitMs(verb), 'time limit');
  const fromAnswer = verb.word('record').startsWith('record-from-answer') || verb.word('record') === 'true';
  const recording = state.recording ?? (fromAnswer ? recordDial(verb) : null);
  if (recording) recordedWith(turn, sid, recording);
  const legs = state.legs.filter(({ leg }) => leg === sid);
  const now = { ...state, legs, ringing: null, timeout: null, limit, recording, wasBridged: true };
  return stay(verb, inPhase(now, sid, 'bridged'));
}

/** A leg is over, or was taken elsewhere: the dial with it, unless others still ring or are to be rung. */
function legGone(verb: VerbContext, before: State, gone: Dialled, how: Gone): Outcome<State> {
  const legs = before.legs.filter(({ leg }) => leg !== gone.leg);
  const state = { ...before, legs, last: lastOf(verb, before, gone, how) };
  if (gone.phase === 'bridged') return finish(verb, state, 'completed');
  const elsewhere = how === 'left' ? null : tryNextAddress(verb, state, gone);
  if (elsewhere) return stay(verb, elsewhere);
  if (legs.length > 0) return stay(verb, state);
  if (state.next < state.parties.length) return stay(verb, ring(verb, state, 1));
  return finish(verb, state, verb.turn.leg(gone.leg).status);
}

/** A party that cannot be reached is tried at its next address, while there is time; `null` where there is none. */
function tryNextAddress(verb: VerbContext, state: State, { leg, party: at }: Dialled): State | null {
  const party = state.parties[at];
  const [to, ...others] = party?.others ?? [];
  if (!party || to === undefined || verb.turn.leg(leg).status !== 'failed' || state.timeout === null)
    return null;
  const next = { ...party, to, others };
  return { ...state, parties: state.parties.with(at, next), legs: [...state.legs, call(verb, next, at)] };
}

function told(
  verb: VerbContext,
  state: State,
  { what, data }: Extract<Signal, { type: 'told' }>,
): Outcome<State> {
  switch (what) {
    case SEND_DIGITS:
      return screen(verb, state, String(data));
    case RETURNED:
      // The names say what comes with them: each belongs to the file that tells it.
      return stay(verb, { ...state, returned: (data as unknown as Returned).params });
    case REFERRED:
      return refer(verb, state, data as unknown as Referred);
    default:
      return stay(verb, state);
  }
}

function due(verb: VerbContext, state: State, work: WorkId): Outcome<State> {
  if (work === state.limit) return hangUpCallees(verb, state, 'the time limit of the Dial was reached');
  const found = state.detecting.find((one) => one.work === work);
  if (found) {
    const { detection, amdCallback } = state.parties[found.party] ?? {};
    const alive = verb.turn.leg(found.leg).endedAt === null;
    if (detection && amdCallback && alive) tellDetection(verb.turn, found.leg, detection, amdCallback);
    return stay(verb, { ...state, detecting: state.detecting.filter((one) => one !== found) });
  }
  if (work !== state.timeout) return stay(verb, state);
  verb.turn.approximated('Dial timeout: a phone rings for the 5 s longer that Twilio may add');
  // Those who answered and are still being screened have their time.
  for (const { leg, phase } of state.legs)
    if (phase === 'dialling')
      endLeg(verb.turn, leg, 'no-answer', 'nobody answered before the timeout of the Dial');
  return stay(verb, { ...state, timeout: null });
}

/** The caller wants nothing more of those who were dialled, or the time is up. */
function hangUpCallees(verb: VerbContext, state: State, reason: string): Outcome<State> {
  const ended = endAll(verb, state, reason);
  return finish(verb, ended, state.wasBridged ? 'completed' : 'canceled');
}

/** The caller is gone, or taken elsewhere: `action` still hears of it (reports; Twilio's page is silent). */
function cutOff(verb: VerbContext, state: State, reason: string): Outcome<State> {
  const ended = endAll(verb, state, reason);
  return finish(verb, ended, state.wasBridged ? 'completed' : 'canceled', 'cut-off');
}

/** What the callee was to hear first cannot be had: both sides are hung up. */
function screeningFailed(verb: VerbContext, state: State, code: number): Outcome<State> {
  stopRinging(verb, state.ringing, 'cut-off');
  const reason = `the screening document failed (${code})`;
  closeRecording(verb, endAll(verb, state, reason));
  verb.turn.setLeg(verb.sid, { error: code });
  verb.report({
    rule: 'screening-failed',
    level: 'error',
    message: `Dial: the document that the callee was to hear first failed (${code}); both sides are hung up`,
    help: 'the exchange before says why',
  });
  return { type: 'end', status: verb.leg.answeredAt === null ? 'no-answer' : 'completed', reason };
}

/** The SIP phone of the callee wants to be put through to somebody else (Twilio docs: Dial, "referUrl"). */
function refer(verb: VerbContext, state: State, { leg, to }: Referred): Outcome<State> {
  const dialled = state.legs.find((one) => one.leg === leg);
  if (dialled?.phase !== 'bridged') return stay(verb, state);
  const target = verb.callback('referUrl', 'referMethod');
  if (!target) {
    verb.report({
      code: 13802,
      level: 'error',
      message: `Dial: the callee wanted to be put through to ${to}, which is refused without referUrl`,
      help: 'add referUrl; its document takes the caller over',
    });
    return stay(verb, state);
  }
  closeRecording(verb, endAll(verb, state, `the callee referred the caller to ${to}`));
  const own = [['ReferTransferTarget', to]] as const;
  return { type: 'transfer', to: { purpose: 'refer', ...target, own } };
}

/** Ends what is left of the dialled legs: those who answered are `completed`, the others `canceled`. */
function endAll(verb: VerbContext, state: State, reason: string): State {
  const { turn } = verb;
  const [first] = state.legs;
  for (const { leg } of state.legs) {
    const { endedAt, answeredAt, setup } = turn.leg(leg);
    if (endedAt !== null) continue;
    // An application loses its caller; its verbs may still say so.
    if (setup.target !== null && answeredAt !== null) finishLeg(turn, leg, 'completed', reason);
    else endLeg(turn, leg, answeredAt === null ? 'canceled' : 'completed', reason);
  }
  return { ...state, legs: [], last: first ? lastOf(verb, state, first, 'ended') : state.last };
}

function lastOf(
  { turn }: VerbContext,
  { parties }: State,
  { leg, party }: Dialled,
  how: Gone,
): State['last'] {
  return { leg, status: turn.leg(leg).status, noun: parties[party]?.noun ?? '', left: how === 'left' };
}

function finish(
  verb: VerbContext,
  state: State,
  status: CallStatus,
  ringing: HeardTo = 'to-the-end',
): Outcome<State> {
  stopRinging(verb, state.ringing, ringing);
  const recorded = closeRecording(verb, state);
  const { last, wasBridged: bridged, returned } = state;
  return actionOrNext(verb, [...resultParams(verb.turn, { status, last, bridged, returned }), ...recorded]);
}

/** There is nobody who can be called. */
function notPlaced(verb: VerbContext): Params {
  const result = resultParams(verb.turn, { status: 'failed', last: null, bridged: false, returned: [] });
  const error = callerIdError(verb);
  return error === null ? result : [...result, ['ErrorMessage', error]];
}

function closeRecording(verb: VerbContext, { recording, wasBridged }: State) {
  if (!recording) return [];
  return endRecording(verb.turn, verb.sid, recording, { status: wasBridged ? 'completed' : 'absent' });
}

function inPhase(state: State, sid: Sid, phase: Phase): State {
  return { ...state, legs: state.legs.map((one) => (one.leg === sid ? { ...one, phase } : one)) };
}

function stay(verb: VerbContext, state: State): Outcome<State> {
  const listening = verb.flag('hangupOnStar') ? { ...HEARS_STAR, prompting: !state.wasBridged } : null;
  return { type: 'stay', state, listening };
}
