import type { Speaker } from '../../audio/speaker.ts';
import type { Clock } from '../../clock.ts';
import type { Step } from '../../engine/step.ts';
import type { Leg } from '../../engine/switchboard.ts';
import type { Document, Element } from '../../twiml/document.ts';
import type { OwnFinding } from '../own-finding.ts';
import type { Casting } from '../people/cast.ts';
import type { PublicEvent } from '../public-event.ts';
import type { Recorder } from '../recorder.ts';
import type { StopCause } from '../stop.ts';
import type { Sender } from '../wire/sender.ts';
import type { Tampering } from '../wire/tampering.ts';
import type { Arrival } from './agenda.ts';

/** What the driver needs from outside the core. Everything is handed in; nothing is reached for. */
export interface Ports {
  readonly clock: Clock;
  readonly sender: Sender;
  readonly speaker: Speaker;
  readonly recorder: Recorder;
}

/** How one session runs. */
export interface DriverOptions {
  readonly step: Step;
  readonly casting: Casting;
  /** Further calls that come in. */
  readonly arrivals: readonly Arrival[];
  readonly tampering: Tampering;
  /** Why to hold before this verb starts, or `null` to let it. */
  readonly stopBefore: (document: Document, element: Element, leg: Leg) => StopCause | null;
  /** Why to hold after what was told last, or `null` to go on. */
  readonly stopAfter: () => StopCause | null;
  /** What is left to say when the session ends. */
  readonly lastWords?: () => readonly OwnFinding[];
  /** In a run a stop is told and the session goes on. */
  readonly holds: boolean;
  /** Verbs started, on all legs, before the run is taken for a loop. */
  readonly maxSteps: number;
}

/** What the driver tells: a public event, or just that something to see has changed. */
export interface DriverListener {
  happened(event: PublicEvent): void;
  changed(): void;
}
