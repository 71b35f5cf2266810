import { type Participant, placeInConference } from '../../../call/conference/conferences.ts';
import type { Leg, Switchboard } from '../../../engine/switchboard.ts';
import type { PublicEventOf } from '../../public-event.ts';
import { visibleText } from '../text/visible-text.ts';

/** Longest name of a conference that is shown whole, in characters. */
const LONGEST_NAME = 24;

/** A leg's place in a conference, in words. */
export interface ConferencePlace {
  /** The conference's name, cut where it is long. */
  readonly room: string;
  /** It has not started: everybody in it waits. */
  readonly waits: boolean;
  readonly muted: boolean;
  readonly hold: boolean;
  /** Why others do not hear it, the strongest reason; `null` while they do. */
  readonly silenced: 'on hold' | 'muted' | 'waiting' | null;
  /** `in Room 1, muted, ends it`. */
  readonly text: string;
  /** What matters most where there is little room: `on hold`, `muted`, `waits`, `in Room 1`. */
  readonly brief: string;
}

/** Where a leg is in a conference; `null` for one that is in none. */
export function conferencePlace(
  board: Switchboard | null,
  { sid }: Pick<Leg, 'sid'>,
): ConferencePlace | null {
  const place = board && placeInConference({ board }, sid);
  if (!place) return null;
  const { conference, participant } = place;
  const { muted, hold } = participant;
  const waits = conference.startedAt === null;
  const room = roomName(conference.name);
  const silenced = silencedBy({ hold, muted, waits });
  return {
    room,
    waits,
    muted,
    hold,
    silenced,
    text: [`in ${room}`, ...factsOf(participant, waits)].join(', '),
    brief: silenced === 'waiting' ? 'waits' : (silenced ?? `in ${room}`),
  };
}

function silencedBy({
  hold,
  muted,
  waits,
}: Pick<ConferencePlace, 'hold' | 'muted' | 'waits'>): ConferencePlace['silenced'] {
  if (hold) return 'on hold';
  if (muted) return 'muted';
  return waits ? 'waiting' : null;
}

function factsOf(
  { muted, hold, startsOnEnter, endsOnExit, coach }: Participant,
  waits: boolean,
): readonly string[] {
  return [
    waits && (startsOnEnter ? 'waits for others' : 'waits for a moderator'),
    hold && 'on hold',
    muted && 'muted',
    coach !== null && 'coaches',
    endsOnExit && 'ends it',
  ].filter((fact) => fact !== false);
}

/** What a moderator did, in words: `is muted in Room 1`. */
export function moderationText({ does, conference, url }: PublicEventOf<'participant'>): string {
  const room = roomName(conference);
  switch (does) {
    case 'mute':
      return `is muted in ${room}`;
    case 'unmute':
      return `is heard again in ${room}`;
    case 'hold':
      return `is put on hold in ${room}`;
    case 'unhold':
      return `is back in ${room}`;
    case 'kick':
      return `is removed from ${room}`;
    case 'announce':
      return `hears the announcement ${visibleText(url ?? '')} in ${room}`;
  }
}

/** A conference's name, cut where it is long. */
export function roomName(name: string): string {
  const shown = [...visibleText(name)];
  return shown.length > LONGEST_NAME ? `${shown.slice(0, LONGEST_NAME - 1).join('')}…` : shown.join('');
}
