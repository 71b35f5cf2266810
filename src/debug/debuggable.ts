import type { Leg, Switchboard } from '../engine/switchboard.ts';
import type { Document, Element } from '../twiml/document.ts';
import type { Where } from './breakpoints.ts';
import type { CallerAct } from './caller.ts';
import type { Journal } from './journal.ts';
import type { PublicEvent } from './public-event.ts';
import type { PlacedVerb } from './ready-verb.ts';
import type { Stop } from './stop.ts';

/** A front end that watches. */
export interface DebugListener {
  /** Something was told. */
  happened?(event: PublicEvent): void;
  /** Something to see is different now. */
  changed?(): void;
  /** A new call was placed: what was shown belongs to the one before. */
  restarted?(): void;
}

/**
 * What a front end drives and watches: a live session, or a recording being replayed. A method that does not
 * apply answers with the reason why, in words for the user; `null` means done.
 */
export interface Debuggable {
  readonly kind: 'live' | 'replay';
  subscribe(listener: DebugListener): () => void;
  /** Everything told so far (of a replay: everything in the recording). */
  readonly journal: Journal;
  /** How many steps of the timeline are looked at, of how many. Live they are equal. */
  readonly position: number;
  readonly length: number;
  /** The switchboard at the position; `null` before anything happened. */
  readonly board: Switchboard | null;
  /** The caller's leg at the position. */
  readonly leg: Leg | null;
  /** The verb that would start next at the position, with its document. */
  ready(): PlacedVerb | null;
  /** Why the debugger holds; `null` while it runs. */
  readonly held: Stop | null;
  /** Nothing more will happen. */
  readonly over: boolean;
  /** The session's clock in milliseconds; stands still while held. */
  readonly now: number;
  /** Keys that were pressed while held, in order: they take effect when the clock runs again. */
  readonly queued: readonly CallerAct[];
  readonly breakpoints: readonly Where[];
  /** Path of the recording, if there is one. */
  readonly recording: string | null;
  /** Things to say all the time: the example token, a limit that is off. */
  readonly notices: readonly string[];

  next(): string | null;
  continue(): string | null;
  pause(): string | null;
  back(): string | null;
  restart(): string | null;
  act(act: CallerAct): string | null;
  toggleBreakpoint(document: Document, element: Element): string | null;
}
