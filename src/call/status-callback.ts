import { arrived } from '../engine/arrival.ts';
import type { Sid } from '../engine/identifiers.ts';
import type { Turn } from '../engine/turn.ts';
import { diagnostic } from '../errors/diagnostic.ts';
import type { Finished } from '../http/exchange.ts';

/**
 * Tells the number's status callback that the call is over: the only event of an inbound call (Twilio docs: Call
 * resource, "StatusCallback"). Nobody waits for the answer, and it cannot steer anything.
 */
export function reportEnd(turn: Turn, sid: Sid): void {
  const { setup, answeredAt, endedAt } = turn.leg(sid);
  if (!setup.statusCallback) return;
  const seconds = answeredAt === null ? 0 : Math.round(((endedAt ?? turn.now) - answeredAt) / 1000);
  const own = [
    ['CallDuration', String(seconds)],
    // Billed minutes, rounded up.
    ['Duration', String(Math.ceil(seconds / 60))],
    ['Timestamp', rfc2822(turn.board.date + turn.now)],
    ['CallbackSource', 'call-progress-events'],
    ['SequenceNumber', '0'],
  ] as const;
  const wanted = { purpose: 'status-callback', ...setup.statusCallback, own } as const;
  arrived(turn, sid, turn.request(sid, wanted), 'status-callback', 'nobody');
}

/** A callback wants 204, or 200 with TwiML or nothing; anything else is a warning (error dictionary 15003, 12300). */
export function judgeCallback(turn: Turn, sid: Sid, { url, content, hops, diagnostics }: Finished): void {
  const problem = diagnostics.find(({ level }) => level === 'error');
  if (!content && problem?.code !== 12300) {
    const got = hops.at(-1)?.got;
    const how =
      got?.kind === 'response' ? `the HTTP status code ${got.status}` : (problem?.message ?? 'nothing');
    const message = `the status callback ${url} was answered with ${how}`;
    const help = 'answer 204, or 200 with an empty <Response/>; the call is not affected';
    return turn.report(sid, diagnostic({ code: 15003, level: 'warning', message, help, url }));
  }
  if (problem) turn.report(sid, { ...problem, level: 'warning' });
}

/** GMT, as in `Fri, 20 Aug 2010 01:13:42 +0000`. */
function rfc2822(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000');
}
