import type { Piece } from '../../audio/piece.ts';
import type { Sid, WorkId } from '../../engine/identifiers.ts';
import type { Json } from '../../engine/json.ts';
import type { Listening } from '../../engine/switchboard.ts';
import { defineVerb, type Outcome, type Signal } from '../../engine/turn/behaviour.ts';
import type { ElementReader } from '../../engine/turn/element-reader.ts';
import { failureText } from '../../engine/turn/failure.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import type { Finding } from '../../errors/diagnostic.ts';
import { nounOf, recordDial, starOf, timeLimitMs } from '../dial/room-dial.ts';
import { actionOrNext, type Ending } from '../leg/action.ts';
import { answer } from '../leg/status.ts';
import { endRecording, type Recording, recordingCallback } from '../record/recordings.ts';
import { HEARS_SPEECH } from '../sound/listening.ts';
import { cutPieces, MUSIC, startWaiting, stopWaiting, waitingOf } from '../sound/waiting.ts';
import { startAnnouncement, tellAnnouncement } from './announcement.ts';
import { join, type Leaving, type LeavingReason, leave, TOLD } from './attendance.ts';
import { participantParams, tellConference, wants } from './conference-callbacks.ts';
import { type Conference, conferenceNamed, type Participant, placeInConference } from './conferences.ts';

type State = {
  readonly phase: 'waiting' | 'talking';
  readonly hold: boolean;
  readonly music: WorkId | null;
  /** What is announced to this participant, by its URL. */
  readonly announcing: string | null;
  readonly recording: Recording | null;
};

/** Verbs of a wait document, and the code of any other (Twilio docs: Conference, "waitUrl"; error dictionary, 13238). */
const WAIT = { verbs: ['Play', 'Say', 'Pause', 'Redirect'], code: 13238 };
const BEEP: Piece = { kind: 'beep' };

/**
 * Puts the caller into a conference (Twilio docs: TwiML Voice: Conference). Until it starts a wait document is heard,
 * once. The Dial ends when the participant leaves; `action` is then told `answered`, and nothing about another leg.
 */
export const dialConference = defineVerb<State>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    const noun = nounOf(verb, 'Conference');
    if (!noun) return failed(verb);
    for (const what of verb.turn.product.approximations(noun.element)) verb.turn.approximated(what);
    const refusal = refusalOf(noun);
    if (refusal) {
      noun.report(refusal.finding, refusal.attribute);
      return refusal.outcome === 'next' ? { type: 'next' } : failed(verb);
    }
    const read = waitingOf(noun, 'waitMethod', WAIT);
    if ('refused' in read) {
      verb.turn.report(verb.sid, read.refused);
      return failed(verb);
    }
    const recording = recordDial(verb);
    verb.timer(timeLimitMs(verb), 'time limit');
    join(verb.turn, conferenceFor(noun), participantOf(verb, noun));
    const phase =
      placeInConference(verb.turn, verb.sid)?.conference.startedAt == null ? 'waiting' : 'talking';
    const music = phase === 'waiting' ? startWaiting(verb, read.waiting) : null;
    return stay(verb, { phase, hold: false, music, announcing: null, recording });
  },

  react(verb, state, signal) {
    switch (signal.type) {
      case 'told':
        return told(verb, state, signal.what, signal.data);
      case 'played':
        return played(verb, state, signal.work);
      case 'due':
        return leaves(verb, state, 'participant_hung_up');
      case 'frame-done':
        return announced(verb, state, null);
      case 'frame-failed':
        if (state.announcing !== null) return announced(verb, state, signal.failure.code);
        // Without a wait document the conference is not established (Twilio docs: Conference, "waitUrl").
        stopWaiting(verb);
        verb.turn.setLeg(verb.sid, { error: signal.failure.code });
        close(verb, state, { reason: 'participant_add_failed', hangsUp: false });
        return failed(verb, `kept out of the conference: ${failureText(signal.failure)}`);
      case 'key':
        return signal.key === '*' && verb.flag('hangupOnStar')
          ? leaves(verb, state, 'participant_hung_up')
          : stay(verb, state);
      case 'voice':
      case 'speech':
        return speaks(verb, state, signal);
      case 'hang-up':
      case 'interrupted':
        // Nobody is left to be asked what to do next (Twilio docs: Conference).
        cutPieces(verb);
        close(verb, state, { reason: 'participant_hung_up', hangsUp: true });
        return { type: 'next' };
      case 'redirected':
        cutPieces(verb);
        return leavesBy(verb, state, 'participant_updated_via_api');
      default:
        return stay(verb, state);
    }
  },
});

/** Why somebody may not join, and what the Dial does then. */
interface Refusal {
  readonly finding: Finding;
  readonly attribute?: string;
  readonly outcome: 'action' | 'next';
}

function refusalOf(noun: ElementReader): Refusal | null {
  const { turn, text } = noun;
  const conference = conferenceNamed(turn, text);
  const participants = conference?.participants ?? [];
  if (!conference && /^CF[0-9a-f]{32}$/.test(text)) {
    const message = `Conference: there is no conference ${text}, or it is over; the Dial fails`;
    const help = 'write the name of the conference; its SID is another one each time';
    return { finding: { code: 13236, level: 'warning', message, help }, outcome: 'action' };
  }
  const most = noun.number('maxParticipants') ?? 250;
  if (participants.length >= most) {
    const message = `Conference: "${text}" is full (maxParticipants ${most}); the Dial fails`;
    const finding: Finding = { code: 16020, level: 'error', message };
    return { finding, attribute: 'maxParticipants', outcome: 'action' };
  }
  const label = noun.word('participantLabel');
  if (label !== '' && participants.some((one) => one.label === label)) {
    const message = `Conference: the participantLabel "${label}" is in use; the next verb runs`;
    const finding: Finding = { code: 16025, level: 'error', message };
    return { finding, attribute: 'participantLabel', outcome: 'next' };
  }
  const coach = noun.word('coach');
  if (coach !== '' && !participants.some(({ leg }) => leg === coach)) {
    const message = `Conference: ${coach} is not in the conference and cannot be coached; the Dial fails`;
    const help = 'coach is the CallSid of a participant who is there already';
    const finding: Finding = { code: 13240, level: 'error', message, help };
    return { finding, attribute: 'coach', outcome: 'action' };
  }
  return null;
}

/** The living conference, or a new one with the settings of its first participant. */
function conferenceFor(noun: ElementReader): Conference {
  const known = conferenceNamed(noun.turn, noun.text);
  if (known) return known;
  return {
    sid: noun.turn.drawSid('CF'),
    name: noun.text,
    startedAt: null,
    participants: [],
    statusCallback: noun.callback('statusCallback', 'statusCallbackMethod'),
    events: noun.words('statusCallbackEvent'),
    callbacks: 0,
    eventCallback: noun.callback('eventCallbackUrl', 'eventCallbackUrlMethod'),
    records: noun.word('record') === 'record-from-start' ? recordingCallback(noun) : null,
    recording: null,
  };
}

function participantOf(verb: VerbContext, noun: ElementReader): Participant {
  const { leg, run } = verb.ref;
  return {
    leg,
    run,
    label: noun.word('participantLabel') || null,
    muted: noun.flag('muted'),
    hold: false,
    coach: noun.word('coach') || null,
    startsOnEnter: noun.flag('startConferenceOnEnter'),
    endsOnExit: noun.flag('endConferenceOnExit'),
    beep: noun.word('beep'),
  };
}

function told(verb: VerbContext, state: State, what: string, data: Json): Outcome<State> {
  switch (what) {
    case TOLD.started:
      if (state.phase === 'talking') return stay(verb, state);
      stopWaiting(verb);
      return stay(verb, { ...state, phase: 'talking', music: state.hold ? verb.play(MUSIC) : null });
    case TOLD.over:
      return leaves(verb, state, 'moderator_ended_conference');
    case TOLD.beep:
      verb.play(BEEP);
      return stay(verb, state);
    case TOLD.hold:
      // Who waits hears something already.
      return stay(verb, {
        ...state,
        hold: true,
        music: state.phase === 'talking' && state.announcing === null ? verb.play(MUSIC) : state.music,
      });
    case TOLD.unhold:
      if (state.phase === 'talking') cutPieces(verb);
      return stay(verb, { ...state, hold: false, music: state.phase === 'talking' ? null : state.music });
    case TOLD.announce:
      if (state.phase === 'waiting') return stay(verb, state);
      // A later announcement takes the place of an earlier one; music on hold is heard again after it.
      stopWaiting(verb);
      return stay(verb, { ...state, music: null, announcing: startAnnouncement(verb, data) });
    default:
      return stay(verb, state);
  }
}

/** An announcement is over, or could not be made; who is on hold hears music again. */
function announced(verb: VerbContext, state: State, code: number | null): Outcome<State> {
  if (state.announcing === null) return stay(verb, state);
  tellAnnouncement(verb, state.announcing, code);
  return stay(verb, { ...state, announcing: null, music: state.hold ? verb.play(MUSIC) : null });
}

/** A piece of music is followed by the next one; a beep is over. */
function played(verb: VerbContext, state: State, work: WorkId): Outcome<State> {
  if (work !== state.music) {
    verb.heard(BEEP, 'to-the-end');
    return stay(verb, state);
  }
  verb.heard(MUSIC, 'to-the-end');
  return stay(verb, { ...state, music: verb.play(MUSIC) });
}

/** What a participant says is told to who subscribed to it; nobody hears one who is muted, on hold or waiting. */
function speaks(
  verb: VerbContext,
  state: State,
  signal: Extract<Signal, { type: 'voice' | 'speech' }>,
): Outcome<State> {
  const place = placeInConference(verb.turn, verb.sid);
  if (!place || state.phase === 'waiting' || place.participant.muted || place.participant.hold)
    return stay(verb, state);
  const about = participantParams(place.participant);
  let { conference } = place;
  const tell = (what: 'start' | 'stop') => {
    const event = `participant-speech-${what}` as const;
    conference = tellConference(verb.turn, conference, verb.sid, { event, about });
  };
  if (signal.type === 'speech' || signal.speaking) tell('start');
  if (signal.type === 'speech' || !signal.speaking) tell('stop');
  return stay(verb, state);
}

function leaves(verb: VerbContext, state: State, reason: LeavingReason): Ending {
  stopWaiting(verb);
  return leavesBy(verb, state, reason);
}

function leavesBy(verb: VerbContext, state: State, reason: LeavingReason): Ending {
  return ended(verb, close(verb, state, { reason, hangsUp: false }), state);
}

/** Out of the conference, and the end of the Dial's own recording: answers the parameters that name it. */
function close(verb: VerbContext, { recording }: State, leaving: Leaving) {
  leave(verb.turn, verb.sid, leaving);
  return recording ? endRecording(verb.turn, verb.sid, recording, { status: 'completed' }) : [];
}

function ended(verb: VerbContext, recorded: ReturnType<typeof close>, { phase }: State): Ending {
  return actionOrNext(verb, [
    ['DialCallStatus', 'answered'],
    ['DialBridged', String(phase === 'talking')],
    ...recorded,
  ]);
}

function failed(verb: VerbContext, because?: string): Ending {
  const own = [
    ['DialCallStatus', 'failed'],
    ['DialBridged', 'false'],
  ] as const;
  return actionOrNext(verb, own, because);
}

function stay(verb: VerbContext, state: State): Outcome<State> {
  return { type: 'stay', state, listening: starOf(verb) ?? listensToSpeech(verb, verb.sid) };
}

/** What is said matters only where somebody subscribed to it. */
function listensToSpeech({ turn }: VerbContext, sid: Sid): Listening | null {
  const conference = placeInConference(turn, sid)?.conference;
  return conference && wants(conference, 'participant-speech-start') ? HEARS_SPEECH : null;
}
