import type { Announcement, Moderation } from '../../engine/event.ts';
import type { Sid } from '../../engine/identifiers.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import { diagnostic } from '../../errors/diagnostic.ts';
import { withoutCredentials } from '../../http/authentication.ts';
import { leave, TOLD } from './attendance.ts';
import { participantParams, tellConference } from './conference-callbacks.ts';
import { type Conference, keepParticipant, type Participant, placeInConference } from './conferences.ts';

/**
 * A moderator does something to a participant, as through the REST API (Twilio docs: Participant resource). On a leg
 * that is in no conference, or that is so already, nothing happens.
 */
export function moderate(turn: Turn, leg: Sid, does: Moderation | Announcement): void {
  const place = placeInConference(turn, leg);
  if (!place) return;
  const { conference, participant } = place;
  if (typeof does === 'object') return announce(turn, conference, participant, does);
  if (does === 'kick') {
    tell(turn, conference, leg, { does });
    leave(turn, leg, { reason: 'participant_updated_via_api', hangsUp: false });
    return turn.post(participant, { type: 'told', what: TOLD.over, data: null });
  }
  const changed = { ...participant, ...CHANGES[does] };
  if (changed.muted === participant.muted && changed.hold === participant.hold) return;
  tell(turn, conference, leg, { does });
  const now = keepParticipant(turn, conference, changed);
  const about = participantParams(changed);
  const told = tellConference(turn, now, leg, { event: `participant-${does}`, about });
  tellConference(turn, told, leg, { event: 'participant-modify', about });
  if (does === 'hold' || does === 'unhold')
    turn.post(participant, { type: 'told', what: TOLD[does], data: null });
}

/** An announcement is made in a conference that goes on (Twilio docs: Participant resource, "AnnounceUrl"). */
function announce(
  turn: Turn,
  conference: Conference,
  { leg, run }: Participant,
  { announce: by }: Announcement,
): void {
  const data = { url: by.url, method: by.method };
  if (conference.startedAt !== null) {
    tell(turn, conference, leg, { does: 'announce', url: withoutCredentials(by.url) });
    return turn.post({ leg, run }, { type: 'told', what: TOLD.announce, data });
  }
  const message = `the conference has not started; ${withoutCredentials(by.url)} is not announced`;
  turn.report(leg, diagnostic({ rule: 'not-announced', level: 'warning', message }));
}

function tell(
  turn: Turn,
  { name }: Conference,
  leg: Sid,
  { does, url = null }: { readonly does: Moderation | 'announce'; readonly url?: string | null },
): void {
  turn.emit(leg, { type: 'participant', does, conference: name, url });
}

const CHANGES: Readonly<Record<Exclude<Moderation, 'kick'>, Partial<Participant>>> = {
  mute: { muted: true },
  unmute: { muted: false },
  hold: { hold: true },
  unhold: { hold: false },
};
