import type { Sid } from '../../engine/identifiers.ts';
import type { RunRef, Switchboard } from '../../engine/switchboard.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { Recording } from '../record/recordings.ts';

type Url = { readonly url: string; readonly method: 'GET' | 'POST' };

/** A call in a conference, by the Dial that keeps it there. */
export type Participant = Pick<RunRef, 'leg' | 'run'> & {
  readonly label: string | null;
  readonly muted: boolean;
  readonly hold: boolean;
  /** The participant that alone hears this one. */
  readonly coach: Sid | null;
  readonly startsOnEnter: boolean;
  readonly endsOnExit: boolean;
  readonly beep: string;
};

/** A conference that lives; what concerns all of it comes from the first participant (Twilio docs: Conference). */
export type Conference = {
  readonly sid: Sid;
  readonly name: string;
  /** `null` while everybody waits. */
  readonly startedAt: number | null;
  readonly participants: readonly Participant[];
  readonly statusCallback: Url | null;
  readonly events: readonly string[];
  /** Callbacks sent so far. */
  readonly callbacks: number;
  /** Told of the end of the recording; deprecated. */
  readonly eventCallback: Url | null;
  /** Wanted once the conference starts; `null` for none. */
  readonly records: { readonly callback: Url | null; readonly events: readonly string[] } | null;
  readonly recording: Recording | null;
};

const CONFERENCES = 'conferences';

function conferencesOf(board: Switchboard): readonly Conference[] {
  return (board.shared[CONFERENCES] ?? []) as readonly Conference[];
}

/** A living conference by its name or its SID (Twilio docs: Conference). */
export function conferenceNamed({ board }: Turn, name: string): Conference | null {
  return conferencesOf(board).find((one) => one.name === name || one.sid === name) ?? null;
}

/** The conference that a leg is in, and its place there; `null` for a leg that is in none. */
export function placeInConference(
  { board }: { readonly board: Switchboard },
  leg: Sid,
): { readonly conference: Conference; readonly participant: Participant } | null {
  for (const conference of conferencesOf(board)) {
    const participant = conference.participants.find((one) => one.leg === leg);
    if (participant) return { conference, participant };
  }
  return null;
}

/** Puts a conference as it is now in place of what it was; without participants it is over, and forgotten. */
export function keepConference(turn: Turn, conference: Conference): void {
  const others = conferencesOf(turn.board);
  const known = others.some(({ sid }) => sid === conference.sid);
  const all = known
    ? others.map((one) => (one.sid === conference.sid ? conference : one))
    : [...others, conference];
  turn.share(
    CONFERENCES,
    all.filter(({ participants }) => participants.length > 0),
  );
}

/** Changes one participant. */
export function keepParticipant(turn: Turn, conference: Conference, participant: Participant): Conference {
  const participants = conference.participants.map((one) =>
    one.leg === participant.leg ? participant : one,
  );
  const changed = { ...conference, participants };
  keepConference(turn, changed);
  return changed;
}
