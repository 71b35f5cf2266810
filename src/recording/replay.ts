import { stopsAt, toggled, type Where, without } from '../debug/breakpoints/breakpoints.ts';
import type { BackMove, Move } from '../debug/moves/move.ts';
import { Walk } from '../debug/moves/walk.ts';
import { type PlacedVerb, readyVerb } from '../debug/ready-verb.ts';
import type { Debuggable, DebugListener } from '../debug/session/debuggable.ts';
import { STEP, type Stop } from '../debug/stop.ts';
import type { Timeline } from '../debug/timeline.ts';
import type { Sid } from '../engine/identifiers.ts';
import { allLegs, legAt } from '../engine/legs.ts';
import type { Leg, Switchboard } from '../engine/switchboard.ts';
import type { Document, Element } from '../twiml/document.ts';
import type { Recording } from './reader.ts';
import type { Restepped } from './restep.ts';

/** A recorded session to walk through, forwards and backwards. It never opens a connection. */
export class Replay implements Debuggable {
  readonly live = null;
  readonly product: Debuggable['product'];
  readonly journal;
  readonly notices: readonly string[];
  readonly recording: string;
  readonly #timeline;
  readonly #listeners = new Set<DebugListener>();
  #breakpoints: readonly Where[] = [];
  readonly #walk: Walk;
  #selected: Sid | null = null;

  constructor(recording: Recording, { timeline, journal, differences }: Restepped) {
    this.journal = journal;
    this.recording = recording.path;
    this.#timeline = timeline;
    this.product = allLegs(timeline.tip.legs)[0]?.setup.product ?? 'voice';
    this.#walk = new Walk(() => timeline);
    this.#walk.goTo(firstVerb(timeline));
    this.notices = [
      `replay of ${recording.header.target}, recorded ${recording.header.startedAt}`,
      ...(recording.torn ? ['its last line was cut off'] : []),
      ...(differences.length > 0
        ? [
            `today's engine says something else from step ${differences[0]?.step ?? 0} on (${differences.length} in all)`,
          ]
        : []),
    ];
  }

  subscribe(listener: DebugListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get position(): number {
    return this.#walk.position;
  }

  get length(): number {
    return this.#timeline.length;
  }

  get board(): Switchboard {
    return this.#timeline.at(this.position);
  }

  /** The selected leg; otherwise the one that starts a verb here, the caller's, or the newest message. */
  get leg(): Leg | null {
    const { legs } = this.board;
    const acting = this.#walk.acting?.sid ?? '';
    const all = allLegs(legs);
    const other = this.product === 'messaging' ? all.at(-1) : all[0];
    return legAt(legs, this.#selected ?? acting) ?? legAt(legs, acting) ?? other ?? null;
  }

  get legs(): readonly Leg[] {
    return allLegs(this.board.legs);
  }

  select(leg: Sid): string | null {
    if (!legAt(this.board.legs, leg)) return `there is no leg ${leg} here`;
    this.#selected = leg;
    return this.#changed();
  }

  get held(): Stop | null {
    if (this.over) return null;
    return { ...STEP, leg: this.leg?.sid ?? null, element: this.leg?.ready?.element ?? null };
  }

  get over(): boolean {
    return this.position >= this.length;
  }

  get now(): number {
    return this.board.now;
  }

  get breakpoints(): readonly Where[] {
    return this.#breakpoints;
  }

  ready(): PlacedVerb | null {
    return readyVerb(this.leg);
  }

  move(move: Move): string | null {
    this.#walk.forward(move, this.leg, (position) => this.#stopsAt(position));
    return this.#looks();
  }

  moveBack(move: BackMove): string | null {
    return this.#walk.back(move, this.leg, (position) => this.#stopsAt(position)) ?? this.#looks();
  }

  goTo(position: number | 'now'): string | null {
    this.#walk.goTo(position === 'now' ? this.length : position);
    return this.#looks();
  }

  restart(): string | null {
    this.#walk.goTo(firstVerb(this.#timeline));
    return this.#looks();
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

  /** Whether a breakpoint stops at a moment of the recording. */
  #stopsAt(position: number): boolean {
    const event = this.#timeline.steps[position]?.event;
    const ready =
      event?.type === 'advance' ? readyVerb(legAt(this.#timeline.at(position).legs, event.leg)) : null;
    return ready !== null && this.#breakpoints.some((where) => stopsAt(where, ready.document, ready.element));
  }

  /** Whoever acts at the moment is looked at. */
  #looks(): null {
    this.#selected = null;
    return this.#changed();
  }

  #changed(): null {
    for (const listener of this.#listeners) listener.changed?.();
    return null;
  }
}

/** The first moment at which a verb starts next; the end where none ever does. */
function firstVerb({ steps }: Timeline): number {
  const at = steps.findIndex(({ event }) => event.type === 'advance');
  return at === -1 ? steps.length : at;
}
