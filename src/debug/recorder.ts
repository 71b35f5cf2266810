import type { Event } from '../engine/event.ts';
import type { PublicEvent } from './public-event.ts';

/** The port through which a session is kept while it happens. Nothing is buffered: a kill loses nothing written. */
export interface Recorder {
  /** An event that entered, and what happened because of it. */
  step(event: Event, happened: readonly PublicEvent[]): void;
  /** Something that the debugger itself has to say. */
  note(happened: PublicEvent): void;
  /** Where the recording is, or `null` when none is kept. */
  readonly path: string | null;
  close(): void;
}

/** Keeps nothing. */
export const NO_RECORDER: Recorder = { step: () => {}, note: () => {}, path: null, close: () => {} };
