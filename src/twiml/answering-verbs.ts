import { attributeOf, childElements, type Document, type Element } from './document.ts';

/** Verbs that leave a call that comes in as it is: it rings on (Twilio docs: SIP, Reject, Pause, Redirect). */
const LET_RING: ReadonlySet<string> = new Set(['Redirect', 'Reject', 'Pause', 'Leave', 'Stop']);

/**
 * The verb before another one of a document that has answered the call by then; `null` when none has. A `<Dial>` with
 * `answerOnBridge` lets the call ring (Twilio docs: Dial).
 */
export function answeringVerb(
  document: Document,
  before: Element,
  isSkipped: (id: number) => boolean,
): Element | null {
  for (const verb of childElements(document, 0)) {
    if (verb.id >= before.id) return null;
    if (!isSkipped(verb.id) && !LET_RING.has(verb.name) && !asksToRing(verb)) return verb;
  }
  return null;
}

/** Whether a `<Dial>` asks that the call rings on until somebody has answered. */
export function asksToRing(verb: Element): boolean {
  return verb.name === 'Dial' && attributeOf(verb, 'answerOnBridge')?.trim() === 'true';
}
