import type { HopSummary } from '../engine/happened.ts';

/** Checks the type of a value. */
type Shape = (value: unknown) => boolean;

const text: Shape = (value) => typeof value === 'string';
const number: Shape = (value) => typeof value === 'number';
/** The limit leaves room: a date plus the sum of several of these is still a valid date. */
export const milliseconds: Shape = (value) => typeof value === 'number' && Math.abs(value) <= 1e14;
const orNull = (shape: Shape): Shape => {
  return (value) => value === null || shape(value);
};
const optional = (shape: Shape): Shape => {
  return (value) => value === undefined || value === null || shape(value);
};
const listOf = (shape: Shape): Shape => {
  return (value) => Array.isArray(value) && value.every(shape);
};
const recordOf = (shape: Shape): Shape => {
  return (value) => isRecord(value) && Object.values(value).every(shape);
};
const pair: Shape = (value) => Array.isArray(value) && value.length === 2 && value.every(text);

function shaped(fields: Readonly<Record<string, Shape>>): Shape {
  const wanted = Object.entries(fields);
  return (value) => isRecord(value) && wanted.every(([name, shape]) => shape(value[name]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of a hop, and the types that the views and exports of a recording rely on. */
const FIELDS: Readonly<Record<keyof HopSummary, Shape>> = {
  method: text,
  url: text,
  attempt: optional(number),
  status: optional(number),
  failure: optional(text),
  headStatus: optional(number),
  location: optional(text),
  requestHeaders: recordOf(text),
  requestBody: orNull(text),
  responseHeaders: listOf(pair),
  responseBody: orNull(text),
  bytes: optional(number),
  rawBytes: optional(number),
  media: optional(shaped({ sha256: text, playsMs: optional(number) })),
  cookiesSent: recordOf(text),
  cookiesWithheld: optional(listOf(shaped({ name: text, reason: text }))),
  cookiesSet: recordOf(orNull(text)),
  cookiesRejected: listOf(shaped({ header: text, reason: text })),
  cache: optional(text),
  cacheReason: optional(text),
  durationMs: milliseconds,
  timing: optional(recordOf(optional(number))),
  connection: optional(isRecord),
  signed: optional(shaped({ string: text, key: text })),
  login: optional(isRecord),
  fault: optional(text),
};

/** True for a hop that can be shown and exported. */
export const isHop: Shape = shaped(FIELDS);
