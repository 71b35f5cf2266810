import type { Speaker } from '../audio/speaker.ts';
import type { Clock } from '../clock.ts';
import type { LegSetup } from '../engine/event.ts';
import type { Step } from '../engine/step.ts';
import type { Leg, Switchboard } from '../engine/switchboard.ts';
import type { ExchangeRules } from '../http/exchange.ts';
import type { Document, Element } from '../twiml/document.ts';
import { stopsAt, toggled, type Where } from './breakpoints.ts';
import { actEvent, type Caller, type CallerAct } from './caller.ts';
import type { Debuggable, DebugListener } from './debuggable.ts';
import { Driver, type DriverListener } from './driver.ts';
import { Journal } from './journal.ts';
import { type PlacedVerb, readyVerb } from './ready-verb.ts';
import type { Recorder } from './recorder.ts';
import type { Sender } from './sender.ts';
import type { Stop, StopReason } from './stop.ts';

/** A call to debug, and everything that is chosen for it. */
export interface SessionSetup {
  readonly leg: LegSetup;
  readonly rules: ExchangeRules;
  readonly breakpoints: readonly Where[];
  /** Things that a front end says all the time. */
  readonly notices: readonly string[];
  /** Hold before the very first verb. */
  readonly stopOnEntry: boolean;
  /** False for a run: a stop is told, and the session goes on. */
  readonly holds: boolean;
  readonly maxSteps: number;
}

/** What a session is made of; those that are used up in one run are made anew for each. */
export interface SessionPorts {
  readonly step: Step;
  readonly sender: Sender;
  readonly speaker: Speaker;
  readonly clock: () => Clock;
  readonly caller: () => Caller;
  readonly recorder: () => Recorder;
  /** Decides every identifier of one run. */
  readonly seed: () => string;
  /** Wall-clock time, milliseconds since 1970. */
  readonly date: () => number;
}

/**
 * A call being debugged: what every front end drives and watches. It outlives its runs: a restart places a new
 * call and keeps the breakpoints.
 */
export class Session implements Debuggable {
  readonly kind = 'live';
  readonly setup: SessionSetup;
  readonly #ports: SessionPorts;
  readonly #listeners = new Set<DebugListener>();
  #breakpoints: readonly Where[];
  #driver: Driver | null = null;
  #recorder: Recorder | null = null;
  #journal = new Journal();
  #queued: CallerAct[] = [];
  #entered = false;

  constructor(setup: SessionSetup, ports: SessionPorts) {
    this.setup = setup;
    this.#ports = ports;
    this.#breakpoints = setup.breakpoints;
  }

  subscribe(listener: DebugListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Places the call; a run that is under way is dropped first. */
  restart(): null {
    this.#driver?.close();
    this.#entered = false;
    this.#journal = new Journal();
    this.#queued = [];
    this.#recorder = this.#ports.recorder();
    const { leg, rules, holds, maxSteps } = this.setup;
    const driver = new Driver(
      {
        clock: this.#ports.clock(),
        sender: this.#ports.sender,
        speaker: this.#ports.speaker,
        recorder: this.#recorder,
      },
      {
        step: this.#ports.step,
        caller: this.#ports.caller(),
        holds,
        maxSteps,
        stopBefore: (document, element) => this.#stopBefore(document, element),
      },
      this.#tellAll(() => driver),
    );
    this.#driver = driver;
    for (const listener of this.#listeners) listener.restarted?.();
    const seed = this.#ports.seed();
    const date = this.#ports.date();
    driver.enter((at) => ({ at, type: 'placed', leg, seed, date, rules }));
    return null;
  }

  /** Says why the debugger itself ends the call, and hangs up for the caller. */
  giveUp(rule: string, message: string, help: string): void {
    const nowhere = { url: null, line: null, column: null, excerpt: null, parserMessage: null };
    this.#driver?.note(this.leg?.sid ?? null, {
      type: 'diagnostic',
      code: null,
      rule,
      level: 'error',
      message,
      help,
      ...nowhere,
    });
    this.act({ type: 'hang-up' });
    this.#driver?.abandon();
  }

  /** Ends everything; the recording stays. */
  close(): void {
    this.#driver?.close();
  }

  get journal(): Journal {
    return this.#journal;
  }

  get position(): number {
    return this.#driver?.timeline.length ?? 0;
  }

  get length(): number {
    return this.position;
  }

  get board(): Switchboard | null {
    return this.#driver?.board ?? null;
  }

  get leg(): Leg | null {
    return Object.values(this.#driver?.board.legs ?? {})[0] ?? null;
  }

  get held(): Stop | null {
    return this.#driver?.held ?? null;
  }

  get over(): boolean {
    return this.#driver?.over ?? false;
  }

  get now(): number {
    return this.#driver?.now ?? 0;
  }

  get queued(): readonly CallerAct[] {
    return this.held ? this.#queued : [];
  }

  get recording(): string | null {
    return this.#recorder?.path ?? null;
  }

  get notices(): readonly string[] {
    return this.setup.notices;
  }

  get breakpoints(): readonly Where[] {
    return this.#breakpoints;
  }

  next(): string | null {
    return this.#resume('step');
  }

  continue(): string | null {
    return this.#resume('run');
  }

  pause(): null {
    this.#driver?.pause();
    return null;
  }

  back(): string {
    return 'a live call does not go back yet: quit, and step through its recording with twiml-debug replay';
  }

  act(act: CallerAct): string | null {
    const { leg } = this;
    if (!leg || !this.#driver) return 'there is no call';
    // Keys wait while the clock stands still; somebody who hangs up wants the call to end now.
    if (act.type === 'hang-up') {
      this.#driver.intervene((at) => actEvent(leg, act, at));
      return null;
    }
    if (this.held) this.#queued.push(act);
    this.#driver.enter((at) => actEvent(leg, act, at));
    return null;
  }

  toggleBreakpoint(document: Document, element: Element): null {
    this.#breakpoints = toggled(this.#breakpoints, document, element);
    for (const listener of this.#listeners) listener.changed?.();
    return null;
  }

  /** The verb that would start next, with its document. */
  ready(): PlacedVerb | null {
    return readyVerb(this.leg);
  }

  #resume(until: 'run' | 'step'): null {
    this.#queued = [];
    this.#driver?.resume(until);
    return null;
  }

  #stopBefore(document: Document, element: Element): StopReason | null {
    const entry = !this.#entered && this.setup.stopOnEntry;
    this.#entered = true;
    if (this.#breakpoints.some((where) => stopsAt(where, document, element))) return 'breakpoint';
    return entry ? 'entry' : null;
  }

  /** Listeners hear of the current run only. */
  #tellAll(current: () => Driver): DriverListener {
    return {
      happened: (event) => {
        if (this.#driver !== current()) return;
        this.#journal.append(this.position, event);
        for (const listener of this.#listeners) listener.happened?.(event);
      },
      changed: () => {
        if (this.#driver !== current()) return;
        for (const listener of this.#listeners) listener.changed?.();
      },
    };
  }
}
