import type { AttributeSpec } from './language/element-spec.ts';
import type { Schema } from './language/schema.ts';

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
 * Reads an attribute's value as its schema says. This is the only place where it is decided whether a value is
 * good: the validator reports what this refuses, and the interpreter then uses the default. White space around a
 * value is no part of it, but for free text and for keys, where an empty value means something.
 */
export function readValue(schema: Schema, spec: AttributeSpec, written: string): ReadValue {
  const value = written.trim();
  switch (spec.type) {
    case 'integer':
      return number(spec, value, /^\d{1,10}$/, 'whole number');
    case 'decimal':
      return number(spec, value, /^\d{1,10}(\.\d+)?$/, 'number');
    case 'boolean':
      return value === 'true' || value === 'false' ? good(value === 'true') : bad('true or false');
    case 'enum':
      return word(schema, spec, value);
    case 'enumList':
    case 'integerList':
      return list(schema, spec, value);
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

function good(value: AttributeValue, unlisted = false): ReadValue {
  return { ok: true, value, unlisted };
}

function bad(expected: string): ReadValue {
  return { ok: false, expected };
}

function number(spec: AttributeSpec, value: string, form: RegExp, noun: string): ReadValue {
  const read = form.test(value) ? Number(value) : Number.NaN;
  if (inRange(spec, read)) return good(read);
  const units = spec.unit === 's' ? ' of seconds' : spec.unit === 'ms' ? ' of milliseconds' : '';
  return bad(`a ${noun}${units}${rangeOf(spec)}`);
}

function inRange({ min, max }: AttributeSpec, read: number): boolean {
  return read >= (min ?? 0) && read <= (max ?? Number.POSITIVE_INFINITY);
}

function rangeOf({ min, max }: AttributeSpec): string {
  if (max !== undefined) return min === undefined ? ` of at most ${max}` : ` from ${min} to ${max}`;
  return min === undefined ? '' : ` of at least ${min}`;
}

function word(schema: Schema, spec: AttributeSpec, value: string): ReadValue {
  if (schema.lists(spec, value)) return good(value);
  if (spec.open && value !== '') return good(value, true);
  return bad(choice(schema.values(spec) ?? []));
}

function list(schema: Schema, spec: AttributeSpec, value: string): ReadValue {
  const items = value
    .split(spec.separator === undefined || spec.separator === ' ' ? /\s+/ : spec.separator)
    .filter(Boolean);
  if (spec.type === 'integerList') {
    const fits = items.every((item) => /^\d{1,10}$/.test(item) && inRange(spec, Number(item)));
    if (items.length > 0 && fits) return good(items);
    return bad(`whole numbers${rangeOf(spec)}, separated by spaces`);
  }
  const unlisted = items.some((item) => !schema.lists(spec, item));
  if (items.length === 0 || (unlisted && !spec.open)) {
    const words = schema.values(spec) ?? [];
    return bad(
      words.length === 1 ? choice(words) : `one or more of ${words.join(', ')}, separated by spaces`,
    );
  }
  return good(items, unlisted);
}

function text(spec: AttributeSpec, written: string): ReadValue {
  if (spec.maxLength !== undefined && written.length > spec.maxLength)
    return bad(`at most ${spec.maxLength} characters`);
  if (spec.pattern === undefined) return good(written);
  const value = matches(spec, '') ? written : written.trim();
  const ranged = spec.min === undefined || !/^\d+$/.test(value) || inRange(spec, Number(value));
  if (matches(spec, value) && ranged) return good(value);
  const meant = spec.expected ?? PATTERNS[spec.pattern] ?? `something that matches ${spec.pattern}`;
  return bad(meant.replace('<range>', rangeOf(spec)));
}

/** What a pattern means, in words. */
const PATTERNS: Readonly<Record<string, string>> = {
  '^[0-9#*]?$': 'one key of 0-9 * #, or nothing for none',
  '^[0-9*#]*$': 'keys of 0-9 * #, or nothing for none',
  '^(auto|[1-9][0-9]*)$': 'a whole number of seconds of at least 1, or auto',
  '^(auto|[0-9]+)$': 'a whole number of milliseconds<range>, or auto',
  '^BY[0-9a-fA-F]{32}$': 'a SID: BY and 32 hexadecimal digits',
  '^WR': 'a SID that begins with WR',
  '^WA': 'a SID that begins with WA',
  '^WW': 'a SID that begins with WW',
  '^CA': 'a SID that begins with CA',
  '^(default|silent|x-soft|soft|medium|loud|x-loud|[+-][0-9.]+dB)$':
    'default, silent, x-soft, soft, medium, loud, x-loud, or a change such as +6dB',
  '^(x-slow|slow|medium|fast|x-fast|[0-9.]+%)$':
    'x-slow, slow, medium, fast, x-fast, or a percentage such as 90%',
  '^(default|x-low|low|medium|high|x-high|[+-][0-9.]+%)$':
    'default, x-low, low, medium, high, x-high, or a change such as +10%',
};

function matches({ pattern }: AttributeSpec, value: string): boolean {
  if (pattern === undefined) return true;
  const compiled = COMPILED.get(pattern) ?? new RegExp(pattern);
  COMPILED.set(pattern, compiled);
  return compiled.test(value);
}

/** The schema's patterns, of which there are few, compiled once. */
const COMPILED = new Map<string, RegExp>();

function choice(words: readonly string[]): string {
  if (words.length > 12) return `one of ${words.slice(0, 8).join(', ')} and ${words.length - 8} more`;
  return words.length === 1 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
