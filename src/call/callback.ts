import type { Sid } from '../engine/identifiers.ts';
import type { CallbackPurpose } from '../engine/request.ts';
import type { Turn } from '../engine/turn.ts';
import { diagnostic } from '../errors/diagnostic.ts';
import type { Finished } from '../http/exchange-state.ts';

/**
 * A callback wants 204, or 200 with TwiML or nothing; anything else is a warning and changes nothing (error
 * dictionary 15003, 12300; Twilio docs: TwiML for Programmable Voice, "Status callbacks").
 */
export function judgeCallback(turn: Turn, sid: Sid, purpose: CallbackPurpose, done: Finished): void {
  const { url, content, hops, diagnostics } = done;
  const problem = diagnostics.find(({ level }) => level === 'error');
  if (!content && problem?.code !== 12300) {
    const got = hops.at(-1)?.got;
    const how =
      got?.kind === 'response' ? `the HTTP status code ${got.status}` : (problem?.message ?? 'nothing');
    const message = `the ${purpose.replaceAll('-', ' ')} ${url} was answered with ${how}`;
    const help = 'answer 204, or 200 with an empty <Response/>; the call is not affected';
    return turn.report(sid, diagnostic({ code: 15003, level: 'warning', message, help, url }));
  }
  if (problem) turn.report(sid, { ...problem, level: 'warning' });
}
