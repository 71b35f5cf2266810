import type { Speaker } from '../../audio/speaker.ts';
import type { Clock } from '../../clock.ts';
import type { LegSetup } from '../../engine/placed/leg-setup.ts';
import type { Step } from '../../engine/step.ts';
import type { ExchangeRules } from '../../http/exchange-state.ts';
import type { Where } from '../breakpoints/breakpoints.ts';
import type { WritingSetup } from '../conversation/message-writer.ts';
import type { Casting } from '../people/cast.ts';
import type { Recorder } from '../recorder.ts';
import type { Fault } from '../wire/fault.ts';
import type { Sender, SignatureMode } from '../wire/sender.ts';

/** A call to debug, and everything that is chosen for it. */
export interface SessionSetup {
  /** The first leg; `null` for a conversation that somebody is yet to begin. */
  readonly leg: LegSetup | null;
  readonly rules: ExchangeRules;
  readonly breakpoints: readonly Where[];
  /** What goes wrong on the wire on request; nothing by default. */
  readonly faults?: readonly Fault[];
  /** How requests are signed; well by default. */
  readonly signature?: SignatureMode;
  /** Things that a front end says all the time. */
  readonly notices: readonly string[];
  /** Things that a front end says once, at the start; nothing by default. */
  readonly remarks?: readonly string[];
  /** Hold before the very first verb. */
  readonly stopOnEntry: boolean;
  /** False for a run: a stop is told, and the session goes on. */
  readonly holds: boolean;
  readonly maxSteps: number;
  /** Further calls that come in, each so many milliseconds after the start; none by default. */
  readonly joins?: readonly { readonly afterMs: number; readonly leg: LegSetup }[];
  /** Further messages, each so many milliseconds after everything about the one before it is done; none by default. */
  readonly followUps?: readonly { readonly afterMs: number; readonly leg: LegSetup }[];
  /** Somebody may place another leg at any time, until {@link Session.finish}; false by default. */
  readonly staysOpen?: boolean;
  /** Messages that somebody writes while the session goes on; nobody does by default. */
  readonly writing?: WritingSetup;
}

/** What a session is made of; those that are used up in one run are made anew for each. */
export interface SessionPorts {
  readonly step: Step;
  readonly sender: Sender;
  readonly speaker: Speaker;
  readonly clock: () => Clock;
  /** Who is on the legs of one run. */
  readonly casting: () => Casting;
  readonly recorder: () => Recorder;
  /** Decides every identifier of one run. */
  readonly seed: () => string;
  /** Wall-clock time, milliseconds since 1970. */
  readonly date: () => number;
}
