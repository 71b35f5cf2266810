import type { PublicEvent } from '../../debug/public-event.ts';
import type { Recording } from '../reader.ts';

/** The content of a recording, from which other formats are made. */
export interface RecordedSession {
  /** What was debugged, without credentials. */
  readonly target: string;
  /** Wall-clock time at which the session's clock was zero, in milliseconds since 1970. */
  readonly date: number;
  /** Every event of the session, in order. */
  readonly events: readonly PublicEvent[];
}

/** Reads the session out of a recording. */
export function recordedSession({ header, lines }: Recording): RecordedSession {
  const placed = lines.flatMap((line) => ('in' in line && line.in.type === 'placed' ? [line.in.date] : []));
  return {
    target: header.target,
    date: placed[0] ?? (Date.parse(header.startedAt) || 0),
    events: lines.flatMap((line) => ('out' in line ? [line.out] : [])),
  };
}
