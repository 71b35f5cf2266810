/**
 * A place in a user's document: where a diagnostic points and where the debugger stops.
 *
 * Lines and columns count from 1 and columns are UTF-16 units, as editors count them; `offset` and `length` are
 * UTF-16 units too, from the start of the decoded text (a byte-order mark is not counted).
 */
export interface Location {
  /** URL of the document, or the name under which it was given (a path, `-`). */
  readonly url: string;
  /** Identifies the text of the document: a changed text from the same URL gets another value. */
  readonly text: string;
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
}
