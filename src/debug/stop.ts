import type { Sid } from '../engine/identifiers.ts';
import type { ElementId } from '../twiml/document.ts';

/** Something that a session can stop after, besides its verbs. Names are public API. */
export type EventKind =
  | 'error'
  | 'warning'
  | 'redirect'
  | 'cache-hit'
  | 'cookie'
  | 'callback'
  | 'ring'
  | 'leg-end'
  | 'revisit'
  | 'slow';

/** Why the debugger holds (the words of the Debug Adapter Protocol, event `stopped`, where it has one). */
export type StopReason = 'entry' | 'step' | 'breakpoint' | 'pause' | 'condition-failed' | EventKind;

/** What stops a session. */
export interface StopCause {
  readonly reason: StopReason;
  /** The reason in words. */
  readonly text: string;
  /** The number of the breakpoint that stopped it, from 1; `null` for other reasons. */
  readonly breakpoint: number | null;
}

/** The debugger holds: nothing moves and the session's clock stands still. */
export interface Stop extends StopCause {
  readonly leg: Sid | null;
  /** The verb that would start next; `null` when held in the middle of something. */
  readonly element: ElementId | null;
}

/** A move has arrived. */
export const STEP: StopCause = { reason: 'step', text: 'step', breakpoint: null };
/** Somebody paused the session. */
export const PAUSE: StopCause = { reason: 'pause', text: 'pause', breakpoint: null };
/** The first verb of a session. */
export const ENTRY: StopCause = { reason: 'entry', text: 'entry', breakpoint: null };
