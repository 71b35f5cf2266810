import type { PublicEvent } from '../debug/public-event.ts';

/** Exit codes of every command (`interface.md`, "Exit codes"): public API. */
export const EXIT = {
  fine: 0,
  failed: 1,
  usage: 2,
  unreachable: 3,
  unreadable: 4,
  bug: 70,
  interrupted: 130,
} as const;

/** Findings of the debugger's own that fail a run. */
const FAILING_RULES = new Set(['max-steps', 'timeout']);

/**
 * How a session ended, told by its events: 3 when requests were made and none got an HTTP response (this wins),
 * 1 when it ended with a Twilio error or was cut off, 0 otherwise.
 */
export function exitCodeOf(events: Iterable<PublicEvent>): number {
  let conversation = false;
  let asked = false;
  let answered = false;
  let failed = false;
  for (const event of events) {
    if (event.type === 'message') conversation ||= event.direction === 'inbound';
    // A file that cannot be had is one message's trouble: nobody was asked what to do.
    if (event.type === 'exchange' && !(conversation && event.purpose === 'media')) {
      asked = true;
      // One that broke off after its header is a response as well.
      answered ||= event.hops.some(({ status, headStatus }) => status !== null || headStatus !== undefined);
    }
    if (event.type === 'end') failed ||= event.error !== null;
    if (event.type === 'diagnostic') failed ||= FAILING_RULES.has(event.rule ?? '');
  }
  if (asked && !answered) return EXIT.unreachable;
  return failed ? EXIT.failed : EXIT.fine;
}
