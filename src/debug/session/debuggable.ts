import type { Sid } from '../../engine/identifiers.ts';
import type { LegSetup } from '../../engine/placed/leg-setup.ts';
import type { Leg, Switchboard } from '../../engine/switchboard.ts';
import type { Document, Element } from '../../twiml/document.ts';
import type { ProductName } from '../../twiml/language/schema.ts';
import type { Where } from '../breakpoints/breakpoints.ts';
import type { MessageWriter } from '../conversation/message-writer.ts';
import type { Journal } from '../journal.ts';
import type { BackMove, Move } from '../moves/move.ts';
import type { CallerAct } from '../people/caller.ts';
import type { PublicEvent } from '../public-event.ts';
import type { PlacedVerb } from '../ready-verb.ts';
import type { Stop } from '../stop.ts';
import type { Tampering } from '../wire/tampering.ts';
import type { UserEdit } from './user-edit.ts';

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
  /** What can be done besides stepping and looking; `null` for a replay, which shows what happened. */
  readonly live: LiveSession | null;
  /** What is debugged; a fax is one story, as a call is. */
  readonly product: ProductName;
  subscribe(listener: DebugListener): () => void;
  /** Everything told so far (of a replay: everything in the recording). */
  readonly journal: Journal;
  /** How many steps of the timeline are looked at, of how many. They are equal unless the past is looked at. */
  readonly position: number;
  readonly length: number;
  /** The switchboard at the position; `null` before anything happened. */
  readonly board: Switchboard | null;
  /** The leg that is looked at, at the position: the one that stopped, or was selected; the caller's otherwise. */
  readonly leg: Leg | null;
  /** Every leg at the position, in the order in which they came up. */
  readonly legs: readonly Leg[];
  /** Looks at another leg: what is stepped, pressed and said is then about that one. */
  select(leg: Sid): string | null;
  /** The verb that would start next at the position, with its document. */
  ready(): PlacedVerb | null;
  /** Why the debugger holds; `null` while it runs. */
  readonly held: Stop | null;
  /** Nothing more will happen. */
  readonly over: boolean;
  /** The session's clock in milliseconds; stands still while held. */
  readonly now: number;
  readonly breakpoints: readonly Where[];
  /** Path of the recording, if there is one. */
  readonly recording: string | null;
  /** Things to say all the time: a limit that is off, certificates that are not checked. */
  readonly notices: readonly string[];
  /** Things to say once, at the start, and to whoever asks for help: the example token. */
  readonly remarks?: readonly string[];

  /** Goes on: over what is recorded while the past is looked at, and then in the call itself. */
  move(move: Move): string | null;
  /** Looks at an earlier moment. Nothing is asked again, and nothing is undone outside. */
  moveBack(move: BackMove): string | null;
  /** Looks at the moment after so many steps, or at the present. */
  goTo(position: number | 'now'): string | null;
  restart(): string | null;
  toggleBreakpoint(document: Document, element: Element): string | null;
  setBreakpoint(where: Where): string | null;
  /** Takes one away, or with `null` all. */
  clearBreakpoint(where: Where | null): string | null;
}

/** A session that goes on: somebody can do something in it, and it can be changed. */
export interface LiveSession extends Debuggable {
  /** Who writes the messages of a conversation; `null` where nobody does. */
  readonly writer: MessageWriter | null;
  /** What was done on the leg that is looked at while held, in order: it takes effect when the clock runs again. */
  readonly queued: readonly CallerAct[];
  /** The same of any leg. */
  queuedOn(leg: Sid): readonly CallerAct[];
  /** What the user has go wrong on the wire, and how requests are signed from the next exchange on. */
  readonly tampering: Tampering;
  /** Why a session that was to be recorded is not, or no more; `null` while all is well. */
  readonly unrecorded: string | null;

  pause(): string | null;
  /** Runs on and stops nowhere, until somebody pauses it. */
  detach(): string | null;
  /** Makes it as late as what plays or waits now ends. */
  skip(): string | null;
  /** How fast time passes while something plays or waits; 1 is as in a call. */
  readonly speed: number;
  setSpeed(speed: number): string | null;
  /** Time stands still while somebody writes what they mean to say; a step that is under way stays so. */
  rest(resting: boolean): void;
  /** Somebody does something: on the leg that is looked at, unless another is named. */
  act(act: CallerAct, leg?: Sid): string | null;
  /** Another call comes in, or a message. */
  place(leg: LegSetup): string | null;
  /** Moves the session's clock forward by so many milliseconds. */
  later(ms: number): string | null;
  /** Changes by hand what is in the state: cookies, the cache, what becomes of messages. */
  edit(edit: UserEdit): string | null;
}
