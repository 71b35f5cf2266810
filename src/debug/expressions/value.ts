import type { Json } from '../../engine/json.ts';

/** How a number is written in a text: spaces around it do not count. */
const NUMBER = /^\s*[-+]?\d+(?:\.\d+)?\s*$/;

/** Longer texts are no numbers. */
const LONGEST_NUMBER = 40;

/** The number that a value is or reads as; `null` where it is none. */
export function numberIn(value: Json): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.length > LONGEST_NUMBER || !NUMBER.test(value)) return null;
  return Number(value);
}

/** A value as text: what a logpoint and {@link FUNCTIONS} `text` make of it. */
export function textOfValue(value: Json): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether a condition holds: not for `null`, `false`, 0, the empty text and the empty list or record. */
export function holds(value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== null && value !== false && value !== 0 && value !== '';
}

/**
 * Equal, as `==` has it: beside a number a text counts as the number that it reads as, and lists and records are equal
 * when all their entries are. Other values of different types are unequal.
 */
export function areEqual(a: Json, b: Json): boolean {
  if (typeof a === 'number' || typeof b === 'number') {
    const x = numberIn(a);
    return x !== null && x === numberIn(b);
  }
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return (
    left.length === right.size &&
    left.every(([name, value]) => {
      const other = right.get(name);
      return other !== undefined && areEqual(value, other);
    })
  );
}

/**
 * How two values stand to each other: negative, 0 or positive. Numbers, and texts beside numbers, by size; two texts by their
 * characters; `null` for everything else, which has no order.
 */
export function orderOf(a: Json, b: Json): number | null {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  const x = numberIn(a);
  const y = numberIn(b);
  return x === null || y === null ? null : x - y;
}

/** Whether a value is among the entries of a list, or a name among those of a record. */
export function isIn(value: Json, whole: Json): boolean {
  if (typeof whole !== 'object' || whole === null) return false;
  if (isList(whole)) return whole.some((entry) => areEqual(value, entry));
  return (typeof value === 'string' || typeof value === 'number') && Object.hasOwn(whole, value);
}

/** The field of a record, or the entry of a list counted from 0; `null` where there is none. */
export function fieldOf(value: Json, name: Json): Json {
  if (typeof value !== 'object' || value === null) return null;
  if (typeof name !== 'string' && typeof name !== 'number') return null;
  if (isList(value)) return value[Number(name)] ?? null;
  return Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}

/** A record of named values; TypeScript's own test for lists does not know readonly ones. */
export function isRecord(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Longer values are cut where a sentence quotes them, in characters. */
const LONGEST_QUOTED = 60;

/** A value as it is written in an expression, cut where it is long. */
export function quotedValue(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST_QUOTED ? `${[...text].slice(0, LONGEST_QUOTED).join('')}…` : text;
}
