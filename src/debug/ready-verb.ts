import { frameOf, type Leg } from '../engine/switchboard.ts';
import { type Document, type Element, elementOf } from '../twiml/document.ts';

/** A verb in its document. */
export interface PlacedVerb {
  readonly document: Document;
  readonly element: Element;
}

/** The verb that a leg would start next; `null` while it does something else. */
export function readyVerb(leg: Leg | null | undefined): PlacedVerb | null {
  const frame = leg ? frameOf(leg) : null;
  if (!leg?.ready || !frame) return null;
  return { document: frame.document, element: elementOf(frame.document, leg.ready.element) };
}
