import type { PublicEvent } from '../debug/public-event.ts';
import type { Event } from '../engine/event.ts';

/** Ending of a recording's file name. */
export const RECORDING_ENDING = '.twiml.jsonl';

/** Version of the format. A reader refuses other versions: this engine cannot step an older state. */
export const FORMAT_VERSION = 2;

/** The first line: describes the recording. */
export interface RecordingHeader {
  readonly recording: 'twiml-debug';
  readonly version: number;
  /** Version of the program that wrote it. */
  readonly program: string;
  /** What was debugged, as the user gave it, without credentials. */
  readonly target: string;
  /** ISO 8601. */
  readonly startedAt: string;
}

/**
 * A line after the header. An `in` entered the core; the `out`s after it are what it caused. An `out` with `note`
 * comes from the debugger itself. `fork` is reserved for branches.
 */
export type RecordingLine =
  | { readonly in: Event }
  | { readonly out: PublicEvent; readonly note?: true }
  | { readonly fork: number };

/** True if a value is the first line of one of our recordings. */
export function isHeader(value: unknown): value is RecordingHeader {
  return (
    typeof value === 'object' &&
    value !== null &&
    'recording' in value &&
    value.recording === 'twiml-debug' &&
    'version' in value &&
    typeof value.version === 'number' &&
    'target' in value &&
    typeof value.target === 'string'
  );
}
