import { attributeOf, type Element } from './document.ts';

/** A value read from an attribute; `bad` holds what was written when it could not be used. */
export interface Read<T> {
  readonly value: T;
  readonly bad: string | null;
}

/** A whole number of at least `min`; anything else is the default. Twilio trims nothing but white space. */
export function integerAttribute<T>(
  element: Element,
  name: string,
  min: number,
  otherwise: T,
): Read<number | T> {
  const written = attributeOf(element, name);
  if (written === undefined) return { value: otherwise, bad: null };
  const number = /^\s*\d{1,9}\s*$/.test(written) ? Number(written) : Number.NaN;
  return number >= min ? { value: number, bad: null } : { value: otherwise, bad: written };
}

/** One of the listed words, exactly as listed. */
export function wordAttribute<T extends string>(
  element: Element,
  name: string,
  words: readonly T[],
  otherwise: T,
): Read<T> {
  const written = attributeOf(element, name);
  if (written === undefined) return { value: otherwise, bad: null };
  const word = words.find((known) => known === written.trim());
  return word === undefined ? { value: otherwise, bad: written } : { value: word, bad: null };
}

/** The strings `true` and `false`. */
export function booleanAttribute(element: Element, name: string, otherwise: boolean): Read<boolean> {
  const { value, bad } = wordAttribute(element, name, ['true', 'false'], otherwise ? 'true' : 'false');
  return { value: value === 'true', bad };
}
