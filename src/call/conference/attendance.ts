import type { HappenedOf } from '../../engine/happened.ts';
import type { Sid } from '../../engine/identifiers.ts';
import type { Json } from '../../engine/json.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { Params } from '../../http/url/params.ts';
import { endRecording, startRecording } from '../record/recordings.ts';
import { participantParams, tellConference, tellRecordEnd } from './conference-callbacks.ts';
import { type Conference, keepConference, type Participant, placeInConference } from './conferences.ts';

/** What the Dial of a participant is told. */
export const TOLD = {
  started: 'conference-started',
  over: 'conference-over',
  beep: 'conference-beep',
  hold: 'conference-hold',
  unhold: 'conference-unhold',
  announce: 'conference-announce',
} as const;

/** Why somebody is not in a conference any more (Twilio docs: Conference, "ReasonParticipantLeft"). */
export type LeavingReason =
  | 'moderator_ended_conference'
  | 'participant_updated_via_api'
  | 'participant_hung_up'
  | 'participant_add_failed';

/**
 * Somebody comes into a conference. It starts when two are there of whom one may start it (Twilio docs: Conference,
 * "startConferenceOnEnter").
 */
export function join(turn: Turn, before: Conference, participant: Participant): void {
  const joined = { ...before, participants: [...before.participants, participant] };
  keepConference(turn, joined);
  tell(turn, joined, participant.leg, 'join');
  const about = participantParams(participant);
  const told = tellConference(turn, joined, participant.leg, { event: 'participant-join', about });
  const conference = starts(told) ? start(turn, told, participant.leg) : told;
  if (conference.startedAt !== null && beepsOn(participant, 'onEnter')) {
    tellAll(turn, conference.participants, TOLD.beep);
  }
}

/** How somebody leaves a conference. */
export interface Leaving {
  readonly reason: LeavingReason;
  /** Whether the call ends with it; else it goes on with the next verb. */
  readonly hangsUp: boolean;
}

/** Somebody leaves a conference, and may end it by that. Nothing happens when the leg is in none. */
export function leave(turn: Turn, leg: Sid, leaving: Leaving): void {
  const place = placeInConference(turn, leg);
  if (!place) return;
  const { participant } = place;
  const others = place.conference.participants.filter((one) => one !== participant);
  const over = participant.endsOnExit || others.length === 0;
  const left = { ...place.conference, participants: over ? [] : others };
  keepConference(turn, left);
  tell(turn, { ...left, participants: others }, participant.leg, 'leave');
  const told = tellLeave(turn, left, participant, leaving);
  const how = leaving.reason === 'participant_updated_via_api' ? 'kicked' : 'left';
  if (over) return end(turn, told, others, { by: participant, how });
  if (told.startedAt !== null && beepsOn(participant, 'onExit')) tellAll(turn, others, TOLD.beep);
}

function starts({ startedAt, participants }: Conference): boolean {
  return startedAt === null && participants.length > 1 && participants.some((one) => one.startsOnEnter);
}

function start(turn: Turn, conference: Conference, leg: Sid): Conference {
  const { records } = conference;
  const setup = records && {
    ...records,
    source: 'Conference' as const,
    channels: 1,
    track: 'both',
    conference: conference.sid,
  };
  const recording = setup ? startRecording(turn, leg, setup) : null;
  const started = { ...conference, startedAt: turn.now, recording };
  keepConference(turn, started);
  tell(turn, started, leg, 'start');
  const told = tellConference(turn, started, leg, { event: 'conference-start' });
  tellAll(turn, told.participants, TOLD.started);
  return told;
}

/** The conference is over: everybody who is left goes. */
function end(
  turn: Turn,
  conference: Conference,
  others: readonly Participant[],
  { by, how }: { readonly by: Participant; readonly how: 'kicked' | 'left' },
): void {
  let now = conference;
  for (const [at, one] of others.entries()) {
    tell(turn, { ...now, participants: others.slice(at + 1) }, one.leg, 'leave');
    now = tellLeave(turn, now, one, { reason: 'moderator_ended_conference', hangsUp: false });
  }
  tellAll(turn, others, TOLD.over);
  if (now.recording) endRecording(turn, by.leg, now.recording, { status: 'completed' });
  tellRecordEnd(turn, now, by.leg);
  tell(turn, now, by.leg, 'end');
  const ended = by.endsOnExit ? 'participant-with-end-conference-on-exit' : 'last-participant';
  const about: Params = [
    ['CallSidEndingConference', by.leg],
    ...(by.label === null ? [] : [['ParticipantLabelEndingConference', by.label] as const]),
    ['ReasonConferenceEnded', `${ended}-${how}`],
    ['Reason', `${sentence(ended)} ${how}`],
  ];
  tellConference(turn, now, by.leg, { event: 'conference-end', about });
}

function tell(
  turn: Turn,
  { name, sid, participants }: Conference,
  leg: Sid,
  what: HappenedOf<'conference'>['what'],
): void {
  turn.emit(leg, { type: 'conference', name, sid, what, participants: participants.length });
}

function tellLeave(
  turn: Turn,
  conference: Conference,
  one: Participant,
  { reason, hangsUp }: Leaving,
): Conference {
  const about: Params = [
    ...participantParams(one),
    ['ParticipantCallStatus', hangsUp ? 'completed' : turn.leg(one.leg).status],
    ['ReasonParticipantLeft', reason],
  ];
  return tellConference(turn, conference, one.leg, { event: 'participant-leave', about });
}

function tellAll(turn: Turn, participants: readonly Participant[], what: string, data: Json = null): void {
  for (const one of participants) turn.post(one, { type: 'told', what, data });
}

function beepsOn({ beep }: Participant, when: 'onEnter' | 'onExit'): boolean {
  return beep === 'true' || beep === when;
}

function sentence(words: string): string {
  const text = words.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
