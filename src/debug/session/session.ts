import type { Clock } from '../../clock.ts';
import type { Sid } from '../../engine/identifiers.ts';
import { allLegs, legAt, NO_LEGS } from '../../engine/legs.ts';
import type { LegSetup } from '../../engine/placed/leg-setup.ts';
import type { Leg, Switchboard } from '../../engine/switchboard.ts';
import type { Document, Element } from '../../twiml/document.ts';
import type { Where } from '../breakpoints/breakpoints.ts';
import { StopPoints } from '../breakpoints/stop-points.ts';
import { MessageWriter } from '../conversation/message-writer.ts';
import { Journal } from '../journal.ts';
import type { BackMove, Move } from '../moves/move.ts';
import { ownFinding } from '../own-finding.ts';
import { actEvent, type CallerAct } from '../people/caller.ts';
import { type PlacedVerb, readyVerb } from '../ready-verb.ts';
import type { Recorder } from '../recorder.ts';
import { Driver } from '../run/driver.ts';
import type { DriverListener } from '../run/driver-options.ts';
import { STEP, type Stop } from '../stop.ts';
import { Tampering } from '../wire/tampering.ts';
import { arrivalsOf } from './arrivals.ts';
import type { Debuggable, DebugListener, LiveSession } from './debuggable.ts';
import { type GivingUp, LEFT, type Leaving } from './leaving.ts';
import { Looking } from './looking.ts';
import type { SessionPorts, SessionSetup } from './session-setup.ts';
import { type Stopping, stopping } from './stopping.ts';
import { eventsOf, type UserEdit } from './user-edit.ts';

const PAST = 'this is the past, where nothing can be done: L returns to now';

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
  readonly tampering: Tampering;
  readonly #stops: StopPoints;
  readonly #looking: Looking;
  #driver: Driver | null = null;
  #recorder: Recorder | null = null;
  #journal = new Journal();
  #queued: { readonly leg: Sid; readonly act: CallerAct }[] = [];
  #lastStop: Stop | null = null;
  #clock: Clock | null = null;
  #speed: number | null = null;
  /** Seed and date of the run that is under way: whichever leg comes first brings them. */
  #origin = { seed: '', date: 0 };

  constructor(setup: SessionSetup, ports: SessionPorts) {
    this.setup = setup;
    this.writer = setup.writing ? new MessageWriter(setup.writing) : null;
    this.#looking = new Looking(this.writer);
    this.product = setup.leg?.product ?? 'messaging';
    this.#ports = ports;
    this.#stops = new StopPoints(setup.breakpoints, setup.stopOnEntry);
    this.tampering = new Tampering(setup.faults, setup.signature);
    this.tampering.changed = () => this.#changed();
  }

  subscribe(listener: DebugListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Places the call; a run that is under way is dropped first. */
  restart(): null {
    this.#driver?.close();
    this.#clock = this.#ports.clock();
    if (this.#speed !== null) this.#clock.setSpeed(this.#speed);
    this.#stops.restart();
    this.#journal = new Journal();
    this.#queued = [];
    this.#recorder = this.#ports.recorder();
    const { leg, rules, holds, maxSteps, followUps = [] } = this.setup;
    this.#origin = { seed: this.#ports.seed(), date: this.#ports.date() };
    const stops: Stopping = stopping(this.#stops, this.#journal, () => driver);
    const driver: Driver = new Driver(
      { ...this.#ports, clock: this.#clock, recorder: this.#recorder },
      {
        step: this.#ports.step,
        casting: this.#ports.casting(),
        arrivals: arrivalsOf(this.setup, this.#origin, (left) => this.#more(left)),
        tampering: this.tampering,
        holds,
        maxSteps,
        ...stops,
        // Somebody who watches has seen what was reached.
        lastWords: () =>
          holds ? [] : [...this.#stops.breakpoints.lastWords(), ...this.tampering.lastWords()],
      },
      this.#tellAll(() => driver, stops),
    );
    this.#driver = driver;
    if (holds)
      this.#ports.speaker.told?.((message) =>
        driver.note(null, ownFinding({ rule: 'sound', level: 'info', message, help: null })),
      );
    this.#looking.restart(driver.timeline);
    for (const listener of this.#listeners) listener.restarted?.();
    const more = this.#more({ messages: followUps.length });
    if (leg) driver.enter((at) => ({ at, type: 'placed', leg, ...this.#origin, rules, ...more }));
    return null;
  }

  /** Says why the debugger itself ends the call, and hangs up for the caller. */
  giveUp({ rule, message, help, endless }: GivingUp): void {
    this.#looking.walk.goTo(this.length);
    const told = [message, this.#driver?.loop].filter(Boolean).join('; ');
    this.#driver?.note(this.leg?.sid ?? null, ownFinding({ rule, level: 'error', message: told, help }));
    this.#hangUpAll(message, endless);
    this.#driver?.abandon();
  }

  /** Somebody leaves the debugger: all hang up, nobody else comes, and what is asked because of that is answered. */
  leave({ rule, message, reason }: Leaving = LEFT): void {
    this.#looking.walk.goTo(this.length);
    const said = ownFinding({ rule, level: 'info', message, help: null });
    this.#driver?.note(this.legs[0]?.sid ?? null, said);
    this.rest(false);
    this.#hangUpAll(reason);
    this.#resume('continue'); // Where it held with nobody left on the line.
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
    return this.#driver ? this.#looking.walk.position : 0;
  }

  get length(): number {
    return this.#driver?.timeline.length ?? 0;
  }

  get board(): Switchboard | null {
    return this.#driver?.timeline.at(this.position) ?? null;
  }

  get leg(): Leg | null {
    return this.#looking.leg(this.board?.legs ?? NO_LEGS);
  }

  get legs(): readonly Leg[] {
    return allLegs(this.board?.legs ?? NO_LEGS);
  }

  select(leg: Sid): string | null {
    if (!legAt(this.board?.legs ?? NO_LEGS, leg)) return `there is no leg ${leg}`;
    this.#choose(leg);
    return this.#changed();
  }

  get held(): Stop | null {
    if (!this.#looking.walk.isPast) return this.#driver?.held ?? null;
    const { leg } = this;
    return { ...STEP, leg: leg?.sid ?? null, element: leg?.ready?.element ?? null };
  }

  get over(): boolean {
    return !this.#looking.walk.isPast && (this.#driver?.over ?? false);
  }
  get now(): number {
    return this.#looking.walk.isPast ? (this.board?.now ?? 0) : (this.#driver?.now ?? 0);
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
    return [...(trouble === null ? [] : [trouble]), ...this.setup.notices, ...this.tampering.notices];
  }

  get remarks(): readonly string[] {
    return this.setup.remarks ?? [];
  }

  get breakpoints(): readonly Where[] {
    return this.#stops.breakpoints.all;
  }

  move(move: Move): string | null {
    if (!this.#looking.walk.isPast) return this.#resume(move);
    this.#looking.walk.forward(move, this.leg, this.#stopsAt);
    return this.#looks();
  }

  moveBack(move: BackMove): string | null {
    // Time stands still while somebody looks at the past.
    this.#driver?.pause();
    const refusal = this.#looking.walk.back(move, this.leg, this.#stopsAt);
    return refusal ?? this.#looks();
  }

  goTo(position: number | 'now'): string | null {
    this.#driver?.pause();
    this.#looking.walk.goTo(position === 'now' ? this.length : position);
    return this.#looks();
  }

  pause(): null {
    this.#stops.detached = false;
    this.#driver?.pause();
    return null;
  }

  detach(): null {
    this.#resume('continue');
    this.#stops.detached = true;
    return null;
  }

  skip(): string | null {
    return this.#driver?.skipToDue() ? null : 'nothing plays or waits now that has an end';
  }

  get speed(): number {
    return this.#clock?.speed ?? this.#speed ?? 1;
  }

  setSpeed(speed: number): string | null {
    this.#speed = speed;
    this.#clock?.setSpeed(speed);
    return this.#changed();
  }

  rest(resting: boolean): void {
    this.#driver?.rest(resting);
  }

  act(act: CallerAct, on?: Sid): string | null {
    if (this.#looking.walk.isPast) return PAST;
    const leg = on === undefined ? this.leg : legAt(this.board?.legs ?? NO_LEGS, on);
    if (!leg || !this.#driver) return 'there is no call';
    if (leg.endedAt !== null) return 'this leg is over';
    const event = (at: number) => actEvent(leg, act, at);
    // Keys wait while the clock stands still; somebody who ends something, or takes the call elsewhere, means now.
    if (act.type === 'hang-up' && this.#isLast(leg)) this.#driver.intervene(event);
    else if (act.type === 'hang-up' || act.type === 'replaced') {
      this.#driver.edit(event);
      // With one leg others can end: nobody is left to hold for.
      if (this.#driver.board.legs.live === 0) this.#resume('continue');
    } else {
      if (this.held) this.#queued.push({ leg: leg.sid, act });
      this.#driver.enter(event);
    }
    return null;
  }

  toggleBreakpoint(document: Document, element: Element): null {
    this.#stops.breakpoints.toggle(document, element);
    return this.#changed();
  }

  setBreakpoint(where: Where): null {
    this.#stops.breakpoints.set(where);
    return this.#changed();
  }

  clearBreakpoint(where: Where | null): null {
    this.#stops.breakpoints.clear(where);
    return this.#changed();
  }

  edit(edit: UserEdit): string | null {
    if (this.#looking.walk.isPast) return PAST;
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
    if (this.#looking.walk.isPast) return PAST;
    if (!this.#driver || this.over) return 'the session is over: nobody can call into it';
    const more = this.#more({ messages: 0 });
    this.#driver.edit((at) => ({ at, type: 'placed', leg, ...this.#origin, rules, ...more }));
    // The newest message is looked at.
    if (this.writer && !this.held?.leg) this.#looking.follow();
    return null;
  }

  later(ms: number): string | null {
    if (this.#looking.walk.isPast) return PAST;
    this.#driver?.skip(ms);
    return null;
  }

  /** Nobody places anything any more: the session ends when everything under way is done. */
  finish(): void {
    this.#driver?.enter((at) => ({ at, type: 'closed' }));
  }

  #more(left: { readonly messages: number }): { readonly more?: true } {
    return left.messages > 0 || this.setup.staysOpen || this.#driver?.expects ? { more: true } : {};
  }

  /** Nobody else is on the line: with this leg the session ends. */
  #isLast({ endedAt }: Leg): boolean {
    return this.board?.legs.live === (endedAt === null ? 1 : 0);
  }

  #choose(sid: Sid): void {
    const leg = legAt(this.board?.legs ?? NO_LEGS, sid);
    if (leg) this.#looking.choose(leg);
  }

  #changed(): null {
    for (const listener of this.#listeners) listener.changed?.();
    return null;
  }

  #resume(move: Move): null {
    this.#queued = [];
    this.#stops.detached = false;
    // Before the first message, as after one, a move holds at whichever verb comes next.
    this.#driver?.resume(move, this.leg);
    return null;
  }

  readonly #stopsAt = (position: number): boolean =>
    this.#driver !== null && this.#stops.stopsAt(this.#driver.timeline, position);

  /** Another moment is looked at, and with it whoever acts there. */
  #looks(): null {
    const acting = this.#looking.walk.isPast ? this.#looking.walk.acting?.sid : this.#driver?.held?.leg;
    if (acting) this.#choose(acting);
    return this.#changed();
  }

  /** Listeners hear of the current run only. */
  #tellAll(current: () => Driver, stops: Stopping): DriverListener {
    return {
      happened: (event) => {
        if (this.#driver !== current()) return;
        this.#journal.append(this.position, event);
        stops.told(event);
        for (const listener of this.#listeners) listener.happened?.(event);
      },
      changed: () => {
        if (this.#driver !== current()) return;
        // Who stopped is looked at.
        const { held } = current();
        if (held !== this.#lastStop && held?.leg) this.#choose(held.leg);
        if (held && held !== this.#lastStop) this.#stops.stopped(held, current().timeline.length);
        this.#lastStop = held;
        this.#changed();
      },
    };
  }
}
