import type { PublicEvent } from '../debug/public-event.ts';
import type { Event } from '../engine/event.ts';

/** Ending of a recording's file name. */
export const RECORDING_ENDING = '.twiml.jsonl';

/** Version of the format; a reader refuses others: an older state cannot be stepped by this engine. */
export const FORMAT_VERSION = 2;

/** The first line: what this file is. */
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
 * A line after the header. `in` entered the core, the `out`s after it are what happened because of it; an `out`
 * with `note` was said by the debugger itself. `fork` is kept for branches.
 */
export type RecordingLine =
  | { readonly in: Event }
  | { readonly out: PublicEvent; readonly note?: true }
  | { readonly fork: number };

/** True for a first line that begins one of our recordings. */
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
