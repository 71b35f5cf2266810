import { type LineTable, lineTable } from '../../../errors/line-table.ts';
import type { Document, Element } from '../../../twiml/document.ts';
import { traitsOf } from '../../../twiml/language/traits.ts';
import { laidOutRows, type SourceRow, sentRows } from './source-layout.ts';

/** A place where a cursor can stand: a row, or one of several verbs that start on the same row. */
export interface CursorStop {
  /** Place in `SourceIndex.rows`. */
  readonly row: number;
  /** Offset in the source from which on it is the nearest stop before. */
  readonly from: number;
  /** The verb to put a breakpoint on; `null` where none starts. */
  readonly verb: Element | null;
}

/** What is looked up in a document again and again; made once for each document and each way to show it. */
export interface SourceIndex {
  readonly table: LineTable;
  /** True when the document is laid out, false when it is shown line by line as it was sent. */
  readonly laidOut: boolean;
  readonly rows: readonly SourceRow[];
  readonly stops: readonly CursorStop[];
  /** For each row its first place in `stops`. */
  readonly firstStops: readonly number[];
  /** What stands in front of each row: its line, or where its element starts. */
  readonly labels: readonly string[];
  readonly labelWidth: number;
}

interface Known {
  readonly table: LineTable;
  /**
   * A verb starts on the line of another one, or of Response: what libraries print is one line. A noun on the
   * line of its verb is how people write.
   */
  readonly shares: boolean;
  readonly indexes: Map<boolean, SourceIndex>;
}

const documents = new WeakMap<Document, Known>();

/** The rows of a document and where a cursor can stand in it; laid out where verbs share lines, unless it is said. */
export function sourceIndex(document: Document, laidOut: boolean | null = null): SourceIndex {
  const known = knownOf(document);
  // Without elements it is not well-formed: how it was sent is all there is.
  const wanted = document.elements.length > 0 && (laidOut ?? known.shares);
  const before = known.indexes.get(wanted);
  if (before) return before;
  const index = indexOf(document, known.table, wanted);
  known.indexes.set(wanted, index);
  return index;
}

/** How many verbs start on a line of the source. */
export function verbsOnLine(document: Document, line: number): number {
  return document.elements.filter((element) => element.line === line && isVerb(document, element)).length;
}

/** The verbs that start on a row. */
export function verbsOn({ stops, firstStops }: SourceIndex, row: number): readonly Element[] {
  const verbs: Element[] = [];
  for (let at = firstStops[row] ?? stops.length; stops[at]?.row === row; at++) {
    const verb = stops[at]?.verb;
    if (verb) verbs.push(verb);
  }
  return verbs;
}

/** The row on which an offset of the source stands; between rows the one before. */
export function rowAt({ rows }: SourceIndex, offset: number): number {
  return lastUpTo(rows.length, (at) => rows[at]?.start ?? 0, offset);
}

/** The place in `stops` that an offset of the source belongs to. */
export function stopAt({ stops }: SourceIndex, offset: number): number {
  return lastUpTo(stops.length, (at) => stops[at]?.from ?? 0, offset);
}

/** The offset of a place that was told by line and column. */
export function offsetOf(
  { table }: SourceIndex,
  { line, column }: { readonly line: number | null; readonly column: number | null },
): number {
  return (table.starts[(line ?? 1) - 1] ?? 0) + (column ?? 1) - 1;
}

function knownOf(document: Document): Known {
  let known = documents.get(document);
  if (!known) {
    const starts = document.elements.filter((element) => element.id === 0 || isVerb(document, element));
    const shares = new Set(starts.map(({ line }) => line)).size < starts.length;
    known = { table: lineTable(document.source), shares, indexes: new Map() };
    documents.set(document, known);
  }
  return known;
}

function indexOf(document: Document, table: LineTable, laidOut: boolean): SourceIndex {
  const rows = (laidOut ? laidOutRows : sentRows)(document, table);
  const verbs = document.elements.filter((element) => isVerb(document, element));
  const stops: CursorStop[] = [];
  const firstStops: number[] = [];
  let next = 0;
  for (const [row, { start }] of rows.entries()) {
    const end = rows[row + 1]?.start ?? Number.POSITIVE_INFINITY;
    const first = next;
    while ((verbs[next]?.span.start ?? end) < end) next++;
    firstStops.push(stops.length);
    stops.push(...stopsOn(row, start, verbs.slice(first, next)));
  }
  const labels = rows.map((row) => (laidOut ? placeOf(row.element) : String(row.line)));
  const labelWidth = labels.reduce((widest, { length }) => Math.max(widest, length), 1);
  return { table, laidOut, rows, stops, firstStops, labels, labelWidth };
}

/** The stops of one row, in order; the first one counts from where the row begins. */
function stopsOn(row: number, start: number, verbs: readonly Element[]): readonly CursorStop[] {
  if (verbs.length === 0) return [{ row, from: start, verb: null }];
  return verbs.map((verb, at) => ({ row, from: at === 0 ? start : verb.span.start, verb }));
}

/** Response has no place worth telling. */
function placeOf(element: Element | null): string {
  return element && element.id !== 0 ? `${element.line}:${element.column}` : '';
}

/** The debugger holds before verbs: what stands in Response, and what a verb there starts inside itself. */
function isVerb({ elements }: Document, { parent }: Element): boolean {
  if (parent === null || parent === 0) return parent === 0;
  const around = elements[parent];
  return around?.parent === 0 && traitsOf(around.name).nests !== undefined;
}

/** The last of so many places in order whose offset is not beyond another one; 0 when all are. */
function lastUpTo(count: number, offsetAt: (at: number) => number, offset: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsetAt(middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
