import type { Diagnostic } from '../errors/diagnostic.ts';
import type { ElementId } from './document.ts';

/**
 * What execution does about a finding: nothing, use the default (or leave the attribute out), skip the element,
 * or fail the document. It follows from the catalogue's effect kind, and the interpreter does exactly this.
 */
export type Effect = 'none' | 'default' | 'skip' | 'fail';

/** A problem of a document, found without running it. */
export interface Finding extends Diagnostic {
  /** The element that it is about. */
  readonly element: ElementId;
  readonly effect: Effect;
}
