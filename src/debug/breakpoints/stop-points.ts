import { legAt } from '../../engine/legs.ts';
import type { Document, Element } from '../../twiml/document.ts';
import type { Moment } from '../expressions/session-scope.ts';
import type { PublicEvent } from '../public-event.ts';
import { readyVerb } from '../ready-verb.ts';
import { ENTRY, type Stop, type StopCause } from '../stop.ts';
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
  #cause: StopCause | null = null;
  /** How often each document has come on each leg. */
  readonly #visits = new Map<string, number>();
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
    this.#cause = null;
    this.#visits.clear();
    this.#stopped.clear();
    this.breakpoints.restart();
  }

  /** Why to stop before a verb; `null` to let it start. */
  before(document: Document, element: Element, moment: Moment): StopCause | null {
    if (this.detached) return null;
    const entry = !this.#entered && this.#stopOnEntry;
    this.#entered = true;
    return this.breakpoints.before(document, element, moment) ?? (entry ? ENTRY : null);
  }

  /** Something was told: a breakpoint may stop after it. */
  told(event: PublicEvent, moment: Moment): void {
    if (event.type === 'document') {
      const key = `${event.call} ${event.url}`;
      this.#visits.set(key, (this.#visits.get(key) ?? 0) + 1);
    }
    if (this.detached || this.#cause || this.breakpoints.all.length === 0) return;
    const visits = event.type === 'document' ? (this.#visits.get(`${event.call} ${event.url}`) ?? 0) : 0;
    this.#cause = this.breakpoints.after(event, visits, moment);
  }

  /** Why to stop after what was told since this was last asked. */
  after(): StopCause | null {
    const cause = this.#cause;
    this.#cause = null;
    return cause;
  }

  /** Something has stopped the session; a step and a pause are what somebody wanted, and no place to come back to. */
  stopped({ reason }: Stop, position: number): void {
    if (reason !== 'step' && reason !== 'pause') this.#stopped.add(position);
  }

  /** Whether something stopped at a moment of the past, or would stop there now. */
  stopsAt(timeline: Timeline, position: number): boolean {
    if (this.#stopped.has(position)) return true;
    const event = timeline.steps[position]?.event;
    const ready = event?.type === 'advance' ? readyVerb(legAt(timeline.at(position).legs, event.leg)) : null;
    return (
      ready !== null && this.breakpoints.all.some((where) => stopsAt(where, ready.document, ready.element))
    );
  }
}
