import type { Sid } from '../engine/identifiers.ts';
import type { ElementId } from '../twiml/document.ts';

/** Why the debugger holds (the words of the Debug Adapter Protocol, event `stopped`, where it has one). */
export type StopReason = 'entry' | 'step' | 'breakpoint' | 'pause';

/** The debugger holds: nothing moves and the session's clock stands still. */
export interface Stop {
  readonly reason: StopReason;
  readonly leg: Sid | null;
  /** The verb that would start next; `null` when held in the middle of something. */
  readonly element: ElementId | null;
}
