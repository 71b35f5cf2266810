import { UNKNOWN_MEDIA_MS } from '../../audio/estimate.ts';
import type { ElementReader } from '../../engine/turn/element-reader.ts';
import { callSetup } from '../call-setup.ts';

/** The bucket names of Twilio's hold music, as hosts (Twilio docs: Conference, waitUrl). */
const MUSIC_HOST = /^com\.twilio\.[a-z.-]+\.s3\.amazonaws\.com$/;

/** Why a file is not asked for: it is one of Twilio's own, or the user wants none asked for; `null` when it is. */
export function whyUnfetched(play: ElementReader, url: string): string | null {
  const plays = `each plays ${UNKNOWN_MEDIA_MS / 1000} s`;
  if (isTwiliosSound(url)) return `Play: the sounds of Twilio's own hosts are not fetched; ${plays}`;
  const { choices } = callSetup(play.turn.leg(play.sid));
  return choices.playMedia === 'skip' ? `Play: files are not fetched (--play-media skip); ${plays}` : null;
}

/** A sound that Twilio itself serves: everybody knows it, and nobody has to be asked for it. */
export function isTwiliosSound(url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed) return false;
  const { hostname, pathname } = parsed;
  if (MUSIC_HOST.test(hostname)) return true;
  if (hostname === 's3.amazonaws.com') return pathname.startsWith('/com.twilio.');
  if (hostname === 'twimlets.com') return pathname === '/holdmusic';
  return hostname === 'twilio.com' || hostname.endsWith('.twilio.com') ? isAudioPath(pathname) : false;
}

function isAudioPath(path: string): boolean {
  return /\.(?:mp3|wav|aiff?|gsm|ulaw)$/i.test(path);
}
