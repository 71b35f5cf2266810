import type { Event } from '../engine/event.ts';
import type { PublicEvent } from './public-event.ts';

/**
 * The port through which a session is kept while it happens. Nothing is buffered: a kill loses nothing written. It
 * never throws: one that can keep no more says so, and the session goes on.
 */
export interface Recorder {
  /** An event that entered, and what happened because of it; some of that the debugger itself has to say. */
  step(event: Event, happened: readonly PublicEvent[], own: ReadonlySet<PublicEvent>): void;
  /** Something that the debugger itself has to say. */
  note(happened: PublicEvent): void;
  /** Where the recording is, or `null` when none is kept, or no more of it. */
  readonly path: string | null;
  /** Why no more is kept, in a sentence; absent or `null` while nothing went wrong. */
  readonly trouble?: string | null;
  close(): void;
}

/** Keeps nothing. */
export const NO_RECORDER: Recorder = { step: () => {}, note: () => {}, path: null, close: () => {} };

/** Keeps nothing either, though it was asked to. */
export function failedRecorder(trouble: string): Recorder {
  return { ...NO_RECORDER, trouble };
}
