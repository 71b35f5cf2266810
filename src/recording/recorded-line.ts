import type { PublicEvent } from '../debug/public-event.ts';
import type { Event } from '../engine/event.ts';
import type { RecordingLine } from './format.ts';
import { isHop, milliseconds } from './hop-shape.ts';

type Kind = 'string' | 'number' | 'time' | 'boolean' | 'object' | 'list';

type Fields = Readonly<Record<string, Kind>>;

/** Fields of each type of event that every reader relies on; a type that is not listed is not checked. */
const TOLD: Readonly<Record<PublicEvent['type'], Fields>> = {
  call: { status: 'string', from: 'string', to: 'string' },
  exchange: { purpose: 'string', method: 'string', url: 'string', params: 'object', hops: 'list' },
  document: { url: 'string', verbs: 'list' },
  verb: { name: 'string', line: 'number', attributes: 'object', url: 'string' },
  heard: { kind: 'string' },
  input: { kind: 'string' },
  diagnostic: { level: 'string', message: 'string' },
  message: { sid: 'string', from: 'string', to: 'string', body: 'string', media: 'list', status: 'string' },
  connected: { with: 'string', reason: 'string' },
  disconnected: { with: 'string', reason: 'string', seconds: 'number' },
  conference: { name: 'string', sid: 'string', what: 'string', participants: 'number' },
  queue: { name: 'string', what: 'string' },
  participant: { does: 'string', conference: 'string' },
  stop: { reason: 'string' },
  printed: {},
  end: { status: 'string', notSimulated: 'list' },
};

/** The same for the events that entered the core. */
const ENTERED: Readonly<Record<Event['type'], Fields>> = {
  placed: { leg: 'object', seed: 'string', date: 'time', rules: 'object' },
  hop: { work: 'string', got: 'object' },
  played: { work: 'string' },
  due: { work: 'string' },
  advance: { leg: 'string' },
  key: { leg: 'string', value: 'string' },
  speech: { leg: 'string', value: 'string' },
  voice: { leg: 'string', speaking: 'boolean' },
  'hang-up': { leg: 'string' },
  callee: { leg: 'string' },
  'far-end': { leg: 'string' },
  replaced: { leg: 'string' },
  participant: { leg: 'string' },
  'set-cookie': { leg: 'string', url: 'string' },
  'clear-cache': {},
  shared: { name: 'string' },
  closed: {},
};

/** True for a usable line: events and what entered the core have their required fields. */
export function isLine(value: unknown): value is RecordingLine {
  if (!isObject(value)) return false;
  if ('in' in value) return has(value['in'], { type: 'string', at: 'time' }) && fits(value['in'], ENTERED);
  if ('out' in value) return isTold(value['out']);
  return 'fork' in value;
}

function isTold(value: unknown): boolean {
  if (!has(value, { type: 'string', seq: 'number', at: 'time' }) || !fits(value, TOLD)) return false;
  return value['type'] !== 'exchange' || (value['hops'] as readonly unknown[]).every(isHop);
}

function fits(event: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, Fields>>): boolean {
  const type = String(event['type']);
  const wanted = Object.hasOwn(fields, type) ? fields[type] : undefined;
  return wanted === undefined || has(event, wanted);
}

function has(
  value: unknown,
  fields: Readonly<Record<string, Kind>>,
): value is Readonly<Record<string, unknown>> {
  if (!isObject(value)) return false;
  for (const name in fields) if (!isOf(value[name], fields[name])) return false;
  return true;
}

function isOf(value: unknown, kind: Kind | undefined): boolean {
  return kind === 'time' ? milliseconds(value) : kindOf(value) === kind;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return kindOf(value) === 'object';
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
