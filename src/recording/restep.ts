import { Journal } from '../debug/journal.ts';
import type { PublicEvent } from '../debug/public-event.ts';
import { Timeline } from '../debug/timeline.ts';
import type { Event } from '../engine/event.ts';
import type { Happened } from '../engine/happened.ts';
import type { Step, Stepped } from '../engine/step.ts';
import { type Recording, RecordingReadError } from './reader.ts';

/** A place where today's engine does something else than the recording says. */
export interface Difference {
  readonly step: number;
  readonly recorded: PublicEvent | null;
  readonly today: Happened | null;
}

/** The result of stepping a recording again. */
export interface Restepped {
  readonly timeline: Timeline;
  /** The events of the recording, placed on the timeline. */
  readonly journal: Journal;
  readonly differences: readonly Difference[];
}

/** Steps the recorded events through an engine, without any network, and compares the results. */
export function restep(recording: Recording, step: Step): Restepped {
  const timeline = new Timeline();
  const journal = new Journal();
  const differences: Difference[] = [];
  const older = isOlder(recording);
  let expected: readonly Happened[] = [];
  let matched = 0;

  const settle = () => {
    for (const today of expected.slice(matched))
      differences.push({ step: timeline.length, recorded: null, today });
  };
  const enters = (event: Event) => {
    settle();
    const stepped = stepAgain(recording, step, timeline, event);
    timeline.append(event, stepped);
    expected = older ? stepped.happened.filter(({ type }) => !LATER_TYPES.has(type)) : stepped.happened;
    matched = 0;
  };
  const compare = (recorded: PublicEvent) => {
    const today = expected[matched++] ?? null;
    if (!today || !same(recorded, today)) differences.push({ step: timeline.length, recorded, today });
  };
  for (const line of recording.lines) {
    if ('in' in line) enters(line.in);
    if (!('out' in line)) continue;
    journal.append(timeline.length, line.out);
    if (!line.note) compare(line.out);
  }
  if (!recording.torn) settle();
  return { timeline, journal, differences };
}

/** Steps one event. An event that does not fit the state is damaged, or comes from an engine that differs too much. */
function stepAgain({ path }: Recording, step: Step, timeline: Timeline, event: Event): Stepped {
  try {
    return step(timeline.tip, event);
  } catch (cause) {
    const which = `event ${timeline.length + 1} (${event.type})`;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RecordingReadError(`${which} of ${path} cannot be stepped again: ${why}`, { cause });
  }
}

/** True for a recording made before events said why a leg ends: some other events were not told then either. */
function isOlder({ lines }: Recording): boolean {
  return lines.some((line) => 'out' in line && TELLS_REASON.has(line.out.type) && !('reason' in line.out));
}

const TELLS_REASON: ReadonlySet<Happened['type']> = new Set(['call', 'end']);

/** Events that an older program did not emit. */
const LATER_TYPES: ReadonlySet<Happened['type']> = new Set([
  'connected',
  'disconnected',
  'conference',
  'queue',
]);

/**
 * Compares two events, ignoring what only the recorder knows: its numbers, and where it wrote. Fields of events and hops
 * that an older program did not know are skipped; all others must be equal.
 */
function same(recorded: PublicEvent, today: Happened): boolean {
  const { seq: _seq, ...rest } = recorded;
  const known = rest.type === 'end' ? { ...rest, recording: null } : rest;
  const compared = { ...knownFields(known, today), ...hopsOf(known, today) };
  return JSON.stringify(sorted(known)) === JSON.stringify(sorted(compared));
}

/** Reduces an exchange's hops to the fields that were recorded. */
function hopsOf(recorded: object, today: Happened): object {
  if (today.type !== 'exchange' || !('hops' in recorded) || !Array.isArray(recorded.hops)) return {};
  const { hops } = recorded;
  return { hops: today.hops.map((hop, index) => knownFields(hops[index] ?? hop, hop)) };
}

/** Reduces a value to the fields that another one has. */
function knownFields(known: object, value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => Object.hasOwn(known, name)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
