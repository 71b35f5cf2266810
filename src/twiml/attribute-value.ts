import type { AttributeSpec, Schema } from './schema.ts';

/** A value as the interpreter uses it. */
export type AttributeValue = string | number | boolean | readonly string[];

/** A value that can be used, or what would have been one. */
export type ReadValue =
  | {
      readonly ok: true;
      readonly value: AttributeValue /** It is in no list, and the list is open. */;
      readonly unlisted: boolean;
    }
  | { readonly ok: false; readonly expected: string };

/**
 * Reads an attribute's value as its schema says. This is the only place where it is decided whether a value is
 * good: the validator reports what this refuses, and the interpreter then uses the default.
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
  const { min, max, unit } = spec;
  const read = form.test(value) ? Number(value) : Number.NaN;
  if (read >= (min ?? 0) && read <= (max ?? Number.POSITIVE_INFINITY)) return good(read);
  const range =
    min !== undefined && max !== undefined
      ? ` from ${min} to ${max}`
      : min !== undefined
        ? ` of at least ${min}`
        : max !== undefined
          ? ` of at most ${max}`
          : '';
  const units = unit === 's' ? ' of seconds' : unit === 'ms' ? ' of milliseconds' : '';
  return bad(`a ${noun}${units}${range}`);
}

function word(schema: Schema, spec: AttributeSpec, value: string): ReadValue {
  const words = schema.values(spec) ?? [];
  if (words.includes(value)) return good(value);
  if (spec.open && value !== '') return good(value, true);
  return bad(choice(words));
}

function list(schema: Schema, spec: AttributeSpec, value: string): ReadValue {
  const items = value
    .split(spec.separator === undefined || spec.separator === ' ' ? /\s+/ : spec.separator)
    .filter(Boolean);
  if (spec.type === 'integerList') {
    const fits = items.every(
      (item) => /^\d+$/.test(item) && Number(item) >= (spec.min ?? 0) && Number(item) <= (spec.max ?? 1e9),
    );
    return fits && items.length > 0
      ? good(items)
      : bad(`whole numbers from ${spec.min ?? 0} to ${spec.max ?? '…'}, with spaces`);
  }
  const words = schema.values(spec) ?? [];
  const unlisted = items.some((item) => !words.includes(item));
  if (items.length === 0 || (unlisted && !spec.open))
    return bad(`one or more of ${words.join(', ')}, with spaces`);
  return good(items, unlisted);
}

function text(spec: AttributeSpec, written: string): ReadValue {
  if (spec.maxLength !== undefined && written.length > spec.maxLength)
    return bad(`at most ${spec.maxLength} characters`);
  if (!matches(spec, written))
    return bad(PATTERNS[spec.pattern ?? ''] ?? `something that matches ${spec.pattern}`);
  return good(written);
}

/** What a pattern means, in words; the others are shown as they are. */
const PATTERNS: Readonly<Record<string, string>> = {
  '^[0-9#*]?$': 'one key of 0-9 * #, or nothing for none',
  '^[0-9*#]*$': 'keys of 0-9 * #, or nothing for none',
  '^(auto|[1-9][0-9]*)$': 'a whole number of seconds of at least 1, or auto',
  '^(auto|[0-9]+)$': 'a whole number of milliseconds, or auto',
  '^BY[0-9a-fA-F]{32}$': 'a SID: BY and 32 hexadecimal digits',
  '^WR': 'a SID that begins with WR',
  '^WA': 'a SID that begins with WA',
  '^WW': 'a SID that begins with WW',
  '^CA': 'a SID that begins with CA',
};

function matches(spec: AttributeSpec, value: string): boolean {
  return spec.pattern === undefined || new RegExp(spec.pattern).test(value);
}

function choice(words: readonly string[]): string {
  if (words.length > 12) return `one of ${words.slice(0, 8).join(', ')} and ${words.length - 8} more`;
  return words.length === 1 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
