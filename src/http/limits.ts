/** Largest answer to a TwiML request, in bytes: 64 kB (Twilio error dictionary, 11750). */
export const MAX_BODY_BYTES = 65_536;

/** Total time of a call's webhook request in milliseconds, redirects included (Twilio docs: Connection overrides). */
export const TOTAL_TIMEOUT_MS = 15_000;

/** Time for one TCP connection in milliseconds (Twilio docs: Connection overrides). */
export const CONNECT_TIMEOUT_MS = 5_000;

/** HTTP redirects that are followed; the next redirect answer fails with 11215 (Twilio docs: TwiML). */
export const MAX_REDIRECTS = 10;

/** Largest media file that is fetched whole, in bytes: well above the 40 minutes that Twilio plays (Twilio docs: Play). */
export const MAX_MEDIA_BYTES = 50_000_000;
