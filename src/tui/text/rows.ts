import { type Line, span, type Tone, toned } from './line.ts';

/** A row of a list, with the mark of the selected one in front. */
export function listRow(spans: Line, selected: boolean, focus: boolean): Line {
  const row: Line = [span(selected ? '▸' : ' ', selected ? 'focus' : 'plain'), ...spans];
  return selected && focus ? toned(row, 'selected') : row;
}

/** Sentences in the middle of an otherwise empty pane. */
export function message(texts: readonly (readonly [text: string, tone: Tone])[]): readonly Line[] {
  return [[], ...texts.map(([text, tone]) => [span('  '), span(text, tone)])];
}
