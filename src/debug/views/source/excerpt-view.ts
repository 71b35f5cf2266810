import { caretPlace } from '../../../errors/excerpt.ts';
import { visibleText } from '../text/visible-text.ts';

/** The source around a problem, and which characters of its last line the problem is about. */
export interface ExcerptView {
  /** Each with its number and a rule in front. */
  readonly lines: readonly string[];
  /** Characters that number and rule take. */
  readonly gutter: number;
  /** First character of the last line that is meant, counted with the gutter. */
  readonly at: number;
  readonly length: number;
}

/** A printed excerpt around a line and a column, with its line of carets told as numbers. */
export function excerptView(
  printed: string,
  place: { readonly line: number; readonly column: number },
): ExcerptView {
  const lines = printed.split('\n');
  const { gutter, at } = caretPlace(place);
  return {
    lines: lines.slice(0, -1).map(visibleText),
    gutter,
    at,
    length: (lines.at(-1) ?? '').length - at,
  };
}
