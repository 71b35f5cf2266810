/**
 * The line starts of a text, to turn offsets into lines and columns as editors count them: both from 1, columns in
 * UTF-16 units. A line ends with LF, CRLF or a lone CR (XML 1.0 section 2.11 knows the same three).
 */
export interface LineTable {
  readonly source: string;
  /** Offset at which each line starts; the first entry is 0. */
  readonly starts: readonly number[];
  /** Identifies the text: equal for equal texts, different for different ones. */
  readonly name: string;
}

/** Reads the line starts of `source` once; looking up a place is then a binary search. */
export function lineTable(source: string): LineTable {
  const starts = [0];
  // FNV-1a, twice from different starts: no secret depends on it.
  let [low, high] = [0x811c9dc5, 0x9e3779b9];
  for (let i = 0; i < source.length; i++) {
    const unit = source.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x01000193);
    if (unit === 10 || (unit === 13 && source.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return { source, starts, name: hex(low) + hex(high) };
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}

/** Looks up line and column of an offset; an offset beyond the end counts as the end. */
export function positionAt(
  table: LineTable,
  offset: number,
): { readonly line: number; readonly column: number } {
  const place = Math.min(Math.max(0, offset), table.source.length);
  let low = 0;
  let high = table.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((table.starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: place - (table.starts[low] ?? 0) + 1 };
}

/** Returns the text of a line (counted from 1) without its line ending; empty for a line that does not exist. */
export function lineText(table: LineTable, line: number): string {
  const start = table.starts[line - 1];
  if (start === undefined) return '';
  const end = table.starts[line] ?? table.source.length;
  return table.source.slice(start, end).replace(/(?:\r\n|[\r\n])$/, '');
}
