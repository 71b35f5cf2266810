import { attributeOf, childElements, type Document, type Element } from '../document.ts';
import type { Inspection } from '../inspection.ts';

/** Verbs that hand over for good when they have an action (Twilio docs: TwiML, "unreachable"). */
const LEAVES_WITH_ACTION = ['Dial', 'Enqueue', 'Connect', 'Refer', 'Sms', 'Message'];

/** Verbs that never come back. */
const NEVER_RETURNS = ['Redirect', 'Hangup', 'Reject', 'Pay'];

/** The first verb of a document that can never run, with how many stand behind it. */
export function checkReachability(inspection: Inspection): void {
  const verbs = childElements(inspection.document, 0);
  for (const [index, verb] of verbs.entries()) {
    const unreachable = verbs[index + 1];
    if (!unreachable) return;
    if (verb.name === 'Record' && inspection.product === 'voice') {
      reportAfterRecord(inspection, unreachable);
      continue;
    }
    const why = whyNothingFollows(inspection.document, verb);
    if (why === null) continue;
    const more = verbs.length - index - 2;
    inspection.report(unreachable, {
      rule: 'unreachable',
      level: 'warning',
      message: `<${unreachable.name}> is unreachable${more > 0 ? ` (and ${more} more after it)` : ''}: ${why} (line ${verb.line})`,
      help: null,
    });
    return;
  }
}

function whyNothingFollows(document: Document, verb: Element): string | null {
  if (NEVER_RETURNS.includes(verb.name)) return `nothing runs after a <${verb.name}>`;
  if (verb.name === 'Gather' && attributeOf(verb, 'actionOnEmptyResult')?.trim() === 'true') {
    return 'a <Gather> with actionOnEmptyResult always requests its action';
  }
  const action = attributeOf(verb, 'action');
  if (LEAVES_WITH_ACTION.includes(verb.name) && action !== undefined) {
    return `a <${verb.name}> with an action goes on with the document that the action answers`;
  }
  if (verb.name === 'Message' && childElements(document, verb.id).length === 0) return null;
  return null;
}

/** Sources disagree: older ones let an empty recording fall through, the current one is silent. */
function reportAfterRecord(inspection: Inspection, verb: Element): void {
  inspection.report(verb, {
    rule: 'after-record',
    level: 'info',
    message: `<${verb.name}> runs only when nothing was recorded: a <Record> goes on with its action`,
    help: null,
  });
}
