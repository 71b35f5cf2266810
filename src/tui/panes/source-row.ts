import { type TokenKind, tokensIn } from '../../debug/views/source-tokens.ts';
import type { CursorStop, LineMark, SourceView } from '../../debug/views/source-view.ts';
import { verbsOn } from '../../debug/views/source-view.ts';
import { visibleText } from '../../debug/views/visible-text.ts';
import { fitLine } from '../text/fit-line.ts';
import { type Line, type Span, span, type Tone, toned } from '../text/line.ts';

/** What a row of the source needs to know besides its line. */
export interface SourceRowOptions {
  /** Characters of the line that are scrolled out at the left. */
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

const MARKS: Readonly<Record<Exclude<LineMark, null>, Span>> = {
  now: span('▸', 'focus'),
  open: span('▹', 'focus'),
  done: span('✓', 'good'),
};

/** Columns in front of the text: breakpoint, execution mark, line number. */
export function gutterWidth(total: number): number {
  return String(total).length + 5;
}

/** One line of the document: its marks, its number and the part of its text that fits. */
export function sourceRow(source: SourceView, line: number, options: SourceRowOptions): Line {
  const { columns, cursor, focus } = options;
  const total = source.index.stops.at(-1)?.line ?? 1;
  const mark = source.markOf(line);
  const problem = source.problemsOn(line)[0];
  const number = String(line).padStart(String(total).length);
  const numberTone = cursor?.line === line && focus ? 'selected' : mark === 'now' ? 'strong' : 'quiet';
  const gutter: Line = [
    span(source.breakpointOn(line) ? '●' : ' ', 'breakpoint'),
    mark ? MARKS[mark] : span(' '),
    span(' '),
    span(number, numberTone),
    problem ? span('!', problem.level === 'error' ? 'error' : 'warning') : span(' '),
    span(' '),
  ];
  const width = columns - gutterWidth(total);
  const text = textOf(source, line, { ...options, columns: width - 1 });
  const whole = mark === 'now' && source.held && verbsOn(source.index, line).length <= 1;
  return [...gutter, ...fitLine(whole ? toned(text, 'now') : text, width, whole ? 'now' : 'plain')];
}

/** The visible part of a line in pieces; an ellipsis stands where it goes on. */
function textOf(source: SourceView, line: number, { shift, columns, cursor, focus }: SourceRowOptions): Line {
  const { document, index } = source;
  const start = index.table.starts[line - 1] ?? 0;
  const next = index.table.starts[line] ?? document.source.length;
  const end = start + document.source.slice(start, next).replace(/[\r\n]+$/, '').length;
  const from = whole(document.source, Math.min(end, start + shift));
  const left: Line = shift > 0 && start < end ? [span('…', 'quiet')] : [];
  // A character takes one unit or more for each of its columns, also where a terminal does not join emoji.
  const to = whole(document.source, Math.min(end, from + columns - left.length));
  const several = verbsOn(index, line).length > 1;
  const pieces = tokensIn(document, from, to).map((token) => {
    const text = visibleText(document.source.slice(token.start, token.end).replaceAll('\t', '  '));
    const within = (element: { readonly start: number; readonly end: number }) =>
      token.start >= element.start && token.end <= element.end;
    if (several && focus && cursor?.verb && cursor.line === line && within(cursor.verb.tag))
      return span(text, 'selected');
    if (several && source.now && within(source.now.span))
      return span(text, source.held ? 'now' : 'nowRunning');
    if (source.now?.line === line && !source.held && token.kind === 'name') return span(text, 'nowRunning');
    return span(text, TONES[token.kind]);
  });
  const right: Line = to < end ? [span('…', 'quiet')] : [];
  return [...left, ...pieces, ...right];
}

/** Not in the middle of a character that takes two units. */
function whole(source: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(source[at] ?? '') ? at + 1 : at;
}
