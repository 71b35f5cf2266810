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
  const like = isOlder(recording) ? asOlderToldIt : (happened: readonly Happened[]) => happened;
  let expected: readonly Happened[] = [];
  let matched = 0;

  const settle = () => {
    for (const today of expected.slice(matched))
      differences.push({ step: timeline.length, recorded: null, today });
  };
  for (const line of recording.lines) {
    if ('in' in line) {
      settle();
      const stepped = stepAgain(recording, step, timeline, line.in);
      timeline.append(line.in, stepped);
      expected = like(stepped.happened);
      matched = 0;
    } else if ('out' in line) {
      journal.append(timeline.length, line.out);
      if (line.note) continue;
      const today = expected[matched++] ?? null;
      if (!today || !same(line.out, today))
        differences.push({ step: timeline.length, recorded: line.out, today });
    }
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

/** What a program told that did not know some events and fields yet. */
function asOlderToldIt(happened: readonly Happened[]): readonly Happened[] {
  return happened.flatMap((event) => {
    if (LATER_TYPES.has(event.type)) return [];
    if (!TELLS_REASON.has(event.type)) return [event];
    // What is compared has no other readers.
    const { reason: _reason, ...rest } = event as Happened & { readonly reason?: unknown };
    return [rest as Happened];
  });
}

const LATER_TYPES: ReadonlySet<Happened['type']> = new Set([
  'connected',
  'disconnected',
  'conference',
  'queue',
]);

/** Equal but for what the recorder alone knows: its numbers, and where it wrote. */
function same(recorded: PublicEvent, today: Happened): boolean {
  const { seq: _seq, ...rest } = recorded;
  const known = rest.type === 'end' ? { ...rest, recording: null } : rest;
  return JSON.stringify(sorted(known)) === JSON.stringify(sorted(today));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
