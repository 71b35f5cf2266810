import { Journal } from '../debug/journal.ts';
import type { PublicEvent } from '../debug/public-event.ts';
import { Timeline } from '../debug/timeline.ts';
import type { Event } from '../engine/event.ts';
import type { Happened } from '../engine/happened.ts';
import type { Step, Stepped } from '../engine/step.ts';
import { type Recording, RecordingReadError } from './reader.ts';

/** Where today's engine says something else than the recording does. */
export interface Difference {
  readonly step: number;
  readonly recorded: PublicEvent | null;
  readonly today: Happened | null;
}

/** A recording stepped again. */
export interface Restepped {
  readonly timeline: Timeline;
  /** What the recording says, placed along the timeline. */
  readonly journal: Journal;
  readonly differences: readonly Difference[];
}

/** Steps the recorded events through an engine, without any network, and compares what happens. */
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

/** An event that does not fit what came before it was damaged, or recorded by an engine that is too different. */
function stepAgain({ path }: Recording, step: Step, timeline: Timeline, event: Event): Stepped {
  try {
    return step(timeline.tip, event);
  } catch (cause) {
    const which = `event ${timeline.length + 1} (${event.type})`;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RecordingReadError(`${which} of ${path} cannot be stepped again: ${why}`, { cause });
  }
}

/** True for a recording of before events said why a leg ends: some others were not told either. */
function isOlder({ lines }: Recording): boolean {
  return lines.some((line) => 'out' in line && TELLS_REASON.has(line.out.type) && !('reason' in line.out));
}

const TELLS_REASON: ReadonlySet<Happened['type']> = new Set(['call', 'end']);

/** Events that an older program did not tell. */
const LATER_TYPES: ReadonlySet<Happened['type']> = new Set([
  'connected',
  'disconnected',
  'conference',
  'queue',
]);

/**
 * Equal but for what the recorder alone knows: its numbers, and where it wrote. Fields of events and hops that an
 * older program did not know yet do not count; what stands in a field does.
 */
function same(recorded: PublicEvent, today: Happened): boolean {
  const { seq: _seq, ...rest } = recorded;
  const known = rest.type === 'end' ? { ...rest, recording: null } : rest;
  const compared = { ...knownFields(known, today), ...hopsOf(known, today) };
  return JSON.stringify(sorted(known)) === JSON.stringify(sorted(compared));
}

/** An exchange's hops with the fields that were recorded. */
function hopsOf(recorded: object, today: Happened): object {
  if (today.type !== 'exchange' || !('hops' in recorded) || !Array.isArray(recorded.hops)) return {};
  const { hops } = recorded;
  return { hops: today.hops.map((hop, index) => knownFields(hops[index] ?? hop, hop)) };
}

/** A value with the fields alone that another one has. */
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
