import { diagnostic } from '../../errors/diagnostic.ts';
import type { Finished } from '../../http/exchange-state.ts';
import type { Sid } from '../identifiers.ts';
import type { CallbackPurpose } from '../request.ts';
import type { Turn } from '../turn/turn.ts';

/**
 * A callback wants 204, or 200 with TwiML; anything else is a warning or a remark, and changes nothing (error
 * dictionary 15003, 16011, 11200; Twilio docs: TwiML for Programmable Voice, "Status callbacks").
 */
export function judgeCallback(turn: Turn, sid: Sid, purpose: CallbackPurpose, done: Finished): void {
  const problem = done.diagnostics.find(({ level }) => level === 'error');
  const got = done.hops.at(-1)?.got;
  const accepted = got?.kind === 'response' && got.status >= 200 && got.status < 300;
  // An answer that was meant well can still be no answer: too large, or with a broken cookie.
  if (!done.content && !(accepted && problem)) return turn.report(sid, unanswered(turn, purpose, done));
  if (problem) return turn.report(sid, { ...problem, level: 'warning' });
  for (const finding of done.diagnostics) {
    // A type that is fine is not worth more than one remark for each URL.
    if (finding.level === 'info') turn.tellOnce(sid, finding);
    else if (finding.code === 11200) turn.report(sid, finding);
  }
}

function unanswered({ product }: Turn, purpose: CallbackPurpose, { url, hops, diagnostics }: Finished) {
  const got = hops.at(-1)?.got;
  const who = `the ${purpose.replaceAll('-', ' ')} ${url}`;
  const problem = diagnostics.find(({ level }) => level === 'error');
  const why = problem?.message ?? 'nothing was sent';
  const message =
    got?.kind === 'response'
      ? `${who} was answered with the HTTP status code ${got.status}`
      : `${who} got no answer: ${why}`;
  const unaffected = `the ${product.name === 'messaging' ? 'message' : 'call'} is not affected`;
  const help = [problem?.help ?? null, unaffected].filter((part) => part !== null).join('; ');
  const code = purpose === 'conference-status' ? 16011 : 15003;
  return diagnostic({ code, level: 'warning', message, help, url });
}
