import { SIMPLE } from './simple-text.ts';

/**
 * An `Intl.Segmenter` that loads its rules for the first text that needs them: that takes a third of the time of starting
 * Node, and frames hardly ever do. In the bundle the packages that draw have it too.
 */
export class GraphemeSegmenter {
  #real: Intl.Segmenter | null = null;

  segment(text: string): Iterable<Intl.SegmentData> {
    if (SIMPLE.test(text.replaceAll('\u001B', ''))) return units(text);
    this.#real ??= new Intl.Segmenter();
    return this.#real.segment(text);
  }
}

/** Every unit of a text as a character. */
function units(text: string): Intl.SegmentData[] {
  return text.split('').map((segment, index) => ({ segment, index, input: text }));
}
