import { callOf, frameOf, type Leg } from '../../../engine/switchboard.ts';
import { type Document, type Element, elementOf } from '../../../twiml/document.ts';
import { stopsAt } from '../../breakpoints/breakpoints.ts';
import type { PublicEventOf } from '../../public-event.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { problemsOf } from './problem-view.ts';
import { offsetOf, rowAt, type SourceIndex, sourceIndex, verbsOn } from './source-index.ts';

/** The execution mark of a row. */
export type RowMark = 'now' | 'open' | 'done' | null;

/** The document being executed and where the call is in it. */
export interface SourceView {
  readonly document: Document;
  /** What each document of the leg is for, this one's last: `main`, `wait`. */
  readonly stack: readonly string[];
  readonly index: SourceIndex;
  /** The verb that runs, or would start next; `null` between documents and after the end. */
  readonly now: Element | null;
  /** Verbs around it that have started and not finished. */
  readonly open: readonly Element[];
  /** True when `now` has not started yet. */
  readonly held: boolean;
  /**
   * Where a cursor stands that nobody moved: at `now`, else at the verb that started last, or where a document
   * cannot be read. An offset of the source.
   */
  readonly rest: number;
  /** Rows are counted from 0. */
  markOf(row: number): RowMark;
  breakpointOn(row: number): boolean;
  problemsOn(row: number): readonly PublicEventOf<'diagnostic'>[];
}

/**
 * The current document of a session; `null` before the first one. It is laid out where verbs share lines, unless
 * `laidOut` says otherwise.
 */
export function sourceView(target: Debuggable, laidOut: boolean | null = null): SourceView | null {
  const { leg } = target;
  const frame = leg && frameOf(leg);
  if (!leg || !frame) return null;
  const { document } = frame;
  const index = sourceIndex(document, laidOut);
  const { now, open, held } = cursor(target, leg, document);
  const nowRow = now && rowAt(index, now.span.start);
  const openRows = new Set(open.map(({ span }) => rowAt(index, span.start)));
  const started = startedVerbs(target, leg, document).map((verb) => offsetOf(index, verb));
  const done = new Set(started.map((offset) => rowAt(index, offset)));
  const found = problemsOf(target.journal, target.position).filter(
    (event) => event.line !== null && isAbout(event, document, index),
  );
  const problems = Map.groupBy(found, (event) => rowAt(index, offsetOf(index, event)));
  const unreadable = document.elements.length === 0 ? found[0] : undefined;
  return {
    document,
    stack: leg.frames.map(({ role }) => role?.kind ?? 'main'),
    index,
    now,
    open,
    held,
    rest: now?.span.start ?? started.at(-1) ?? (unreadable ? offsetOf(index, unreadable) : 0),
    markOf: (row) => {
      if (row === nowRow) return 'now';
      if (openRows.has(row)) return 'open';
      return done.has(row) ? 'done' : null;
    },
    breakpointOn: (row) =>
      target.breakpoints.length > 0 &&
      verbsOn(index, row).some((verb) => target.breakpoints.some((where) => stopsAt(where, document, verb))),
    problemsOn: (row) => problems.get(row) ?? [],
  };
}

function cursor(
  target: Debuggable,
  leg: Leg,
  document: Document,
): { readonly now: Element | null; readonly open: readonly Element[]; readonly held: boolean } {
  const running = (frameOf(leg)?.running ?? []).map(({ element }) => elementOf(document, element));
  const ready = target.ready();
  if (ready) return { now: ready.element, open: running, held: true };
  return { now: running.at(-1) ?? null, open: running.slice(0, -1), held: false };
}

function startedVerbs(
  { journal, position }: Debuggable,
  leg: Leg,
  { url }: Document,
): readonly PublicEventOf<'verb'>[] {
  return journal
    .sinceDocument(callOf(leg), url, position)
    .flatMap(({ event }) =>
      event.type === 'verb' && event.call === callOf(leg) && event.url === url ? [event] : [],
    );
}

/** A problem of this very document: another one from the same URL has other lines. Recordings of old do not tell. */
function isAbout(
  { url, document: text }: PublicEventOf<'diagnostic'>,
  document: Document,
  { table }: SourceIndex,
): boolean {
  return url === document.url && (text === table.name || text === undefined);
}
