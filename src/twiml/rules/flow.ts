import { answeringVerb, asksToRing } from '../answering-verbs.ts';
import { attributeOf, childElements, type Element, textOf } from '../document.ts';
import { nameTaken } from '../name-taken.ts';
import { attributeSpan, type Inspection } from './inspection.ts';

/** Verbs that take no time and are not heard. */
const TAKE_NO_TIME: ReadonlySet<string> = new Set(['Start', 'Stop']);
/** Nouns of a Dial that are no phones: somebody stays there. */
const ROOMS: ReadonlySet<string> = new Set(['Conference', 'Queue']);

/** What becomes of verbs by those before them: what does nothing in its place, and where a document goes nowhere. */
export function checkFlow(inspection: Inspection): void {
  const skipped = inspection.skipped();
  const verbs = childElements(inspection.document, 0).filter(({ id }) => !skipped.has(id));
  if (inspection.product === 'voice') {
    for (const verb of verbs) checkAnswered(inspection, verb, skipped);
    checkNames(inspection, verbs);
    for (const [index, verb] of verbs.entries()) checkSecondDial(inspection, verbs[index - 1], verb);
  }
  const first = verbs.find(({ name }) => !TAKE_NO_TIME.has(name));
  if (first?.name === 'Redirect') checkSelfRedirect(inspection, first);
}

/** What only counts before the call is answered (Twilio docs: Dial, answerOnBridge; voice-quickstart-ios issue 488). */
function checkAnswered(inspection: Inspection, verb: Element, skipped: ReadonlySet<number>): void {
  if (verb.name !== 'Reject' && !asksToRing(verb)) return;
  const answering = answeringVerb(inspection.document, verb, (id) => skipped.has(id));
  if (!answering) return;
  const by = `<${answering.name}> has answered the call (line ${answering.line})`;
  if (verb.name === 'Reject') {
    return inspection.report(verb, {
      rule: 'reject-after-answer',
      level: 'warning',
      message: `Reject: ${by}; it is hung up`,
      help: 'put <Reject> first, or use <Hangup>',
    });
  }
  const written = verb.attributes.find(({ name }) => name === 'answerOnBridge');
  inspection.report(verb, {
    rule: 'does-nothing',
    level: 'warning',
    message: `Dial: answerOnBridge does nothing: ${by}`,
    help: 'leave it out, or let the <Dial> come first',
    span: written?.nameSpan ?? verb.tag,
  });
}

/** Who is to ring at once belongs into one Dial (voice-quickstart-ios issue 457: "TwiML is sequential"). */
function checkSecondDial(inspection: Inspection, before: Element | undefined, verb: Element): void {
  if (verb.name !== 'Dial' || before?.name !== 'Dial' || attributeOf(before, 'action') !== undefined) return;
  const nouns = [before, verb].flatMap(({ id }) => childElements(inspection.document, id));
  if (nouns.some(({ name }) => ROOMS.has(name))) return;
  inspection.report(verb, {
    rule: 'second-dial',
    level: 'info',
    message: `<Dial> rings only after the <Dial> before it is over (line ${before.line}), whether that was answered or not`,
    help: 'several that ring at once are <Number>s of one <Dial>; an action is told whether anybody answered',
  });
}

/** A document that does nothing but ask for itself again would be asked for ever. */
function checkSelfRedirect(inspection: Inspection, redirect: Element): void {
  const { document } = inspection;
  const written = textOf(document, redirect.id).trim();
  const isItself = written === '' || URL.parse(written, document.url)?.href === URL.parse(document.url)?.href;
  if (!isItself || (written !== '' && !/^https?:/i.test(document.url))) return;
  inspection.report(redirect, {
    rule: 'self-redirect',
    level: 'warning',
    message: 'this document does nothing but redirect to itself',
    help: 'redirect to another document, or let something take time before, such as a <Pause>',
  });
}

/** What goes on beside the verbs has a name of its own in the call (Twilio docs: Stream, name). */
function checkNames(inspection: Inspection, verbs: readonly Element[]): void {
  const running = new Set<string>();
  for (const verb of verbs) {
    if (!TAKE_NO_TIME.has(verb.name)) continue;
    for (const noun of childElements(inspection.document, verb.id)) {
      const written = noun.attributes.find(({ name }) => name === 'name');
      const name = written?.value.trim() ?? '';
      const key = `${noun.name} ${name}`;
      if (verb.name === 'Stop') running.delete(key);
      else if (written && name !== '' && running.has(key)) {
        inspection.report(noun, {
          ...nameTaken(noun.name, name),
          span: attributeSpan(written),
          effect: 'none',
        });
      } else running.add(key);
    }
  }
}
