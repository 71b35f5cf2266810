import type { Speaker } from '../audio/speaker.ts';
import type { Clock } from '../clock.ts';
import type { LegSetup } from '../engine/event.ts';
import type { Sid } from '../engine/identifiers.ts';
import type { Step } from '../engine/step.ts';
import type { Leg, Switchboard } from '../engine/switchboard.ts';
import type { ExchangeRules } from '../http/exchange-state.ts';
import type { Document, Element } from '../twiml/document.ts';
import type { Arrival } from './agenda.ts';
import { stopsAt, toggled, type Where, without } from './breakpoints.ts';
import { actEvent, type CallerAct } from './caller.ts';
import type { Casting } from './cast.ts';
import type { Debuggable, DebugListener } from './debuggable.ts';
import { Driver, type DriverListener } from './driver.ts';
import type { Fault } from './faults/fault.ts';
import { type ActiveFault, Tampering } from './faults/tampering.ts';
import { Journal } from './journal.ts';
import { type PlacedVerb, readyVerb } from './ready-verb.ts';
import type { Recorder } from './recorder.ts';
import type { Sender, SignatureMode } from './sender.ts';
import type { Stop, StopReason } from './stop.ts';
import { eventsOf, type UserEdit } from './user-edit.ts';

/** A call to debug, and everything that is chosen for it. */
export interface SessionSetup {
  readonly leg: LegSetup;
  readonly rules: ExchangeRules;
  readonly breakpoints: readonly Where[];
  /** What goes wrong on the wire on request; nothing by default. */
  readonly faults?: readonly Fault[];
  /** How requests are signed; well by default. */
  readonly signature?: SignatureMode;
  /** Things that a front end says all the time. */
  readonly notices: readonly string[];
  /** Hold before the very first verb. */
  readonly stopOnEntry: boolean;
  /** False for a run: a stop is told, and the session goes on. */
  readonly holds: boolean;
  readonly maxSteps: number;
  /** Further calls that come in, each so many milliseconds after the start; none by default. */
  readonly joins?: readonly { readonly afterMs: number; readonly leg: LegSetup }[];
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

/**
 * A call being debugged: what every front end drives and watches. It outlives its runs: a restart places a new
 * call and keeps the breakpoints.
 */
export class Session implements Debuggable {
  readonly kind = 'live';
  readonly setup: SessionSetup;
  readonly #ports: SessionPorts;
  readonly #listeners = new Set<DebugListener>();
  readonly #tampering: Tampering;
  #breakpoints: readonly Where[];
  #driver: Driver | null = null;
  #recorder: Recorder | null = null;
  #journal = new Journal();
  #queued: CallerAct[] = [];
  #selected: Sid | null = null;
  #lastStop: Stop | null = null;
  #entered = false;

  constructor(setup: SessionSetup, ports: SessionPorts) {
    this.setup = setup;
    this.#ports = ports;
    this.#breakpoints = setup.breakpoints;
    this.#tampering = new Tampering(setup.faults, setup.signature);
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
    const seed = this.#ports.seed();
    const date = this.#ports.date();
    this.#selected = null;
    const driver = new Driver(
      {
        clock: this.#ports.clock(),
        sender: this.#ports.sender,
        speaker: this.#ports.speaker,
        recorder: this.#recorder,
      },
      {
        step: this.#ports.step,
        casting: this.#ports.casting(),
        arrivals: this.#arrivals(seed, date),
        tampering: this.#tampering,
        holds,
        maxSteps,
        stopBefore: (document, element) => this.#stopBefore(document, element),
      },
      this.#tellAll(() => driver),
    );
    this.#driver = driver;
    for (const listener of this.#listeners) listener.restarted?.();
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
    const legs = this.#driver?.board.legs ?? {};
    return legs[this.#selected ?? ''] ?? Object.values(legs)[0] ?? null;
  }

  get legs(): readonly Leg[] {
    return Object.values(this.#driver?.board.legs ?? {});
  }

  select(leg: Sid): string | null {
    if (!this.#driver?.board.legs[leg]) return `there is no leg ${leg}`;
    this.#selected = leg;
    return this.#changed();
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
    return [...this.setup.notices, ...this.#tampering.notices];
  }

  get breakpoints(): readonly Where[] {
    return this.#breakpoints;
  }

  get faults(): readonly ActiveFault[] {
    return this.#tampering.faults;
  }

  get signature(): SignatureMode {
    return this.#tampering.signature;
  }

  next(): string | null {
    return this.#resume(this.leg?.sid ?? null);
  }

  continue(): string | null {
    return this.#resume(null);
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
    if (leg.endedAt !== null) return 'this leg is over';
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
    return this.#changed();
  }

  setBreakpoint(where: Where): null {
    this.#breakpoints = [...without(this.#breakpoints, where), where];
    return this.#changed();
  }

  clearBreakpoint(where: Where | null): null {
    this.#breakpoints = where === null ? [] : without(this.#breakpoints, where);
    return this.#changed();
  }

  spoil(fault: Fault): null {
    this.#tampering.spoil(fault);
    return this.#changed();
  }

  spoilNothing(): null {
    this.#tampering.spoilNothing();
    return this.#changed();
  }

  signWith(mode: SignatureMode): null {
    this.#tampering.signWith(mode);
    return this.#changed();
  }

  edit(edit: UserEdit): string | null {
    const { leg, board } = this;
    if (!leg || !board) return 'there is no call';
    const events = eventsOf(edit, leg, board);
    if (typeof events === 'string') return events;
    for (const event of events) this.#driver?.edit((at) => ({ at, ...event }));
    return null;
  }

  /** The verb that would start next, with its document. */
  ready(): PlacedVerb | null {
    return readyVerb(this.leg);
  }

  /** Places a further call in the same session. */
  place(leg: LegSetup): null {
    const { rules } = this.setup;
    this.#driver?.enter((at) => ({ at, type: 'placed', leg, seed: '', date: 0, rules }));
    return null;
  }

  #arrivals(seed: string, date: number): readonly Arrival[] {
    const { rules, joins = [] } = this.setup;
    return joins.map(({ afterMs, leg }) => ({
      at: afterMs,
      event: (at) => ({ at, type: 'placed', leg, seed, date, rules }),
    }));
  }

  #changed(): null {
    for (const listener of this.#listeners) listener.changed?.();
    return null;
  }

  #resume(stepping: Sid | null): null {
    this.#queued = [];
    this.#driver?.resume(stepping);
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
        // Who stopped is looked at.
        const { held } = current();
        if (held !== this.#lastStop) this.#selected = held?.leg ?? this.#selected;
        this.#lastStop = held;
        this.#changed();
      },
    };
  }
}
