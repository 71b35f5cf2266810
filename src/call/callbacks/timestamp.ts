import type { Turn } from '../../engine/turn/turn.ts';

/** The session's time, in GMT as RFC 2822 writes it: `Fri, 20 Aug 2010 01:13:42 +0000` (Twilio docs: TwiML). */
export function timestamp({ board }: Turn): string {
  return new Date(board.date + board.now).toUTCString().replace('GMT', '+0000');
}

/** The same as ISO 8601, as the newer products write it: `2020-01-01T23:28:54.000Z` (Twilio docs: Media Streams). */
export function isoTimestamp({ board }: Turn): string {
  return new Date(board.date + board.now).toISOString();
}
