import type { Element } from '../document.ts';

/** Documents of a call flow that come again and again; more than a flow has, fewer than anybody would notice. */
const MOST = 64;

/**
 * What was read before, by its source. The same text always reads the same, so remembering changes nothing but
 * the time: a menu that is fetched for the tenth time is not parsed for the tenth time.
 */
const known = new Map<string, readonly Element[]>();

/** The elements of a source that was read before, or `null`. */
export function knownElements(source: string): readonly Element[] | null {
  return known.get(source) ?? null;
}

/** Keeps the elements of a well-formed document; the one kept longest is forgotten for it. */
export function rememberElements(source: string, elements: readonly Element[]): void {
  known.set(source, elements);
  const [oldest] = known.keys();
  if (known.size > MOST && oldest !== undefined) known.delete(oldest);
}
