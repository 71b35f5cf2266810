import { callOf, frameOf, type Leg } from '../../engine/switchboard.ts';
import { type LineTable, lineTable, positionAt } from '../../errors/line-table.ts';
import { type Document, type Element, elementOf } from '../../twiml/document.ts';
import { stopsAt } from '../breakpoints.ts';
import type { Debuggable } from '../debuggable.ts';
import type { PublicEventOf } from '../public-event.ts';
import { problemsOf } from './problem-view.ts';

/** A place where a cursor can stand: a line, or one of several verbs that start on the same line. */
export interface CursorStop {
  readonly line: number;
  /** Column of the verb, from 1; 1 on a line without a verb. */
  readonly column: number;
  /** The verb to put a breakpoint on; `null` where none starts. */
  readonly verb: Element | null;
}

/** What is looked up in a document again and again; made once for each document. */
export interface SourceIndex {
  readonly table: LineTable;
  readonly stops: readonly CursorStop[];
  /** For each verb its place in `stops`. */
  readonly stopOf: ReadonlyMap<Element, number>;
}

/** The execution mark of a line. */
export type LineMark = 'now' | 'open' | 'done' | null;

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
  /** Where a cursor stands that nobody moved: at `now`, else at the verb that started last. A place in `stops`. */
  readonly rest: number;
  markOf(line: number): LineMark;
  breakpointOn(line: number): boolean;
  problemsOn(line: number): readonly PublicEventOf<'diagnostic'>[];
}

const indexes = new WeakMap<Document, SourceIndex>();

/** The current document of a session; `null` before the first one. */
export function sourceView(target: Debuggable): SourceView | null {
  const { leg } = target;
  const frame = leg && frameOf(leg);
  if (!leg || !frame) return null;
  const { document } = frame;
  const index = sourceIndex(document);
  const { now, open, held } = cursor(target, leg, document);
  const openLines = new Set(open.map(({ line }) => line));
  const started = startedVerbs(target, leg, document);
  const done = new Set(started.map(({ line }) => line));
  const last = started.at(-1);
  const problems = byLine(
    problemsOf(target.journal, target.position).filter((event) => isAbout(event, document, index)),
  );
  return {
    document,
    stack: leg.frames.map(({ role }) => role?.kind ?? 'main'),
    index,
    now,
    open,
    held,
    rest: (now ? index.stopOf.get(now) : last && stopAt(index, last)) ?? 0,
    markOf: (line) =>
      line === now?.line ? 'now' : openLines.has(line) ? 'open' : done.has(line) ? 'done' : null,
    breakpointOn: (line) =>
      target.breakpoints.length > 0 &&
      verbsOn(index, line).some((verb) => target.breakpoints.some((where) => stopsAt(where, document, verb))),
    problemsOn: (line) => problems.get(line) ?? [],
  };
}

/** The lines of a document, and where a cursor can stand in it. */
export function sourceIndex(document: Document): SourceIndex {
  const known = indexes.get(document);
  if (known) return known;
  const table = lineTable(document.source);
  const verbs = byLine(document.elements.filter((element) => isVerb(document, element)));
  const stops: CursorStop[] = [];
  const stopOf = new Map<Element, number>();
  for (let line = 1; line <= table.starts.length; line++) {
    const here = verbs.get(line) ?? [];
    if (here.length === 0) stops.push({ line, column: 1, verb: null });
    for (const verb of here) {
      stopOf.set(verb, stops.length);
      stops.push({ line, column: verb.column, verb });
    }
  }
  // What ends with a line break has no last line worth a row.
  if (stops.length > 1 && table.starts.at(-1) === document.source.length) stops.pop();
  const index = { table, stops, stopOf };
  indexes.set(document, index);
  return index;
}

/** The verbs that start on a line. */
export function verbsOn(index: SourceIndex, line: number): readonly Element[] {
  const verbs: Element[] = [];
  for (let at = firstStop(index, line); index.stops[at]?.line === line; at++) {
    const verb = index.stops[at]?.verb;
    if (verb) verbs.push(verb);
  }
  return verbs;
}

/** Place in `stops` of the first stop of a line. */
export function firstStop({ stops }: SourceIndex, line: number): number {
  let low = 0;
  let high = stops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stops[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Line and column at which an element ends. */
export function endOf(
  { table }: SourceIndex,
  element: Element,
): { readonly line: number; readonly column: number } {
  return positionAt(table, element.span.end);
}

/** The debugger holds before verbs: what stands in Response, and the prompts inside a Gather. */
function isVerb(document: Document, { parent }: Element): boolean {
  if (parent === null) return false;
  return (
    parent === 0 || (document.elements[parent]?.name === 'Gather' && document.elements[parent]?.parent === 0)
  );
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

/** A problem of this very document: another one from the same URL has other lines. */
function isAbout(
  { url, line, excerpt }: PublicEventOf<'diagnostic'>,
  { url: own, source }: Document,
  { table }: SourceIndex,
): boolean {
  if (url !== own || line === null || excerpt === null) return url === own;
  const start = table.starts[line - 1];
  if (start === undefined) return false;
  const text = source.slice(start, table.starts[line] ?? source.length).trim();
  const shown =
    excerpt
      .split('\n')
      .at(-2)
      ?.replace(/^\s*\d+ \| /, '') ?? '';
  return text.replaceAll('\t', ' ').includes(shown.replace(/^…|…$/g, '').trim());
}

function stopAt(index: SourceIndex, { line, column }: PublicEventOf<'verb'>): number {
  let at = firstStop(index, line);
  while (index.stops[at]?.line === line && index.stops[at]?.column !== column) at++;
  return index.stops[at]?.line === line ? at : firstStop(index, line);
}

function byLine<T extends { readonly line: number | null }>(
  all: readonly T[],
): ReadonlyMap<number, readonly T[]> {
  const lines = new Map<number, T[]>();
  for (const one of all) {
    if (one.line === null) continue;
    const others = lines.get(one.line);
    if (others) others.push(one);
    else lines.set(one.line, [one]);
  }
  return lines;
}
