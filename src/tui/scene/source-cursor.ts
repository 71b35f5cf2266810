import { type SourceIndex, stopAt } from '../../debug/views/source/source-index.ts';
import { type SourceView, sourceView } from '../../debug/views/source/source-view.ts';
import type { Scene } from './scene.ts';
import type { ViewState } from './view-state.ts';

/** The document as it is shown: laid out or as it was sent. */
export function shownSource({ target, view }: Pick<Scene, 'target' | 'view'>): SourceView | null {
  return target && sourceView(target, view.laidOut);
}

/** Where the cursor of this document stands: where the user put it, else where the call is. A place in `stops`. */
export function cursorStop(source: SourceView, { source: chosen }: Pick<ViewState, 'source'>): number {
  return stopAt(source.index, chosen?.document === source.document ? chosen.at : source.rest);
}

/** The cursor of a document put on one of its stops. */
export function cursorAt({ document, index }: SourceView, stop: number): Pick<ViewState, 'source' | 'shift'> {
  return { source: { document, at: index.stops[stop]?.from ?? 0 }, shift: null };
}

/** Sets a breakpoint on the verb at the cursor, or takes it away; a string says why there is none to set it on. */
export function breakpointToggled({ target, view }: Scene): string | null {
  const source = shownSource({ target, view });
  if (!target || !source) return 'there is no document yet';
  const stop = source.index.stops[cursorStop(source, view)];
  if (stop?.verb) return target.toggleBreakpoint(source.document, stop.verb);
  return `no verb starts on ${rowName(source.index, stop?.row ?? 0)}: j and k move to one`;
}

/**
 * Shows documents the other way, laid out or as they were sent, until they are as they would be by themselves.
 * The cursor stays where it is in the document.
 */
export function layoutToggled({ target, view }: Scene): Partial<ViewState> | string {
  const source = shownSource({ target, view });
  const own = target && sourceView(target);
  if (!source || !own) return 'there is no document yet';
  if (source.document.elements.length === 0)
    return 'a document that cannot be parsed is shown as it was sent';
  const other = !source.index.laidOut;
  const { shift, ...cursor } = cursorAt(source, cursorStop(source, view));
  const laidOut = other === own.index.laidOut ? null : other;
  return { laidOut, shift, ...(view.source ? cursor : {}) };
}

/** Rows of a document that is laid out have no numbers. */
function rowName({ laidOut }: SourceIndex, row: number): string {
  return laidOut ? 'this row' : `line ${row + 1}`;
}
