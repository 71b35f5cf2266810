import type { Sid } from '../../engine/identifiers.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { Params } from '../../http/url/params.ts';
import { callBack } from '../callbacks/later-callback.ts';
import { timestamp } from '../callbacks/timestamp.ts';
import { recordedSeconds, recordingUrl } from '../record/recordings.ts';
import { type Conference, keepConference, type Participant } from './conferences.ts';

/** What a status callback is told, by the event that it subscribes to (Twilio docs: Conference, "statusCallbackEvent"). */
const SUBSCRIPTIONS = {
  'conference-start': 'start',
  'conference-end': 'end',
  'participant-join': 'join',
  'participant-leave': 'leave',
  'participant-mute': 'mute',
  'participant-unmute': 'mute',
  'participant-hold': 'hold',
  'participant-unhold': 'hold',
  'participant-modify': 'modify',
  'participant-speech-start': 'speaker',
  'participant-speech-stop': 'speaker',
  'announcement-end': 'announcement',
  'announcement-fail': 'announcement',
} as const;

export type ConferenceEvent = keyof typeof SUBSCRIPTIONS;

/** Bytes of a second of a recording: 8 kHz, 16 bits, one channel. */
const BYTES_PER_SECOND = 16_000;

/** True when the status callback wants to know of an event. */
export function wants({ statusCallback, events }: Conference, event: ConferenceEvent): boolean {
  return statusCallback !== null && events.includes(SUBSCRIPTIONS[event]);
}

/** Something that happened in a conference, and the parameters that say more of it. */
export interface ConferenceNews {
  readonly event: ConferenceEvent;
  readonly about?: Params;
}

/**
 * Tells the status callback of a conference something that a leg did, if it wants to know. It carries none of a
 * call's standard parameters (Twilio docs: Conference, "statusCallback"). Answers the conference as it is then.
 */
export function tellConference(
  turn: Turn,
  conference: Conference,
  leg: Sid,
  { event, about = [] }: ConferenceNews,
): Conference {
  if (!conference.statusCallback || !wants(conference, event)) return conference;
  const counted = { ...conference, callbacks: conference.callbacks + 1 };
  keepConference(turn, counted);
  send(turn, leg, conference.statusCallback, [
    ['ConferenceSid', conference.sid],
    ['FriendlyName', conference.name],
    ['AccountSid', turn.leg(leg).setup.accountSid],
    // Counts what is sent, from 1.
    ['SequenceNumber', String(counted.callbacks)],
    ['Timestamp', timestamp(turn)],
    ['StatusCallbackEvent', event],
    ...about,
  ]);
  return counted;
}

/** What a callback says about a participant. */
export function participantParams(one: Participant): Params {
  return [
    ['CallSid', one.leg],
    ['Muted', String(one.muted)],
    ['Hold', String(one.hold)],
    ['Coaching', String(one.coach !== null)],
    ['EndConferenceOnExit', String(one.endsOnExit)],
    ['StartConferenceOnEnter', String(one.startsOnEnter)],
    ...(one.label === null ? [] : [['ParticipantLabel', one.label] as const]),
  ];
}

/** Tells the deprecated `eventCallbackUrl` that the recording is there (Twilio docs: Conference, "eventCallbackUrl"). */
export function tellRecordEnd(turn: Turn, { sid, eventCallback, recording }: Conference, leg: Sid): void {
  if (!eventCallback || !recording) return;
  const duration = recordedSeconds(turn, recording);
  send(turn, leg, eventCallback, [
    ['EventName', 'conference-record-end'],
    ['ConferenceSid', sid],
    ['AccountSid', turn.leg(leg).setup.accountSid],
    ['RecordingUrl', recordingUrl(turn, leg, recording.sid)],
    ['Duration', String(duration)],
    ['RecordingFileSize', String(duration * BYTES_PER_SECOND)],
    ['timestamp', timestamp(turn)],
  ]);
}

function send(turn: Turn, leg: Sid, callback: NonNullable<Conference['statusCallback']>, own: Params): void {
  callBack(turn, leg, { purpose: 'conference-status', callback, own, bare: true });
}
