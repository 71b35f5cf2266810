import { type CursorStop, type SourceIndex, verbsOn } from '../../debug/views/source/source-index.ts';
import { type TokenKind, tokensIn } from '../../debug/views/source/source-tokens.ts';
import type { RowMark, SourceView } from '../../debug/views/source/source-view.ts';
import { visibleText } from '../../debug/views/text/visible-text.ts';
import { fitLine } from '../text/fit-line.ts';
import { type Line, type Span, span, type Tone, toned } from '../text/line.ts';

/** What a row of the source needs to know besides its number. */
export interface SourceRowOptions {
  /** Columns of the row that are scrolled out at the left. */
  readonly shift: number;
  readonly columns: number;
  readonly cursor: CursorStop | undefined;
  readonly focus: boolean;
}

const TONES: Readonly<Record<TokenKind, Tone>> = {
  tag: 'tag',
  name: 'name',
  attribute: 'attribute',
  value: 'value',
  text: 'plain',
  quiet: 'quiet',
};

const MARKS: Readonly<Record<Exclude<RowMark, null>, Span>> = {
  now: span('▸', 'focus'),
  open: span('▹', 'focus'),
  done: span('✓', 'good'),
};

/** Columns in front of the text: breakpoint, execution mark, where it stands. */
export function gutterWidth({ labelWidth }: SourceIndex): number {
  return labelWidth + 5;
}

/** One row of the document: its marks, its place and the part of its text that fits. */
export function sourceRow(source: SourceView, row: number, options: SourceRowOptions): Line {
  const { columns, cursor, focus } = options;
  const { index } = source;
  const mark = source.markOf(row);
  const problem = source.problemsOn(row)[0];
  const label = index.labels[row] ?? '';
  const here = cursor?.row === row && focus;
  const plainLabel = mark === 'now' ? 'strong' : 'quiet';
  const labelTone = here ? 'selected' : plainLabel;
  const gutter: Line = [
    span(source.breakpointOn(row) ? '●' : ' ', 'breakpoint'),
    mark ? MARKS[mark] : span(' '),
    span(' '),
    span(label.padStart(index.labelWidth), labelTone),
    problem ? span('!', problem.level === 'error' ? 'error' : 'warning') : span(' '),
    span(' '),
  ];
  const width = columns - gutterWidth(index);
  const text = textOf(source, row, { ...options, columns: width - 1 });
  const whole = mark === 'now' && source.held && verbsOn(index, row).length <= 1;
  return [...gutter, ...fitLine(whole ? toned(text, 'now') : text, width, whole ? 'now' : 'plain')];
}

/** The visible part of a row in pieces; an ellipsis stands where it goes on. */
function textOf(source: SourceView, row: number, { shift, columns, cursor, focus }: SourceRowOptions): Line {
  const { document, index } = source;
  const { start, end, indent } = index.rows[row] ?? { start: 0, end: 0, indent: 0 };
  const left: Line = shift > 0 && start < end ? [span(shift > indent ? '…' : ' ', 'quiet')] : [];
  const blanks = Math.max(0, indent - shift);
  const from = whole(document.source, Math.min(end, start + Math.max(0, shift - indent)));
  // A character takes one unit or more for each of its columns, also where a terminal does not join emoji.
  const to = whole(document.source, Math.min(end, from + Math.max(0, columns - left.length - blanks)));
  const several = verbsOn(index, row).length > 1;
  const running = source.now && !source.held && source.markOf(row) === 'now';
  const pieces = tokensIn(document, from, to).map((token) => {
    const text = visibleText(document.source.slice(token.start, token.end).replaceAll('\t', '  '));
    const within = (element: { readonly start: number; readonly end: number }) =>
      token.start >= element.start && token.end <= element.end;
    if (several && focus && cursor?.verb && cursor.row === row && within(cursor.verb.tag))
      return span(text, 'selected');
    if (several && source.now && within(source.now.span))
      return span(text, source.held ? 'now' : 'nowRunning');
    if (running && token.kind === 'name') return span(text, 'nowRunning');
    return span(text, TONES[token.kind]);
  });
  const right: Line = to < end ? [span('…', 'quiet')] : [];
  return [...left, span(' '.repeat(blanks)), ...pieces, ...right];
}

/** Not in the middle of a character that takes two units. */
function whole(source: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(source[at] ?? '') ? at + 1 : at;
}
