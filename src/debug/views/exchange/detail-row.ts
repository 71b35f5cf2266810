import { visibleText } from '../text/visible-text.ts';

/** A line of detail. What comes from outside is safe to print by then. */
export type DetailRow =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'field'; readonly name: string; readonly value: string }
  /** A parameter that this request has of its own. */
  | { readonly kind: 'own'; readonly name: string; readonly value: string }
  /** A line of something that is shown as it is: its blanks count. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'bad'; readonly text: string }
  /** A part of a time: where it begins and ends, as fractions of the whole. */
  | {
      readonly kind: 'bar';
      readonly name: string;
      readonly value: string;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'gap' };

/** An empty line. */
export const GAP: DetailRow = { kind: 'gap' };

/** A title over the rows below it. */
export function heading(text: string): DetailRow {
  return { kind: 'heading', text: visibleText(text) };
}

/** A name and its value, in columns with the others. */
export function field(name: string, value: string): DetailRow {
  return { kind: 'field', name: visibleText(name), value: visibleText(value) };
}

/** Something that is said beside the facts. */
export function note(text: string): DetailRow {
  return { kind: 'note', text: visibleText(text) };
}

/** Something that is wrong. */
export function bad(text: string): DetailRow {
  return { kind: 'bad', text: visibleText(text) };
}

/** A field for each entry, or a note that there is none. */
export function fields(record: Readonly<Record<string, string>>, none: string): readonly DetailRow[] {
  const entries = Object.entries(record);
  return entries.length === 0 ? [note(none)] : entries.map(([name, value]) => field(name, value));
}

/** A text line by line, with its indentation. */
export function textRows(text: string): readonly DetailRow[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => ({ kind: 'text', text: visibleText(line.replaceAll('\t', '    ')) }));
}
