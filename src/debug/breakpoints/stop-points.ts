import type { Document, Element } from '../../twiml/document.ts';
import { readyVerb } from '../ready-verb.ts';
import type { Stop, StopReason } from '../stop.ts';
import type { Timeline } from '../timeline.ts';
import { BreakpointList } from './breakpoint-list.ts';
import { stopsAt, type Where } from './breakpoints.ts';

/** Where a session stops: at its first verb, and at breakpoints; and where it has stopped. */
export class StopPoints {
  readonly breakpoints: BreakpointList;
  /** Nothing stops it. */
  detached = false;
  readonly #stopOnEntry: boolean;
  #entered = false;
  /** Positions at which something stopped. */
  readonly #stopped = new Set<number>();

  constructor(breakpoints: readonly Where[], stopOnEntry: boolean) {
    this.breakpoints = new BreakpointList(breakpoints);
    this.#stopOnEntry = stopOnEntry;
  }

  /** Another run begins. */
  restart(): void {
    this.detached = false;
    this.#entered = false;
    this.#stopped.clear();
    this.breakpoints.restart();
  }

  /** Why to stop before a verb; `null` to let it start. */
  before(document: Document, element: Element): StopReason | null {
    if (this.detached) return null;
    const entry = !this.#entered && this.#stopOnEntry;
    this.#entered = true;
    if (this.breakpoints.stopBefore(document, element)) return 'breakpoint';
    return entry ? 'entry' : null;
  }

  /** Something has stopped the session; a step and a pause are what somebody wanted, and no place to come back to. */
  stopped({ reason }: Stop, position: number): void {
    if (reason !== 'step' && reason !== 'pause') this.#stopped.add(position);
  }

  /** Whether something stopped at a moment of the past, or would stop there now. */
  stopsAt(timeline: Timeline, position: number): boolean {
    if (this.#stopped.has(position)) return true;
    const event = timeline.steps[position]?.event;
    const ready = event?.type === 'advance' ? readyVerb(timeline.at(position).legs[event.leg]) : null;
    return (
      ready !== null && this.breakpoints.all.some((where) => stopsAt(where, ready.document, ready.element))
    );
  }
}
