import type { PublicEvent } from '../../debug/public-event.ts';
import type { Recording } from '../reader.ts';

/** What other forms of a recording are made from. */
export interface RecordedSession {
  /** What was debugged, without credentials. */
  readonly target: string;
  /** Wall-clock time of the session's zero, milliseconds since 1970. */
  readonly date: number;
  /** Everything that was told, in order. */
  readonly events: readonly PublicEvent[];
}

/** The session that a recording holds. */
export function recordedSession({ header, lines }: Recording): RecordedSession {
  const placed = lines.flatMap((line) => ('in' in line && line.in.type === 'placed' ? [line.in.date] : []));
  return {
    target: header.target,
    date: placed[0] ?? (Date.parse(header.startedAt) || 0),
    events: lines.flatMap((line) => ('out' in line ? [line.out] : [])),
  };
}
