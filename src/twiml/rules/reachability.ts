import { attributeOf, childElements, type Element } from '../document.ts';
import type { Inspection } from './inspection.ts';

/** Verbs that hand over for good when they have an action (Twilio docs: TwiML, "unreachable"). */
const LEAVES_WITH_ACTION = new Set(['Dial', 'Enqueue', 'Connect', 'Refer', 'Sms', 'Message']);

/** Verbs that never come back. */
const NEVER_RETURNS = new Set(['Redirect', 'Hangup', 'Reject']);

/** Verbs of which sources disagree whether the next verb can run, and when it would. */
const RARELY_RETURNS: ReadonlyMap<string, string> = new Map([
  ['Record', 'nothing is recorded'],
  ['Pay', 'all attempts fail'],
]);

/**
 * Verbs that can never run: the first of them is told, with how many stand behind it. What execution skips
 * neither leaves the document nor is told again.
 */
export function checkReachability(inspection: Inspection): void {
  const skipped = inspection.skipped();
  const verbs = childElements(inspection.document, 0).filter(({ id }) => !skipped.has(id));
  for (const [index, verb] of verbs.entries()) {
    const next = verbs[index + 1];
    if (!next) return;
    const why = whyNothingFollows(verb);
    if (why !== null) {
      const more = verbs.length - index - 2;
      return inspection.report(next, {
        rule: 'unreachable',
        level: 'warning',
        message: `<${next.name}> is unreachable${more > 0 ? ` (and ${more} more after it)` : ''}: ${why} (line ${verb.line})`,
        help: `remove it, or move it before the <${verb.name}>`,
      });
    }
    const exception = RARELY_RETURNS.get(verb.name);
    if (exception !== undefined) {
      inspection.report(next, {
        rule: 'unreachable',
        level: 'info',
        message: `<${next.name}> is unreachable unless ${exception}: a <${verb.name}> goes on with its action (line ${verb.line})`,
        help: 'sources disagree about the exception; do not rely on it',
      });
    }
  }
}

function whyNothingFollows(verb: Element): string | null {
  if (NEVER_RETURNS.has(verb.name)) return `nothing runs after a <${verb.name}>`;
  if (verb.name === 'Gather' && attributeOf(verb, 'actionOnEmptyResult')?.trim() === 'true') {
    return 'a <Gather> with actionOnEmptyResult always requests its action';
  }
  if (LEAVES_WITH_ACTION.has(verb.name) && attributeOf(verb, 'action') !== undefined) {
    return `${/^[AEIOU]/.test(verb.name) ? 'an' : 'a'} <${verb.name}> with an action goes on with the document that the action answers`;
  }
  return null;
}
