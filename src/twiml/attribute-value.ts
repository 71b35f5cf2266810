import type { AttributeSpec } from './language/element-spec.ts';

/** A value as the interpreter uses it. */
export type AttributeValue = string | number | boolean | readonly string[];

/** A value that can be used, or what would have been one. */
export type ReadValue =
  | {
      readonly ok: true;
      readonly value: AttributeValue;
      /** It is in no list, and the list is open. */
      readonly unlisted: boolean;
    }
  | { readonly ok: false; readonly expected: string };

/**
 * Reads an attribute's value as its spec says. This is the only place where it is decided whether a value is
 * good: the validator reports what this refuses, and the interpreter then uses the default. White space around a
 * value is no part of it, but for free text and for keys, where an empty value means something.
 */
export function readValue(spec: AttributeSpec, written: string): ReadValue {
  const value = written.trim();
  switch (spec.type) {
    case 'integer':
      return number(spec, value, /^\d{1,10}$/, 'whole number');
    case 'decimal':
      return number(spec, value, /^\d{1,10}(\.\d+)?$/, 'number');
    case 'boolean':
      return value === 'true' || value === 'false' ? good(value === 'true') : bad('true or false');
    case 'enum':
      return word(spec, value);
    case 'enumList':
    case 'integerList':
      return list(spec, value);
    case 'dtmf':
      return matches(spec, value) ? good(value) : bad('keys from 0-9 A-D * #, and w or W for a wait');
    case 'duration':
      return matches(spec, value) ? good(value) : bad('a time such as 2s or 500ms');
    case 'url':
      return good(value);
    case 'string':
      return text(spec, written);
  }
}

function good(value: AttributeValue, { unlisted } = { unlisted: false }): ReadValue {
  return { ok: true, value, unlisted };
}

function bad(expected: string): ReadValue {
  return { ok: false, expected };
}

function number(spec: AttributeSpec, value: string, form: RegExp, noun: string): ReadValue {
  const read = form.test(value) ? Number(value) : Number.NaN;
  if (inRange(spec, read)) return good(read);
  const units = spec.unit === undefined ? '' : ` of ${{ s: 'seconds', ms: 'milliseconds' }[spec.unit]}`;
  return bad(`a ${noun}${units}${rangeOf(spec)}`);
}

function inRange({ min, max }: AttributeSpec, read: number): boolean {
  return read >= (min ?? 0) && read <= (max ?? Number.POSITIVE_INFINITY);
}

function rangeOf({ min, max }: AttributeSpec): string {
  if (max !== undefined) return min === undefined ? ` of at most ${max}` : ` from ${min} to ${max}`;
  return min === undefined ? '' : ` of at least ${min}`;
}

function word(spec: AttributeSpec, value: string): ReadValue {
  const listed = listedWord(spec, value);
  if (listed !== undefined) return good(listed);
  if (spec.variants?.test(value)) return good(value);
  if (spec.open && value !== '') return good(value, { unlisted: true });
  return bad(choice(spec.enum ?? []));
}

/** The word of the list that a value is; `undefined` when it is none. */
function listedWord(spec: AttributeSpec, value: string): string | undefined {
  let words = LISTED.get(spec);
  if (!words) {
    words = new Map((spec.enum ?? []).map((word) => [spec.anyCase ? word.toLowerCase() : word, word]));
    LISTED.set(spec, words);
  }
  return words.get(spec.anyCase ? value.toLowerCase() : value);
}

/** The words of each attribute, some of which are a thousand, made into a map once. */
const LISTED = new WeakMap<AttributeSpec, ReadonlyMap<string, string>>();

function list(spec: AttributeSpec, value: string): ReadValue {
  const items = value.split(/\s+/).filter(Boolean);
  if (spec.type === 'integerList') {
    const fits = items.every((item) => /^\d{1,10}$/.test(item) && inRange(spec, Number(item)));
    if (items.length > 0 && fits) return good(items);
    return bad(`whole numbers${rangeOf(spec)}, separated by spaces`);
  }
  const unlisted = items.some((item) => listedWord(spec, item) === undefined);
  if (items.length === 0 || (unlisted && !spec.open)) {
    const words = spec.enum ?? [];
    return bad(
      words.length === 1 ? choice(words) : `one or more of ${words.join(', ')}, separated by spaces`,
    );
  }
  return good(items, { unlisted });
}

function text(spec: AttributeSpec, written: string): ReadValue {
  if (spec.maxLength !== undefined && written.length > spec.maxLength)
    return bad(`at most ${spec.maxLength} characters`);
  if (spec.pattern === undefined) return good(written);
  const value = matches(spec, '') ? written : written.trim();
  const ranged = spec.min === undefined || !/^\d+$/.test(value) || inRange(spec, Number(value));
  if (matches(spec, value) && ranged) return good(value);
  return bad(
    (spec.expected ?? `something that matches ${spec.pattern.source}`).replace('<range>', rangeOf(spec)),
  );
}

function matches({ pattern }: AttributeSpec, value: string): boolean {
  return pattern === undefined || pattern.test(value);
}

function choice(words: readonly string[]): string {
  if (words.length > 12) return `one of ${words.slice(0, 8).join(', ')} and ${words.length - 8} more`;
  return words.length === 1 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
