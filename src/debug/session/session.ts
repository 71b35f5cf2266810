import type { Event } from '../../engine/event.ts';
import type { Sid } from '../../engine/identifiers.ts';
import type { LegSetup } from '../../engine/placed/leg-setup.ts';
import type { Leg, Switchboard } from '../../engine/switchboard.ts';
import type { Document, Element } from '../../twiml/document.ts';
import { BreakpointList } from '../breakpoints/breakpoint-list.ts';
import type { Where } from '../breakpoints/breakpoints.ts';
import { MessageWriter } from '../conversation/message-writer.ts';
import { Journal } from '../journal.ts';
import { ownFinding } from '../own-finding.ts';
import { actEvent, type CallerAct } from '../people/caller.ts';
import type { Recorder } from '../recorder.ts';
import type { Arrival } from '../run/agenda.ts';
import { Driver } from '../run/driver.ts';
import type { DriverListener } from '../run/driver-options.ts';
import { type PlacedVerb, readyVerb } from '../run/ready-verb.ts';
import type { Stop, StopReason } from '../stop.ts';
import type { Fault } from '../wire/fault.ts';
import type { SignatureMode } from '../wire/sender.ts';
import { type ActiveFault, Tampering } from '../wire/tampering.ts';
import type { Debuggable, DebugListener, LiveSession } from './debuggable.ts';
import { type GivingUp, LEFT, type Leaving } from './leaving.ts';
import { latestMessage, type Selection, selectedLeg } from './leg-selection.ts';
import { quietSince } from './quiet.ts';
import type { SessionPorts, SessionSetup } from './session-setup.ts';
import { eventsOf, type UserEdit } from './user-edit.ts';

/** Later than anything that is still to come, in milliseconds. */
const LATER_MS = 24 * 3_600_000;
/** What is due may be followed by something else, but not for ever. */
const MOST_TRIES = 10;

/**
 * A call being debugged: what every front end drives and watches. It outlives its runs: a restart places a new
 * call and keeps the breakpoints.
 */
export class Session implements LiveSession {
  readonly live = this;
  readonly setup: SessionSetup;
  readonly product: Debuggable['product'];
  readonly writer: MessageWriter | null;
  readonly #ports: SessionPorts;
  readonly #listeners = new Set<DebugListener>();
  readonly #tampering: Tampering;
  readonly #breakpoints: BreakpointList;
  #driver: Driver | null = null;
  #recorder: Recorder | null = null;
  #journal = new Journal();
  #queued: { readonly leg: Sid; readonly act: CallerAct }[] = [];
  #selection: Selection | null = null;
  #lastStop: Stop | null = null;
  #entered = false;
  /** Seed and date of the run that is under way: whichever leg comes first brings them. */
  #origin = { seed: '', date: 0 };

  constructor(setup: SessionSetup, ports: SessionPorts) {
    this.setup = setup;
    this.writer = setup.writing ? new MessageWriter(setup.writing) : null;
    this.product = setup.leg?.product ?? 'messaging';
    this.#ports = ports;
    this.#breakpoints = new BreakpointList(setup.breakpoints);
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
    this.#breakpoints.restart();
    this.#journal = new Journal();
    this.#queued = [];
    this.#recorder = this.#ports.recorder();
    const { leg, rules, holds, maxSteps, followUps = [] } = this.setup;
    const seed = this.#ports.seed();
    const date = this.#ports.date();
    this.#origin = { seed, date };
    this.#selection = null;
    const driver = new Driver(
      { ...this.#ports, clock: this.#ports.clock(), recorder: this.#recorder },
      {
        step: this.#ports.step,
        casting: this.#ports.casting(),
        arrivals: this.#arrivals(seed, date),
        tampering: this.#tampering,
        holds,
        maxSteps,
        stopBefore: (document, element) => this.#stopBefore(document, element),
        // Somebody who watches has seen what was reached.
        lastWords: () => (holds ? [] : [...this.#breakpoints.lastWords(), ...this.#tampering.lastWords()]),
      },
      this.#tellAll(() => driver),
    );
    this.#driver = driver;
    if (holds)
      this.#ports.speaker.told?.((message) =>
        driver.note(null, ownFinding({ rule: 'sound', level: 'info', message, help: null })),
      );
    for (const listener of this.#listeners) listener.restarted?.();
    const more = this.#more(followUps.length > 0);
    if (leg) driver.enter((at) => ({ at, type: 'placed', leg, seed, date, rules, ...more }));
    return null;
  }

  /** Says why the debugger itself ends the call, and hangs up for the caller. */
  giveUp({ rule, message, help, endless }: GivingUp): void {
    const told = [message, this.#driver?.loop].filter(Boolean).join('; ');
    this.#driver?.note(this.leg?.sid ?? null, ownFinding({ rule, level: 'error', message: told, help }));
    this.#hangUpAll(message, endless);
    this.#driver?.abandon();
  }

  /** Somebody leaves the debugger: all hang up, nobody else comes, and what is asked because of that is answered. */
  leave({ rule, message, reason }: Leaving = LEFT): void {
    const said = ownFinding({ rule, level: 'info', message, help: null });
    this.#driver?.note(this.legs[0]?.sid ?? null, said);
    this.rest(false);
    this.#hangUpAll(reason);
    this.#resume(null); // Where it held with nobody left on the line.
    this.#driver?.abandon(true);
  }

  #hangUpAll(reason: string, endless?: true): void {
    for (const { sid } of this.legs) this.act({ type: 'hang-up', reason, ...(endless && { endless }) }, sid);
  }

  /** Waits for nothing any more, neither an answer nor a time to come: then the session is at its end. */
  abandon(): void {
    for (let tries = 0; tries < MOST_TRIES && !this.over; tries++) {
      this.#driver?.abandon();
      this.later(LATER_MS);
    }
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
    return this.writer
      ? latestMessage(legs, this.writer.pair, this.#selection)
      : selectedLeg(legs, this.#selection);
  }

  get legs(): readonly Leg[] {
    return Object.values(this.#driver?.board.legs ?? {});
  }

  select(leg: Sid): string | null {
    if (!this.#driver?.board.legs[leg]) return `there is no leg ${leg}`;
    this.#choose(leg);
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
    return this.queuedOn(this.leg?.sid ?? '');
  }

  queuedOn(leg: Sid): readonly CallerAct[] {
    return this.held ? this.#queued.filter((one) => one.leg === leg).map(({ act }) => act) : [];
  }

  get recording(): string | null {
    return this.#recorder?.path ?? null;
  }

  get unrecorded(): string | null {
    return this.#recorder?.trouble ?? null;
  }

  get notices(): readonly string[] {
    const trouble = this.unrecorded;
    return [...(trouble === null ? [] : [trouble]), ...this.setup.notices, ...this.#tampering.notices];
  }

  get remarks(): readonly string[] {
    return this.setup.remarks ?? [];
  }

  get breakpoints(): readonly Where[] {
    return this.#breakpoints.all;
  }

  get faults(): readonly ActiveFault[] {
    return this.#tampering.faults;
  }

  get signature(): SignatureMode {
    return this.#tampering.signature;
  }

  next(): string | null {
    // Before the first message, as after one: hold at whichever verb comes next.
    return this.#resume(this.leg?.sid ?? (this.writer ? '' : null));
  }

  continue(): string | null {
    return this.#resume(null);
  }

  pause(): null {
    this.#driver?.pause();
    return null;
  }

  rest(resting: boolean): void {
    this.#driver?.rest(resting);
  }

  back(): string {
    return 'a live call does not go back yet: quit, and step through its recording with twiml-debug replay';
  }

  act(act: CallerAct, on?: Sid): string | null {
    const leg = on === undefined ? this.leg : this.board?.legs[on];
    if (!leg || !this.#driver) return 'there is no call';
    if (leg.endedAt !== null) return 'this leg is over';
    const event = (at: number) => actEvent(leg, act, at);
    // Keys wait while the clock stands still; somebody who ends something, or takes the call elsewhere, means now.
    if (act.type === 'hang-up' && this.#isLast(leg)) this.#driver.intervene(event);
    else if (act.type === 'hang-up' || act.type === 'replaced') {
      this.#driver.edit(event);
      // With one leg others can end: nobody is left to hold for.
      if (this.legs.every(({ endedAt }) => endedAt !== null)) this.#resume(null);
    } else {
      if (this.held) this.#queued.push({ leg: leg.sid, act });
      this.#driver.enter(event);
    }
    return null;
  }

  toggleBreakpoint(document: Document, element: Element): null {
    this.#breakpoints.toggle(document, element);
    return this.#changed();
  }

  setBreakpoint(where: Where): null {
    this.#breakpoints.set(where);
    return this.#changed();
  }

  clearBreakpoint(where: Where | null): null {
    this.#breakpoints.clear(where);
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
    if (!this.board) return 'there is no call';
    const events = eventsOf(edit, this.leg, this.board);
    if (typeof events === 'string') return events;
    for (const event of events) this.#driver?.edit((at) => ({ at, ...event }));
    return null;
  }

  /** The verb that would start next, with its document. */
  ready(): PlacedVerb | null {
    return readyVerb(this.leg);
  }

  place(leg: LegSetup): string | null {
    const { rules } = this.setup;
    if (!this.#driver || this.over) return 'the session is over: nobody can call into it';
    const more = this.#more(false);
    this.#driver.edit((at) => ({ at, type: 'placed', leg, ...this.#origin, rules, ...more }));
    // The newest message is looked at.
    if (this.writer && !this.held?.leg) this.#selection = null;
    return null;
  }

  later(ms: number): null {
    this.#driver?.skip(ms);
    return null;
  }

  /** Nobody places anything any more: the session ends when everything under way is done. */
  finish(): void {
    this.#driver?.enter((at) => ({ at, type: 'closed' }));
  }

  #more(follows: boolean): { readonly more?: true } {
    return follows || this.setup.staysOpen || this.#driver?.expects ? { more: true } : {};
  }

  /** Nobody else is on the line: with this leg the session ends. */
  #isLast({ sid }: Leg): boolean {
    return this.legs.every((other) => other.sid === sid || other.endedAt !== null);
  }

  #choose(sid: Sid): void {
    const setup = this.board?.legs[sid]?.setup;
    if (setup) this.writer?.lookAt(setup);
    this.#selection = { sid, over: this.board?.legs[sid]?.endedAt !== null };
  }

  #arrivals(seed: string, date: number): readonly Arrival[] {
    const { rules, joins = [], followUps = [] } = this.setup;
    return [
      ...joins.map(({ afterMs, leg }) => ({
        due: afterMs,
        event: (at: number): Event => ({ at, type: 'placed', leg, seed, date, rules, ...this.#more(false) }),
        what: `a call from ${leg.from}`,
      })),
      ...followUps.map(({ afterMs, leg }, index) => ({
        due: (board: Switchboard) => quietSince(board, index + 1, afterMs),
        event: (at: number): Event => {
          const more = this.#more(index < followUps.length - 1);
          return { at, type: 'placed', leg, seed, date, rules, ...more };
        },
        what: `a message from ${leg.from}`,
      })),
    ];
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
    if (this.#breakpoints.stopBefore(document, element)) return 'breakpoint';
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
        if (held !== this.#lastStop && held?.leg) this.#choose(held.leg);
        this.#lastStop = held;
        this.#changed();
      },
    };
  }
}
