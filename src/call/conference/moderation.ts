import type { Announcement, Moderation } from '../../engine/event.ts';
import type { Sid } from '../../engine/identifiers.ts';
import type { Turn } from '../../engine/turn.ts';
import { diagnostic } from '../../errors/diagnostic.ts';
import { withoutCredentials } from '../../http/authentication.ts';
import { leave, TOLD } from './attendance.ts';
import { participantParams, tellConference } from './conference-callbacks.ts';
import { keepParticipant, type Participant, placeInConference } from './conferences.ts';

/**
 * A moderator does something to a participant, as through the REST API (Twilio docs: Participant resource). On a leg
 * that is in no conference, or that is so already, nothing happens.
 */
export function moderate(turn: Turn, leg: Sid, does: Moderation | Announcement): void {
  const place = placeInConference(turn, leg);
  if (!place) return;
  const { conference, participant } = place;
  if (typeof does === 'object') return announce(turn, participant, conference.startedAt !== null, does);
  if (does === 'kick') {
    leave(turn, leg, 'participant_updated_via_api', false);
    return turn.post(participant, { type: 'told', what: TOLD.over, data: null });
  }
  const changed = { ...participant, ...CHANGES[does] };
  if (changed.muted === participant.muted && changed.hold === participant.hold) return;
  const now = keepParticipant(turn, conference, changed);
  const params = participantParams(changed);
  const told = tellConference(turn, now, leg, `participant-${does}`, params);
  tellConference(turn, told, leg, 'participant-modify', params);
  if (does === 'hold' || does === 'unhold')
    turn.post(participant, { type: 'told', what: TOLD[does], data: null });
}

/** An announcement is made in a conference that goes on (Twilio docs: Participant resource, "AnnounceUrl"). */
function announce(
  turn: Turn,
  { leg, run }: Participant,
  started: boolean,
  { announce: by }: Announcement,
): void {
  const data = { url: by.url, method: by.method };
  if (started) return turn.post({ leg, run }, { type: 'told', what: TOLD.announce, data });
  const message = `the conference has not started; ${withoutCredentials(by.url)} is not announced`;
  turn.report(leg, diagnostic({ rule: 'not-announced', level: 'warning', message }));
}

const CHANGES: Readonly<Record<Exclude<Moderation, 'kick'>, Partial<Participant>>> = {
  mute: { muted: true },
  unmute: { muted: false },
  hold: { hold: true },
  unhold: { hold: false },
};
