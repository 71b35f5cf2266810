import { diagnostic } from '../../errors/diagnostic.ts';
import type { Finished } from '../../http/exchange-state.ts';
import type { Sid } from '../identifiers.ts';
import type { CallbackPurpose } from '../request.ts';
import type { Turn } from '../turn/turn.ts';

/**
 * A callback wants 204, or 200 with TwiML or nothing; anything else is a warning and changes nothing (error
 * dictionary 15003, 16011, 12300; Twilio docs: TwiML for Programmable Voice, "Status callbacks").
 */
export function judgeCallback(turn: Turn, sid: Sid, purpose: CallbackPurpose, done: Finished): void {
  const { url, content, hops, diagnostics } = done;
  const problem = diagnostics.find(({ level }) => level === 'error');
  const got = hops.at(-1)?.got;
  const accepted = got?.kind === 'response' && got.status >= 200 && got.status < 300;
  // An answer that was meant well can still be no answer: too large, of another type, with a broken cookie.
  if (!content && !(accepted && problem)) {
    const who = `the ${purpose.replaceAll('-', ' ')} ${url}`;
    const message =
      got?.kind === 'response'
        ? `${who} was answered with the HTTP status code ${got.status}`
        : `${who} got no answer: ${problem?.message ?? 'nothing was sent'}`;
    const thing = turn.product.name === 'messaging' ? 'message' : 'call';
    const help = `answer 204, or 200 with an empty <Response/>; the ${thing} is not affected`;
    const code = purpose === 'conference-status' ? 16011 : 15003;
    return turn.report(sid, diagnostic({ code, level: 'warning', message, help, url }));
  }
  if (problem) turn.report(sid, { ...problem, level: 'warning' });
}
