import { nearestName } from '../../errors/nearest.ts';
import { durationWords, parseDuration } from '../duration.ts';

/** How an exchange is spoiled. */
export type FaultKind =
  /** The answer comes so much later. */
  | { readonly type: 'slow'; readonly ms: number }
  /** Nothing is sent: the connection is refused. */
  | { readonly type: 'refused' }
  /** The request is sent; in place of its answer comes one with this status. */
  | { readonly type: 'status'; readonly status: number }
  /** The request is sent; the connection closes in the middle of the answer. */
  | { readonly type: 'truncated' }
  /** The same request is sent twice; the first answer counts. */
  | { readonly type: 'duplicated' }
  /** A callback that nobody waits for leaves after the next one. */
  | { readonly type: 'out-of-order' };

/** Which exchanges are spoiled. */
export type FaultPlace =
  | { readonly type: 'always' }
  /** The next one that leaves, and then no more. */
  | { readonly type: 'next' }
  /** The Nth exchange of the call, from 1. */
  | { readonly type: 'at'; readonly number: number }
  /** Every request to a path. */
  | { readonly type: 'url'; readonly path: string };

/** Something that the user has go wrong on the wire. */
export interface Fault {
  readonly kind: FaultKind;
  readonly place: FaultPlace;
}

/** The words of all kinds of faults, as they are written, and what each does. */
export const FAULT_FORMS: readonly (readonly [form: string, help: string])[] = [
  ['slow 5s', 'the answer comes that much later'],
  ['refused', 'the connection is refused: nothing is sent'],
  ['status 500', 'the app is asked, but its answer is replaced by one with that status'],
  ['truncated', 'the app is asked, but the connection closes in the middle of its answer'],
  ['duplicated', 'the app gets the same request twice'],
  ['out-of-order', 'a callback leaves after the one that follows it'],
];

const KINDS: readonly FaultKind['type'][] = [
  'slow',
  'refused',
  'status',
  'truncated',
  'duplicated',
  'out-of-order',
];

/** Longer than anybody waits; what is more would not fit into a timer either. */
const SLOWEST_MS = 3_600_000;

const FORMS = 'slow 5s, refused, status 500, truncated, duplicated or out-of-order';
const PLACE_WORDS = ['at', 'always', 'next'];
const PLACES = 'at 3, url:/path, next or always';

/**
 * Reads `slow 5s`, `refused at 3`, `status 500 url:/path`; without a place it is `otherwise` that counts. A text
 * that is none is answered with what would be one.
 */
export function parseFault(text: string, otherwise: 'always' | 'next'): Fault | string {
  const words = text.trim().split(/\s+/);
  const [name = '', ...rest] = words;
  if (name === '') return `write what goes wrong: ${FORMS}`;
  const known = KINDS.find((kind) => kind === name);
  if (known === undefined) return unknown(name);
  const kind = kindOf(known, rest);
  if (typeof kind === 'string') return kind;
  const place = placeOf(rest.slice(known === 'slow' || known === 'status' ? 1 : 0), otherwise);
  return typeof place === 'string' ? place : { kind, place };
}

/** How a fault is written; reads the same again. */
export function faultText({ kind, place }: Fault): string {
  return `${kindText(kind)} ${placeText(place)}`;
}

/** A kind of fault without its place: `slow 5s`, `status 500`. */
export function kindText(kind: FaultKind): string {
  if (kind.type === 'slow') return `slow ${durationWords(kind.ms)}`;
  return kind.type === 'status' ? `status ${kind.status}` : kind.type;
}

function placeText(place: FaultPlace): string {
  switch (place.type) {
    case 'always':
    case 'next':
      return place.type;
    case 'at':
      return `at ${place.number}`;
    case 'url':
      return `url:${place.path}`;
  }
}

function unknown(name: string): string {
  const near = nearestName(name, KINDS);
  return `"${name}" is not a fault${near === null ? ':' : `: did you mean ${near}?`} write ${FORMS}`;
}

function kindOf(type: FaultKind['type'], [value = '']: readonly string[]): FaultKind | string {
  if (type === 'slow') {
    const ms = parseDuration(value);
    if (ms === null) return 'slow needs a time after it: slow 5s, slow 500ms';
    return ms > 0 && ms <= SLOWEST_MS ? { type, ms } : 'slow takes more than nothing and at most 1h';
  }
  if (type === 'status') {
    const status = /^\d{3}$/.test(value) ? Number(value) : 0;
    return status >= 100 && status <= 599
      ? { type, status }
      : 'status needs a number from 100 to 599 after it';
  }
  return { type };
}

function placeOf(words: readonly string[], otherwise: 'always' | 'next'): FaultPlace | string {
  const [first, second = '', ...more] = words;
  if (first === undefined) return { type: otherwise };
  const text = words.join(' ');
  const path = /^url:(.*)$/.exec(first)?.[1];
  if (path !== undefined && second === '') {
    return path.startsWith('/') ? { type: 'url', path } : `"${first}": a path begins with a slash: url:/path`;
  }
  if (first === 'at' && more.length === 0) {
    const number = /^\d{1,9}$/.test(second) ? Number(second) : 0;
    return number > 0 ? { type: 'at', number } : `"${text}": exchanges are counted from 1: at 1`;
  }
  if ((first === 'always' || first === 'next') && second === '') return { type: first };
  const near = nearestName(first, PLACE_WORDS);
  return `"${text}" is not a place${near === null ? ':' : `: did you mean ${near}?`} write ${PLACES}`;
}
