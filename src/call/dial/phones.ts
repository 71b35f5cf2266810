import type { Piece } from '../../audio/piece.ts';
import { openAbove } from '../../engine/arrival.ts';
import { defineVerb, type LegNews, type Outcome } from '../../engine/behaviour.ts';
import type { LegSetup } from '../../engine/event.ts';
import type { CallStatus } from '../../engine/happened.ts';
import type { Sid, WorkId } from '../../engine/identifiers.ts';
import { endLeg } from '../../engine/leg-life.ts';
import { createLeg } from '../../engine/legs.ts';
import type { Listening } from '../../engine/switchboard.ts';
import type { VerbContext } from '../../engine/verb-context.ts';
import type { Params } from '../../http/params.ts';
import { reportProgress, talkSeconds } from '../progress.ts';
import { endRecording, type Recording, recordingCallback, startRecording } from '../recordings.ts';
import { answer } from '../status.ts';
import { watchForMachine } from './machine-detection.ts';
import { type Party, partiesOf } from './party.ts';
import { SEND_DIGITS } from './send-digits.ts';

/** How far a dialled leg has come. */
type Phase = 'dialling' | 'digits' | 'screening' | 'bridged';
type Dialled = { readonly leg: Sid; readonly party: number; readonly phase: Phase };

type State = {
  readonly parties: readonly Party[];
  /** Parties that have not been dialled yet: those of a sequential dial. */
  readonly next: number;
  readonly legs: readonly Dialled[];
  readonly ringing: WorkId | null;
  readonly timeout: WorkId | null;
  readonly limit: WorkId | null;
  readonly recording: Recording | null;
  /** How the last leg that is over ended, and which it was. */
  readonly last: { readonly leg: Sid; readonly status: CallStatus } | null;
  readonly wasBridged: boolean;
};

/** Verbs of a screening document (Twilio docs: Number, attribute url; Pause and Redirect from examples there). */
const SCREENING_VERBS = ['Play', 'Say', 'Gather', 'Hangup', 'Pause', 'Redirect'];

/**
 * Connects the caller with somebody else (Twilio docs: TwiML Voice: Dial). All parties ring at once, or one after
 * the other (`sequential`); the first to answer, and to pass its screening document, is connected and the others
 * are canceled. Then `action` is requested, or the next verb runs.
 */
export const dialPhones = defineVerb<State>({
  enter(verb) {
    if (!verb.flag('answerOnBridge')) answer(verb.turn, verb.sid);
    const parties = partiesOf(verb);
    const start: State = {
      parties,
      next: 0,
      legs: [],
      ringing: null,
      timeout: null,
      limit: null,
      recording: null,
      last: null,
      wasBridged: false,
    };
    if (parties.length === 0) return finish(verb, start, 'failed');
    const early = verb.word('record').startsWith('record-from-ringing');
    const recording = early ? record(verb) : null;
    const ringing = verb.play(ringTone(verb));
    return stay(
      verb,
      ring(verb, { ...start, recording, ringing }, verb.flag('sequential') ? 1 : parties.length),
    );
  },

  react(verb, state, signal) {
    switch (signal.type) {
      case 'leg':
        return legNews(verb, state, signal.leg, signal.news);
      case 'told':
        return signal.what === SEND_DIGITS ? screen(verb, state, String(signal.data)) : stay(verb, state);
      case 'frame-done':
        return bridge(verb, state, signal.leg);
      case 'frame-failed':
        // What the callee was to hear first cannot be had: both sides are cut off.
        endAll(verb, state, 'completed');
        return { type: 'fail', diagnostic: screeningFailed(verb, signal.failure.code, signal.failure.url) };
      case 'due':
        return due(verb, state, signal.work);
      case 'key':
        return signal.key === '*' && verb.flag('hangupOnStar')
          ? hangUpCallees(verb, state)
          : stay(verb, state);
      case 'hang-up':
      case 'redirected':
        return cutOff(verb, state);
      case 'interrupted':
        stopRinging(verb, state, true);
        endAll(verb, state, 'canceled');
        return { type: 'next' };
      default:
        return stay(verb, state);
    }
  },
});

/** Dials the next parties, so many. */
function ring(verb: VerbContext, state: State, count: number): State {
  const dialled = state.parties.slice(state.next, state.next + count).map((party, index): Dialled => {
    const leg = createLeg(verb.turn, setupFor(verb, party), 'initiated', verb.ref);
    reportProgress(verb.turn, leg, 'initiated');
    return { leg, party: state.next + index, phase: 'dialling' };
  });
  verb.drop(state.timeout);
  const seconds = verb.number('timeout') ?? 30;
  const timeout = verb.timer(seconds * 1000, 'ringing');
  return { ...state, next: state.next + dialled.length, legs: [...state.legs, ...dialled], timeout };
}

function setupFor(verb: VerbContext, party: Party): LegSetup {
  const { setup } = verb.leg;
  const own = setup.direction === 'inbound' ? setup.from : setup.to;
  return {
    ...setup,
    from: verb.word('callerId') || own,
    to: party.to,
    direction: 'outbound-dial',
    target: null,
    fallback: null,
    statusCallback: party.statusCallback,
    statusCallbackEvents: party.statusCallbackEvents,
    outcome: null,
  };
}

function legNews(verb: VerbContext, state: State, sid: Sid, news: LegNews): Outcome<State> {
  const dialled = state.legs.find(({ leg }) => leg === sid);
  if (!dialled) return stay(verb, state);
  switch (news) {
    case 'ringing':
      return stay(verb, state);
    case 'answered': {
      const party = state.parties[dialled.party];
      watchForMachine(verb.turn, sid, party);
      if (!party?.sendDigits) return screen(verb, state, sid);
      verb.turn.play(sid, null, { kind: 'tones', digits: party.sendDigits });
      return stay(verb, inPhase(state, sid, 'digits'));
    }
    case 'ended':
      return legEnded(verb, state, dialled);
  }
}

/** Somebody answered: the screening document first, where there is one. */
function screen(verb: VerbContext, state: State, sid: Sid): Outcome<State> {
  const dialled = state.legs.find(({ leg }) => leg === sid);
  const screening = dialled && state.parties[dialled.party]?.screening;
  if (!screening) return bridge(verb, state, sid);
  const role = { kind: 'screening', owner: verb.ref, verbs: SCREENING_VERBS, code: 13201 } as const;
  openAbove(verb.turn, sid, role, { purpose: 'screening', ...screening, own: [] });
  return stay(verb, inPhase(state, sid, 'screening'));
}

function bridge(verb: VerbContext, state: State, sid: Sid): Outcome<State> {
  if (!state.legs.some(({ leg }) => leg === sid)) return stay(verb, state);
  const { turn } = verb;
  for (const { leg } of state.legs) if (leg !== sid) endLeg(turn, leg, 'canceled');
  stopRinging(verb, state, false);
  verb.drop(state.timeout);
  answer(turn, verb.sid);
  turn.setLeg(verb.sid, { bridgedTo: sid, bridgedAt: turn.now });
  turn.setLeg(sid, { bridgedTo: verb.sid, bridgedAt: turn.now });
  const limit = verb.timer((verb.number('timeLimit') ?? 14_400) * 1000, 'time limit');
  const fromAnswer = verb.word('record').startsWith('record-from-answer') || verb.word('record') === 'true';
  return stay(verb, {
    ...inPhase({ ...state, legs: state.legs.filter(({ leg }) => leg === sid) }, sid, 'bridged'),
    ringing: null,
    timeout: null,
    limit,
    recording: state.recording ?? (fromAnswer ? record(verb) : null),
    wasBridged: true,
  });
}

/** A leg is over: the dial with it, unless others still ring or are to be rung. */
function legEnded(verb: VerbContext, before: State, { leg, phase }: Dialled): Outcome<State> {
  const { status } = verb.turn.leg(leg);
  const legs = before.legs.filter((other) => other.leg !== leg);
  const state = { ...before, legs, last: { leg, status } };
  if (phase === 'bridged') return finish(verb, state, 'completed');
  if (legs.length > 0) return stay(verb, state);
  if (state.next < state.parties.length) return stay(verb, ring(verb, state, 1));
  return finish(verb, state, status);
}

function due(verb: VerbContext, state: State, work: WorkId): Outcome<State> {
  if (work === state.limit) return hangUpCallees(verb, state);
  if (work !== state.timeout) return stay(verb, state);
  // Those who answered and are still being screened have their time.
  for (const { leg, phase } of state.legs) if (phase === 'dialling') endLeg(verb.turn, leg, 'no-answer');
  return stay(verb, { ...state, timeout: null });
}

function hangUpCallees(verb: VerbContext, state: State): Outcome<State> {
  endAll(verb, state, 'completed');
  const [first] = state.legs;
  const last = first ? { leg: first.leg, status: verb.turn.leg(first.leg).status } : state.last;
  return finish(verb, { ...state, legs: [], next: state.parties.length, last }, 'completed');
}

/** The caller is gone, or taken elsewhere: `action` still hears of it (reports; Twilio's page is silent). */
function cutOff(verb: VerbContext, state: State): Outcome<State> {
  endAll(verb, state, 'canceled');
  const [first] = state.legs;
  const last = first ? { leg: first.leg, status: verb.turn.leg(first.leg).status } : state.last;
  const outcome = finish(
    verb,
    { ...state, legs: [], last },
    state.wasBridged ? 'completed' : 'canceled',
    true,
  );
  return outcome;
}

/** Ends what is left of the dialled legs: those who talk are `completed`, the others what `unanswered` says. */
function endAll({ turn }: VerbContext, { legs }: State, unanswered: CallStatus): void {
  for (const { leg } of legs) {
    if (turn.leg(leg).endedAt !== null) continue;
    endLeg(turn, leg, turn.leg(leg).answeredAt === null ? unanswered : 'completed');
  }
}

function finish(verb: VerbContext, state: State, status: CallStatus, interrupted = false): Outcome<State> {
  stopRinging(verb, state, interrupted);
  if (verb.leg.endedAt === null) verb.turn.setLeg(verb.sid, { bridgedTo: null });
  const recorded = state.recording
    ? endRecording(verb.turn, verb.sid, state.recording, state.wasBridged ? 'completed' : 'absent')
    : [];
  const action = verb.attribute('action');
  if (action === undefined || action.trim() === '') return { type: 'next' };
  const resolved = verb.resolve(action, 'action');
  if (!resolved.ok) return { type: 'fail', diagnostic: resolved.diagnostic };
  const own = [...resultParams(verb, state, status), ...recorded];
  return { type: 'transfer', to: { purpose: 'action', method: verb.method(), url: resolved.url, own } };
}

/** Twilio docs: TwiML Voice: Dial, "Request parameters". */
function resultParams({ turn }: VerbContext, { last, wasBridged }: State, status: CallStatus): Params {
  // Somebody answered but was not connected: applications tell that by DialBridged.
  const said = last && turn.leg(last.leg).answeredAt !== null ? 'completed' : status;
  const params: [string, string][] = [['DialCallStatus', said]];
  if (last) {
    params.push(['DialCallSid', last.leg]);
    params.push(['DialCallDuration', String(talkSeconds(turn.leg(last.leg), turn.now))]);
  }
  params.push(['DialBridged', String(wasBridged)]);
  return params;
}

function record(verb: VerbContext): Recording {
  const dual = verb.word('record').endsWith('-dual');
  return startRecording(verb.turn, verb.sid, {
    source: 'DialVerb',
    channels: dual ? 2 : 1,
    track: verb.word('recordingTrack') || 'both',
    ...recordingCallback(verb),
  });
}

function ringTone(verb: VerbContext): Piece {
  return { kind: 'ringing', tone: verb.word('ringTone') || 'us' };
}

function stopRinging(verb: VerbContext, { ringing }: State, interrupted: boolean): void {
  if (ringing === null || !(ringing in verb.turn.board.pending)) return;
  verb.drop(ringing);
  verb.heard(ringTone(verb), interrupted);
}

function inPhase(state: State, sid: Sid, phase: Phase): State {
  return { ...state, legs: state.legs.map((one) => (one.leg === sid ? { ...one, phase } : one)) };
}

function stay(verb: VerbContext, state: State): Outcome<State> {
  return { type: 'stay', state, listening: verb.flag('hangupOnStar') ? STAR : null };
}

const STAR: Listening = {
  for: 'star',
  digits: '',
  numDigits: null,
  finishOnKey: '*',
  timeoutMs: 0,
  timer: null,
  prompting: false,
};

function screeningFailed(verb: VerbContext, code: number, url: string | null) {
  return verb.diagnostic({
    code,
    level: 'error',
    message: `the document that the callee was to hear first failed (${code}${url === null ? '' : `, ${url}`}); both sides are hung up`,
  });
}
