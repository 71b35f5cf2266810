import type { Cancel } from '../../clock.ts';
import type { Event } from '../../engine/event.ts';
import type { Happened, News } from '../../engine/happened.ts';
import type { Sid } from '../../engine/identifiers.ts';
import { legAt } from '../../engine/legs.ts';
import { type Work, workAt } from '../../engine/pending.ts';
import type { Stepped } from '../../engine/step.ts';
import { callOf, type Leg, type Ready, type Switchboard } from '../../engine/switchboard.ts';
import type { Move } from '../moves/move.ts';
import { MoveWatch } from '../moves/move-watch.ts';
import { type OwnFinding, ownFinding } from '../own-finding.ts';
import { Cast } from '../people/cast.ts';
import { lastWords, scriptDropped } from '../people/last-words.ts';
import type { PublicEvent } from '../public-event.ts';
import { type PlacedVerb, readyVerb } from '../ready-verb.ts';
import { PAUSE, STEP, type Stop } from '../stop.ts';
import { Timeline } from '../timeline.ts';
import { Outgoing } from '../wire/outgoing.ts';
import { Agenda, dueOf } from './agenda.ts';
import type { DriverListener, DriverOptions, Ports } from './driver-options.ts';
import { HiddenKeys } from './hidden-keys.ts';
import { endOf, type Idle, IdleWatch } from './idle.ts';
import { LoopWatch } from './loop-watch.ts';
import { ReadyLegs } from './ready-legs.ts';
import { stopAfter, stopNews } from './step-stop.ts';

/**
 * Runs one session, the only place where the pure core and the world meet: applies events, starts what the core wants
 * done and aborts what it no longer wants, keeps the clock, and holds where the debugger wants it held.
 */
export class Driver {
  readonly timeline = new Timeline();
  readonly #ports: Ports;
  readonly #options: DriverOptions;
  readonly #listener: DriverListener;
  /** Events from the user, in order, waiting for the clock to run. */
  readonly #mailbox: ((at: number) => Event)[] = [];
  readonly #outgoing: Outgoing;
  readonly #cast: Cast;
  readonly #agenda: Agenda;
  readonly #idle = new IdleWatch();
  readonly #ready = new ReadyLegs();
  readonly #hiddenKeys = new HiddenKeys();
  readonly #loops = new LoopWatch();
  #held: Stop | null = null;
  /** The verbs whose hold was lifted, by identity: only these may start, not what a key has brought instead. */
  #released: ReadonlySet<Ready> = new Set();
  /** Hold when this move has arrived. */
  #watch: MoveWatch | null = null;
  #seq = 0;
  #steps = 0;
  #pumping = false;
  /** Time stands still while somebody makes up their mind; what was going on then goes on. */
  #resting = false;
  /** Who would still have come when the session was given up. */
  #dismissed: readonly string[] = [];
  #closed = false;
  #alarm: Cancel = () => {};

  constructor(ports: Ports, options: DriverOptions, listener: DriverListener) {
    this.#ports = ports;
    this.#options = options;
    this.#listener = listener;
    this.#cast = new Cast(options.casting);
    this.#agenda = new Agenda(ports.speaker, this.#cast, options.arrivals, () => this.#goOn());
    this.#outgoing = new Outgoing({
      sender: ports.sender,
      clock: ports.clock,
      tampering: options.tampering,
      answered: () => this.#goOn(),
    });
  }

  get board(): Switchboard {
    return this.timeline.tip;
  }

  /** Why the debugger holds, `null` while it lets things happen. */
  get held(): Stop | null {
    return this.#held;
  }

  get over(): boolean {
    return this.#closed || this.board.ended;
  }
  get now(): number {
    return Math.round(this.#ports.clock.now());
  }
  /** The session's clock as the core counts: never before what has happened. */
  get #present(): number {
    return Math.max(this.board.now, this.now);
  }

  /** True while somebody is yet to call in. */
  get expects(): boolean {
    return this.#agenda.expects;
  }

  /** The loop that documents run in now, in words; `null` where they run in none. */
  get loop(): string | null {
    return this.#loops.loop;
  }

  /** Puts an event in at the present; while held it waits. */
  enter(event: (at: number) => Event): void {
    if (this.over) return;
    this.#mailbox.push(event);
    this.#goOn();
  }

  /** Puts an event in at once, even while held: what was held back does not start before it. */
  intervene(event: (at: number) => Event): void {
    if (this.over) return;
    this.#held = null;
    this.#watch = null;
    this.#ports.clock.thaw();
    this.enter(event);
  }

  /** Changes the state by hand, between two steps: at once, and what is held stays held. */
  edit(event: (at: number) => Event): void {
    if (this.over) return;
    this.#apply(event(this.#present));
    this.#goOn();
  }

  /** Runs on until a move of a leg has arrived, or something stops it. */
  resume(move: Move, leg: Leg | null): void {
    if (this.over) return;
    this.#watch = move === 'continue' ? null : new MoveWatch(move, leg);
    this.#released = this.#held ? this.#readyOf([this.#held.leg, leg?.sid ?? null]) : new Set();
    this.#held = null;
    this.#ports.clock.thaw();
    this.#goOn();
  }

  /** Has time stand still for a while, without ending a step that is under way. */
  rest(resting: boolean): void {
    if (this.#resting === resting || this.over) return;
    this.#resting = resting;
    if (resting) this.#ports.clock.freeze();
    else if (!this.#held) this.#ports.clock.thaw();
    this.#goOn();
  }

  /** Makes it later by so much; what falls due meanwhile has its own time all the same. */
  skip(ms: number): void {
    if (this.over) return;
    this.#ports.clock.skip(ms);
    this.#goOn();
  }

  /** Makes it as late as what is due next; answers whether anything is. */
  skipToDue(): boolean {
    const next = this.over ? null : this.#agenda.earliest(this.board, this.#present);
    if (!next) return false;
    this.skip(Math.max(0, next.at - this.now));
    return true;
  }

  /** Holds where it is, in the middle of a verb too. */
  pause(): void {
    if (this.over || this.#held) return;
    this.#hold({ ...PAUSE, leg: null, element: null });
    this.#listener.changed();
  }

  /** What these legs are about to start; what others are has not been looked at yet, and may hold. */
  #readyOf(legs: readonly (Sid | null)[]): ReadonlySet<Ready> {
    return new Set(legs.flatMap((sid) => legAt(this.board.legs, sid ?? '')?.ready ?? []));
  }

  /** Waits for nobody any more, nor for answers unless `patient`: what is on the wire is aborted and counts as failed. */
  abandon(patient = false): void {
    this.#dismissed = [...this.#dismissed, ...this.#agenda.dismiss()];
    if (this.board.open) this.#apply({ at: this.#present, type: 'closed' });
    if (!patient) this.#outgoing.abandon();
    this.#pump();
  }

  /** Says something of the debugger's own in the session's log. */
  note(
    call: Sid | null,
    news: Extract<News, { type: 'diagnostic' | 'stop' | 'printed' }>,
    at = this.#present,
  ): void {
    const leg = legAt(this.board.legs, call ?? '');
    const event = this.#number({ at, call: leg ? callOf(leg) : call, ...news });
    this.#ports.recorder.note(event);
    this.#listener.happened(event);
  }

  /** Drops everything under way; nothing enters any more. */
  close(): void {
    this.#closed = true;
    this.#alarm();
    this.#outgoing.close();
    this.#agenda.close();
    this.#ports.recorder.close();
  }

  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      while (!this.#held && !this.#resting && !this.over) {
        const event = this.#nextEvent();
        if (!event) break;
        this.#apply(event);
      }
    } finally {
      this.#pumping = false;
    }
    this.#arm();
  }

  /** Something has come from outside. */
  #goOn(): void {
    this.#pump();
    this.#listener.changed();
  }

  /** True while something is under way outside, of which nobody knows how long it takes. */
  get #waits(): boolean {
    return this.#outgoing.busy || this.#agenda.measures;
  }

  #nextEvent(): Event | null {
    // What was held starts before the keys that were pressed meanwhile: they are meant for it.
    if (this.#released.size > 0) {
      const released = this.#ready.in(this.board).find(({ ready }) => ready && this.#released.has(ready));
      if (released) return this.#advance(released);
    }
    const letter = this.#mailbox.shift();
    if (letter) return letter(this.#present);
    const answer = this.#outgoing.next();
    if (answer) return { at: this.#present, type: 'hop', ...answer };
    // Looking for a verb to start may hold: then nothing else happens either.
    return this.#nextAdvance() ?? (this.#held ? null : this.#nextPause());
  }

  #nextAdvance(): Event | null {
    for (const leg of this.#ready.in(this.board)) {
      const verb = readyVerb(leg);
      if (!verb) continue;
      return this.#stops(leg, verb) ? null : this.#advance(leg);
    }
    return null;
  }
  #advance(leg: Leg): Event {
    const at = this.#present;
    if (++this.#steps <= this.#options.maxSteps) return { at, type: 'advance', leg: leg.sid };
    if (this.#steps === this.#options.maxSteps + 1)
      this.#say(leg.sid, this.#loops.tooManySteps(this.#options.maxSteps, leg));
    const reason = `${this.#options.maxSteps} verbs have run, which is taken for a loop`;
    return { at, type: 'hang-up', leg: leg.sid, reason, endless: true };
  }

  /** True when the debugger now holds before this verb. */
  #stops(leg: Leg, { document, element }: PlacedVerb): boolean {
    // What stops here is asked in any case: a stop that happens once is used up by a move that arrives at it.
    const stop = this.#options.stopBefore(document, element, leg);
    const cause = this.#watch?.before(this.board, leg, element) ? STEP : stop;
    return (
      cause !== null && this.#stop({ ...cause, leg: leg.sid, element: element.id }, { document, element })
    );
  }

  /** Holds, or where nobody watches tells it and goes on; answers whether it holds. */
  #stop(stop: Stop, verb: PlacedVerb | null): boolean {
    if (this.#options.holds) this.#hold(stop);
    else this.note(stop.leg, stopNews(stop, verb));
    return this.#options.holds;
  }

  #hold(stop: Stop): null {
    this.#held = stop;
    this.#watch = null;
    this.#ports.clock.freeze();
    this.#alarm();
    return null;
  }

  /** What is due now; on the virtual clock, where HTTP takes no time, what is due next once nothing is on the wire. */
  #nextPause(): Event | null {
    if (this.#ports.clock.kind === 'virtual' && this.#waits) return null;
    for (;;) {
      const next = this.#agenda.earliest(this.board, this.#present);
      const idle = this.#isIdle(dueOf(next));
      const at = idle?.at ?? next?.at;
      if (at === undefined) return null;
      if (at > this.now) {
        if (this.#ports.clock.kind === 'real') return null;
        this.#ports.clock.jump(at);
      }
      if (idle && this.#options.holds) return this.#hold({ ...PAUSE, leg: null, element: null });
      if (idle) return this.#giveUp(idle.why);
      if (!next) return null;
      const event = next.event?.(Math.max(this.board.now, Math.round(next.at)));
      if (event) return event;
    }
  }

  /** A run that goes nowhere is ended; somebody at the keys may still want it. */
  #isIdle(due: number | null): Idle | null {
    // Somebody at the keys has real time; on a virtual clock the music would never end.
    if (this.#waits || (this.#options.holds && this.#ports.clock.kind === 'real')) return null;
    const isLeft = () => this.#agenda.expects || this.#cast.isLeft(this.board.legs);
    return this.#idle.judge(this.board, isLeft, due);
  }

  #giveUp(why: string): Event | null {
    const ending = endOf(this.board, why);
    if (!ending) return null;
    this.note(ending.leg, ownFinding(ending.finding));
    return { at: this.#present, type: 'hang-up', leg: ending.leg, reason: ending.reason };
  }

  #apply(entering: Event): void {
    const before = this.board;
    const event = this.#hiddenKeys.hide(entering, before);
    const stepped = this.#options.step(before, event);
    this.timeline.append(event, stepped);
    this.#meet(before, stepped);
    this.#outgoing.count(stepped.happened);
    this.#reconcile(before, stepped);
    this.#outgoing.settle(stepped.switchboard);
    this.#publish(event, stepped.happened);
    const loop = this.board.ended ? null : this.#loops.after(stepped.happened, this.board.legs);
    if (loop) this.#say(loop.leg, loop.finding);
    for (const { leg, what } of this.#cast.dropped()) this.#say(leg, scriptDropped(what));
    if (this.board.ended) return this.close();
    const cause = this.#options.stopAfter();
    const arrived = this.#watch?.after({ event, ...stepped }) ? STEP : cause;
    if (arrived) this.#stop(stopAfter(arrived, event, before, this.board), null);
  }

  /** Whoever is on a new leg is there from its beginning, in the order in which the legs come up. */
  #meet(before: Switchboard, { switchboard: after, touched }: Stepped): void {
    for (const sid of touched.legs) {
      const leg = legAt(after.legs, sid);
      if (leg && !legAt(before.legs, sid)) this.#cast.of(leg);
    }
    for (const watch of [this.#ready, this.#idle, this.#agenda]) watch.touch(touched.legs, after);
  }

  #publish(event: Event, happened: readonly Happened[]): void {
    const own = new Set<PublicEvent>();
    const numbered = happened.flatMap((one) => {
      if (one.type !== 'end') return [this.#number(one)];
      // The end is the last line: what the debugger still has to say comes right before it.
      const words = this.#lastWords();
      for (const word of words) own.add(word);
      return [...words, this.#number({ ...one, recording: this.#ports.recorder.path })];
    });
    this.#ports.recorder.step(event, numbered, own);
    for (const one of numbered) this.#listener.happened(one);
  }

  #lastWords(): readonly PublicEvent[] {
    const { legs, now } = this.board;
    const words = lastWords(legs, this.#cast, this.#dismissed, this.#options.lastWords?.() ?? []);
    return words.map(({ call, finding }) => this.#number({ at: now, call, ...ownFinding(finding) }));
  }

  #number(happened: Happened): PublicEvent {
    return { seq: this.#seq++, ...happened };
  }

  /** Vanished work is aborted, new work is started. */
  #reconcile(before: Switchboard, { switchboard: after, touched }: Stepped): void {
    for (const id of touched.work) {
      if (!workAt(before.pending, id) || workAt(after.pending, id)) continue;
      this.#outgoing.abort(id);
      this.#agenda.stop(id);
    }
    for (const id of touched.work) {
      const work = workAt(after.pending, id);
      if (work && !workAt(before.pending, id)) this.#start(work);
    }
  }
  #start(work: Work): void {
    if (work.kind === 'hop') this.#outgoing.start(work);
    else this.#agenda.start(work);
  }

  /** On the real clock: come back when the next thing is due. */
  #arm(): void {
    this.#alarm();
    if (this.#held || this.#resting || this.over || this.#ports.clock.kind === 'virtual') return;
    const next = this.#agenda.earliest(this.board, this.#present);
    if (!next) return;
    this.#alarm = this.#ports.clock.wake(next.at, () => this.#goOn());
  }

  /** Says something of the debugger's own about a leg, as part of what has just happened. */
  #say(leg: Sid | null, finding: OwnFinding): void {
    this.note(leg, ownFinding(finding), this.board.now);
  }
}
