import type { Json } from '../../engine/json.ts';
import { openAbove } from '../../engine/running/arrival.ts';
import type { FrameRole } from '../../engine/switchboard.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { withoutCredentials } from '../../http/authentication.ts';
import { tellConference } from './conference-callbacks.ts';
import { placeInConference } from './conferences.ts';

/** Verbs of the document, and the code of any other (error dictionary, 13238). */
const VERBS = { verbs: ['Play', 'Say', 'Pause', 'Redirect'], code: 13238 };

/** Lets a participant hear the document of a URL (Twilio docs: Participant resource). Answers the URL. */
export function startAnnouncement(verb: VerbContext, data: Json): string {
  // Only a moderator tells this.
  const { url, method } = data as { readonly url: string; readonly method: 'GET' | 'POST' };
  const role: FrameRole = { kind: 'announcement', owner: verb.ref, ...VERBS };
  openAbove(verb.turn, verb.sid, role, { purpose: 'announcement', url, method, own: [] });
  return url;
}

/** Tells whoever subscribed to it that an announcement is over, or could not be made (`code` says why). */
export function tellAnnouncement({ turn, sid }: VerbContext, url: string, code: number | null): void {
  const conference = placeInConference(turn, sid)?.conference;
  if (!conference) return;
  const about = [['AnnounceUrl', withoutCredentials(url)]] as const;
  if (code === null) {
    tellConference(turn, conference, sid, { event: 'announcement-end', about });
    return;
  }
  const why = turn.product.language.catalogue.get(code)?.title ?? '';
  const reasons = [
    ['ReasonAnnouncementFailed', String(code)],
    ['Reason', why],
  ] as const;
  tellConference(turn, conference, sid, { event: 'announcement-fail', about: [...about, ...reasons] });
}
