import { stopsAt, toggled, type Where, without } from '../debug/breakpoints/breakpoints.ts';
import { type PlacedVerb, readyVerb } from '../debug/run/ready-verb.ts';
import type { Debuggable, DebugListener } from '../debug/session/debuggable.ts';
import type { Stop } from '../debug/stop.ts';
import type { Sid } from '../engine/identifiers.ts';
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
  #position: number;
  #selected: Sid | null = null;

  constructor(recording: Recording, { timeline, journal, differences }: Restepped) {
    this.journal = journal;
    this.recording = recording.path;
    this.#timeline = timeline;
    this.product = Object.values(timeline.tip.legs)[0]?.setup.product ?? 'voice';
    this.#position = this.#nextVerb(0);
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
    return this.#position;
  }

  get length(): number {
    return this.#timeline.length;
  }

  get board(): Switchboard {
    return this.#timeline.at(this.#position);
  }

  /** The selected leg; otherwise the one that starts a verb here, the caller's, or the newest message. */
  get leg(): Leg | null {
    const { legs } = this.board;
    const event = this.#timeline.steps[this.#position]?.event;
    const acting = event?.type === 'advance' ? event.leg : '';
    const all = Object.values(legs);
    const other = this.product === 'messaging' ? all.at(-1) : all[0];
    return legs[this.#selected ?? acting] ?? legs[acting] ?? other ?? null;
  }

  get legs(): readonly Leg[] {
    return Object.values(this.board.legs);
  }

  select(leg: Sid): string | null {
    if (!this.board.legs[leg]) return `there is no leg ${leg} here`;
    this.#selected = leg;
    return this.#changed();
  }

  get held(): Stop | null {
    if (this.over) return null;
    return { reason: 'step', leg: this.leg?.sid ?? null, element: this.leg?.ready?.element ?? null };
  }

  get over(): boolean {
    return this.#position >= this.length;
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

  next(): string | null {
    return this.#move(this.#nextVerb(this.#position + 1));
  }

  back(): string | null {
    let to = this.#position - 1;
    while (to > 0 && !this.#beforeVerb(to)) to--;
    if (to <= 0) return 'this is the beginning';
    return this.#move(to);
  }

  continue(): string | null {
    let to = this.#nextVerb(this.#position + 1);
    while (to < this.length) {
      const event = this.#timeline.steps[to]?.event;
      const ready = event?.type === 'advance' ? readyVerb(this.#timeline.at(to).legs[event.leg]) : null;
      if (ready && this.#breakpoints.some((where) => stopsAt(where, ready.document, ready.element))) break;
      to = this.#nextVerb(to + 1);
    }
    return this.#move(to);
  }

  restart(): string | null {
    return this.#move(this.#nextVerb(0));
  }

  toggleBreakpoint(document: Document, element: Element): null {
    this.#breakpoints = toggled(this.#breakpoints, document, element);
    return this.#move(this.#position);
  }

  setBreakpoint(where: Where): null {
    this.#breakpoints = [...without(this.#breakpoints, where), where];
    return this.#move(this.#position);
  }

  clearBreakpoint(where: Where | null): null {
    this.#breakpoints = where === null ? [] : without(this.#breakpoints, where);
    return this.#move(this.#position);
  }

  /** Returns the next position at which a verb starts, or the end. */
  #nextVerb(from: number): number {
    let at = Math.min(from, this.length);
    while (at < this.length && !this.#beforeVerb(at)) at++;
    return at;
  }

  #beforeVerb(position: number): boolean {
    return this.#timeline.steps[position]?.event.type === 'advance';
  }

  #move(to: number): null {
    this.#position = to;
    this.#selected = null;
    return this.#changed();
  }

  #changed(): null {
    for (const listener of this.#listeners) listener.changed?.();
    return null;
  }
}
