import type { Playback, Speaker } from '../audio/speaker.ts';
import type { Cancel, Clock } from '../clock.ts';
import type { Event } from '../engine/event.ts';
import type { Happened, News } from '../engine/happened.ts';
import type { Sid, WorkId } from '../engine/identifiers.ts';
import type { Work } from '../engine/pending.ts';
import type { Step } from '../engine/step.ts';
import { frameOf, type Leg, type Ready, type Switchboard } from '../engine/switchboard.ts';
import { type HopFailure, type HopResponse, UNSENT } from '../http/hop.ts';
import type { Document, Element } from '../twiml/document.ts';
import { actEvent, type Caller, type Due } from './caller.ts';
import type { PublicEvent } from './public-event.ts';
import { type PlacedVerb, readyVerb } from './ready-verb.ts';
import type { Recorder } from './recorder.ts';
import type { Sender } from './sender.ts';
import type { Stop, StopReason } from './stop.ts';
import { Timeline } from './timeline.ts';

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
  readonly caller: Caller;
  /** Why to hold before this verb starts, or `null` to let it. */
  readonly stopBefore: (document: Document, element: Element) => StopReason | null;
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

/** A playback or timer and when it ends, an act of the caller, or nothing but the time to look again. */
type Pause = { readonly at: number; readonly event: ((at: number) => Event) | null };

/**
 * Runs one session: applies events to the core, starts what the core wants done and aborts what it no longer
 * wants, keeps the clock, and holds where the debugger wants it held. The only place where the pure core and
 * the world meet.
 */
export class Driver {
  readonly timeline = new Timeline();
  readonly #ports: Ports;
  readonly #options: DriverOptions;
  readonly #listener: DriverListener;
  /** Events from the user, in order, waiting for the clock to run. */
  readonly #mailbox: ((at: number) => Event)[] = [];
  /** Hops on the wire, in the order in which they left, with their answers once there. */
  readonly #hops = new Map<WorkId, { abort: AbortController; got: HopResponse | HopFailure | null }>();
  readonly #playbacks = new Map<WorkId, Playback>();
  #held: Stop | null = null;
  /**
   * The verb whose hold was lifted: this one may start, and no other that a key may have brought instead. Each
   * time that a verb gets ready there is a new object, so identity tells.
   */
  #released: Ready | null = null;
  #wanted: 'run' | 'step' = 'run';
  #seq = 0;
  #steps = 0;
  #pumping = false;
  #closed = false;
  #alarm: Cancel = () => {};

  constructor(ports: Ports, options: DriverOptions, listener: DriverListener) {
    this.#ports = ports;
    this.#options = options;
    this.#listener = listener;
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

  /** Puts an event in at the present; while held it waits. */
  enter(event: (at: number) => Event): void {
    if (this.over) return;
    this.#mailbox.push(event);
    this.#pump();
    this.#listener.changed();
  }

  /** Puts an event in at once, even while held: what was held back does not start before it. */
  intervene(event: (at: number) => Event): void {
    if (this.over) return;
    this.#held = null;
    this.#wanted = 'run';
    this.#ports.clock.thaw();
    this.enter(event);
  }

  /** Runs on: until the next verb is ready (`step`), or until something stops it (`run`). */
  resume(until: 'run' | 'step'): void {
    if (this.over) return;
    this.#wanted = until;
    this.#released = this.#held ? (this.#readyLeg()?.ready ?? null) : null;
    this.#held = null;
    this.#ports.clock.thaw();
    this.#pump();
    this.#listener.changed();
  }

  /** Holds where it is, in the middle of a verb too. */
  pause(): void {
    if (this.over || this.#held) return;
    this.#hold({ reason: 'pause', leg: null, element: null });
    this.#listener.changed();
  }

  /** Waits for no answer any more: what is on the wire is aborted and counts as failed. */
  abandon(): void {
    for (const [work, hop] of this.#hops) {
      hop.abort.abort();
      this.#hops.set(work, {
        ...hop,
        got: { kind: 'failure', reason: 'abandoned', detail: '', durationMs: 0, sent: UNSENT },
      });
    }
    this.#pump();
  }

  /** Says something of the debugger's own in the session's log. */
  note(call: Sid | null, news: Extract<News, { type: 'diagnostic' | 'stop' }>): void {
    const event = this.#number({ at: this.board.now, call, ...news });
    this.#ports.recorder.note(event);
    this.#listener.happened(event);
  }

  /** Drops everything under way; nothing enters any more. */
  close(): void {
    this.#closed = true;
    this.#alarm();
    for (const { abort } of this.#hops.values()) abort.abort();
    for (const playback of this.#playbacks.values()) playback.stop();
    this.#hops.clear();
    this.#playbacks.clear();
    this.#ports.recorder.close();
  }

  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      while (!this.#held && !this.over) {
        const event = this.#nextEvent();
        if (!event) break;
        this.#apply(event);
      }
    } finally {
      this.#pumping = false;
    }
    this.#arm();
  }

  #nextEvent(): Event | null {
    // What was held starts before the keys that were pressed meanwhile: they are meant for it.
    if (this.#released && this.#released === this.#readyLeg()?.ready) return this.#nextAdvance();
    const letter = this.#mailbox.shift();
    if (letter) return letter(Math.max(this.board.now, this.now));
    return this.#nextAnswer() ?? this.#nextAdvance() ?? this.#nextPause();
  }

  /** On the virtual clock answers enter in the order in which the requests left. */
  #nextAnswer(): Event | null {
    for (const [work, { got }] of this.#hops) {
      if (got) {
        this.#hops.delete(work);
        return { at: Math.max(this.board.now, this.now), type: 'hop', work, got };
      }
      if (this.#ports.clock.kind === 'virtual') return null;
    }
    return null;
  }

  #nextAdvance(): Event | null {
    const leg = this.#readyLeg();
    const verb = readyVerb(leg);
    if (!leg || !verb) return null;
    const at = Math.max(this.board.now, this.now);
    if (leg.ready !== this.#released && this.#stops(leg, verb)) return null;
    this.#released = null;
    if (++this.#steps > this.#options.maxSteps) {
      this.#tooManySteps(leg);
      return { at, type: 'hang-up', leg: leg.sid };
    }
    return { at, type: 'advance', leg: leg.sid };
  }

  #readyLeg(): Leg | undefined {
    return Object.values(this.board.legs).find(({ ready }) => ready !== null);
  }

  /** True when the debugger now holds before this verb. */
  #stops(leg: Leg, { document, element }: PlacedVerb): boolean {
    const reason = this.#wanted === 'step' ? 'step' : this.#options.stopBefore(document, element);
    if (!reason) return false;
    if (!this.#options.holds) {
      this.note(leg.sid, { type: 'stop', reason, line: element.line, column: element.column });
      return false;
    }
    this.#hold({ reason, leg: leg.sid, element: element.id });
    return true;
  }

  #hold(stop: Stop): void {
    this.#held = stop;
    this.#wanted = 'run';
    this.#ports.clock.freeze();
    this.#alarm();
  }

  /** What is due now; on the virtual clock, where HTTP takes no time, what is due next once nothing is on the wire. */
  #nextPause(): Event | null {
    if (this.#ports.clock.kind === 'virtual' && this.#hops.size > 0) return null;
    for (;;) {
      const next = this.#earliest();
      if (!next) return null;
      if (next.at > this.now) {
        if (this.#ports.clock.kind === 'real') return null;
        this.#ports.clock.jump(next.at);
      }
      const event = next.event?.(Math.max(this.board.now, Math.round(next.at)));
      if (event) return event;
    }
  }

  #earliest(): Pause | null {
    let first: Pause | null = null;
    for (const work of Object.values(this.board.pending)) {
      const pause = this.#pauseOf(work);
      if (pause && (!first || pause.at < first.at)) first = pause;
    }
    for (const leg of Object.values(this.board.legs)) {
      const due =
        leg.endedAt === null ? this.#options.caller.next(leg, Math.max(this.board.now, this.now)) : null;
      if (due && (!first || due.at < first.at)) first = this.#duePause(leg, due);
    }
    return first;
  }

  #duePause(leg: Leg, due: Due): Pause {
    const { act } = due;
    if (!act) return { at: due.at, event: null };
    return {
      at: due.at,
      event: (at) => {
        this.#options.caller.did(leg, act, at);
        return actEvent(leg, act, at);
      },
    };
  }

  #pauseOf(work: Work): Pause | null {
    if (work.kind === 'timer') return { at: work.due, event: (at) => ({ at, type: 'due', work: work.id }) };
    const playback = this.#playbacks.get(work.id);
    if (!playback || work.kind !== 'play') return null;
    return { at: work.since + playback.durationMs, event: (at) => ({ at, type: 'played', work: work.id }) };
  }

  #apply(event: Event): void {
    const before = this.board;
    const stepped = this.#options.step(before, event);
    this.timeline.append(event, stepped);
    this.#reconcile(before, stepped.switchboard);
    this.#publish(event, stepped.happened);
    for (const lost of this.#options.caller.dropped()) this.#scriptWarning('script-dropped', lost);
    if (this.board.ended) this.close();
  }

  #publish(event: Event, happened: readonly Happened[]): void {
    // The end is the last line: what the debugger still has to say comes before it.
    if (happened.some(({ type }) => type === 'end')) {
      const left = this.#options.caller.left();
      if (left.length > 0) {
        this.#scriptWarning('script-left', `never delivered, since the call had ended: ${left.join('; ')}`);
      }
    }
    const numbered = happened.map((one) =>
      this.#number(one.type === 'end' ? { ...one, recording: this.#ports.recorder.path } : one),
    );
    this.#ports.recorder.step(event, numbered);
    for (const one of numbered) this.#listener.happened(one);
  }

  #number(happened: Happened): PublicEvent {
    return { seq: this.#seq++, ...happened };
  }

  /** New work is started, vanished work is aborted. */
  #reconcile(before: Switchboard, after: Switchboard): void {
    if (before.pending === after.pending) return;
    for (const id of Object.keys(before.pending)) if (!(id in after.pending)) this.#abort(id);
    for (const work of Object.values(after.pending)) if (!(work.id in before.pending)) this.#start(work);
  }

  #start(work: Work): void {
    if (work.kind === 'hop') this.#send(work);
    if (work.kind === 'play') this.#playbacks.set(work.id, this.#ports.speaker.start(work.piece));
  }

  #send(work: Extract<Work, { kind: 'hop' }>): void {
    const entry = { abort: new AbortController(), got: null as HopResponse | HopFailure | null };
    this.#hops.set(work.id, entry);
    void this.#ports.sender.send(work.exchange.sending, entry.abort.signal).then((got) => {
      if (this.#hops.get(work.id) !== entry) return;
      entry.got = got;
      this.#pump();
      this.#listener.changed();
    });
  }

  #abort(id: WorkId): void {
    this.#hops.get(id)?.abort.abort();
    this.#hops.delete(id);
    this.#playbacks.get(id)?.stop();
    this.#playbacks.delete(id);
  }

  /** On the real clock: come back when the next thing is due. */
  #arm(): void {
    this.#alarm();
    if (this.#held || this.over || this.#ports.clock.kind === 'virtual') return;
    const next = this.#earliest();
    if (!next) return;
    this.#alarm = this.#ports.clock.wake(next.at, () => {
      this.#pump();
      this.#listener.changed();
    });
  }

  #tooManySteps(leg: Leg): void {
    this.note(leg.sid, {
      type: 'diagnostic',
      code: null,
      rule: 'max-steps',
      level: 'error',
      message: `${this.#options.maxSteps} verbs have run: this is taken for a loop, and the caller hangs up`,
      url: frameOf(leg)?.document.url ?? null,
      line: null,
      column: null,
      help: 'do two documents redirect to each other without an end? --max-steps N allows more',
      excerpt: null,
      parserMessage: null,
    });
  }

  #scriptWarning(rule: string, message: string): void {
    const [leg] = Object.values(this.board.legs);
    const nowhere = { url: null, line: null, column: null, help: null, excerpt: null, parserMessage: null };
    this.note(leg?.sid ?? null, {
      type: 'diagnostic',
      code: null,
      rule,
      level: 'warning',
      message,
      ...nowhere,
    });
  }
}
