import { type LineTable, positionAt } from '../../../errors/line-table.ts';
import type { Document, Element, Span } from '../../../twiml/document.ts';
import { traitsOf } from '../../../twiml/language/traits.ts';
import { lex, type Token } from '../../../twiml/source/lexer.ts';

/** A row in which a piece of a document is shown; it never goes beyond the end of a line of the source. */
export interface SourceRow extends Span {
  /** Columns in front of it that are not in the source. */
  readonly indent: number;
  /** Line of the source, from 1. */
  readonly line: number;
  /** The element that the row begins with; `null` for a line as it was sent, and for any other piece. */
  readonly element: Element | null;
}

/** White space of XML: `trim()` takes more. */
const BLANK = /[\t\n\r ]/;
const LINE_BREAK = /\r\n?|\n/g;
const INDENT = 2;
/** Documents may nest two hundred deep, screens are narrow. */
const DEEPEST = 12;

/** One row for each line of the source, as it was sent. */
export function sentRows({ source }: Document, { starts }: LineTable): readonly SourceRow[] {
  const rows = starts.map((start, at) => {
    let end = starts[at + 1] ?? source.length;
    while (end > start && /[\r\n]/.test(source[end - 1] ?? '')) end--;
    return { start, end, indent: 0, line: at + 1, element: null };
  });
  // What ends with a line break has no last line worth a row.
  if (rows.length > 1 && starts.at(-1) === source.length) rows.pop();
  return rows;
}

/**
 * One row for each element, indented by its depth, as a person would have written it: text stays with its
 * element, an element with others in it ends in a row of its own. Nothing is left out but white space between the
 * rows. What is between text (SSML) stays on the row of the text.
 */
export function laidOutRows(document: Document, table: LineTable): readonly SourceRow[] {
  const rows: SourceRow[] = [];
  let depth = 0;
  let next = 0;
  /** What is being put on one row: where it begins, and how many elements in it are open. */
  let whole: { readonly start: number; readonly element: Element; open: number } | null = null;
  const row = (start: number, end: number, element: Element | null) =>
    rows.push(...inLines(document.source, table, { start, end, indent: depth, element }));
  for (const token of lex(document.source)) {
    const { start, end } = token.span;
    const element = token.kind === 'open' ? document.elements[next++] : undefined;
    if (whole) {
      whole.open += opened(token);
      if (whole.open === 0) {
        row(whole.start, end, whole.element);
        whole = null;
      }
    } else if (element && staysOnOneRow(document, token, element)) {
      whole = { start, element, open: 1 };
    } else {
      depth += Math.min(0, opened(token));
      row(start, end, element ?? null);
      depth += Math.max(0, opened(token));
    }
  }
  return rows;
}

function staysOnOneRow(document: Document, token: Token, element: Element): boolean {
  return opened(token) === 1 && !opensRows(document, element);
}

/** True where rows of elements stand between the tags: there is something else than text. */
function opensRows(document: Document, { id, name, parent, children }: Element): boolean {
  if (!children.some(({ kind }) => kind === 'element')) return false;
  // Text there is a mistake: the verbs beside it are verbs all the same.
  const { nests, spoken } = traitsOf(name);
  if (id === 0 || (nests && parent === 0)) return true;
  // SSML is text, whatever stands around it.
  if (spoken) return false;
  return children.every((child) => {
    if (child.kind !== 'text' && child.kind !== 'cdata') return true;
    return isBlank(document.source, child.span);
  });
}

/** How many elements are open more behind this piece. */
function opened(token: Token): number {
  if (token.kind === 'close') return -1;
  return token.kind === 'open' && !token.empty ? 1 : 0;
}

/** A piece as one row for each line that it stands on; what follows the first is indented further. */
function inLines(
  source: string,
  table: LineTable,
  { start, end, indent, element }: Span & { readonly indent: number; readonly element: Element | null },
): readonly SourceRow[] {
  const rows: SourceRow[] = [];
  const take = (from: number, to: number) => {
    const piece = trimmed(source, from, to);
    if (piece.start === piece.end) return;
    const deep = Math.min(DEEPEST, indent + (rows.length > 0 ? 1 : 0));
    const { line } = positionAt(table, piece.start);
    rows.push({ ...piece, indent: INDENT * deep, line, element: rows.length === 0 ? element : null });
  };
  let from = start;
  for (const { index, 0: found } of source.slice(start, end).matchAll(LINE_BREAK)) {
    take(from, start + index);
    from = start + index + found.length;
  }
  take(from, end);
  return rows;
}

function trimmed(source: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && BLANK.test(source[from] ?? '')) from++;
  while (to > from && BLANK.test(source[to - 1] ?? '')) to--;
  return { start: from, end: to };
}

function isBlank(source: string, { start, end }: Span): boolean {
  const piece = trimmed(source, start, end);
  return piece.start === piece.end;
}
