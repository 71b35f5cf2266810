import type { Document, Element } from '../../twiml/document.ts';
import type { OwnFinding } from '../own-finding.ts';
import { neverHit, stopsAt, toggled, type Where, whereText, without } from './breakpoints.ts';

/** The breakpoints of a session, and which of them a run has come by. */
export class BreakpointList {
  #all: readonly Where[];
  /** As they are written. */
  readonly #reached = new Set<string>();

  constructor(all: readonly Where[]) {
    this.#all = all;
  }

  get all(): readonly Where[] {
    return this.#all;
  }

  /** Another run begins. */
  restart(): void {
    this.#reached.clear();
  }

  toggle(document: Document, element: Element): void {
    this.#all = toggled(this.#all, document, element);
  }

  set(where: Where): void {
    this.#all = [...without(this.#all, where), where];
  }

  /** Takes one away, or (`null`) all. */
  clear(where: Where | null): void {
    this.#all = where === null ? [] : without(this.#all, where);
  }

  /** Whether one stops before this verb starts. */
  stopBefore(document: Document, element: Element): boolean {
    const reached = this.#all.filter((where) => stopsAt(where, document, element));
    for (const where of reached) this.#reached.add(whereText(where));
    return reached.length > 0;
  }

  /** What to say, at the end of a run that nobody watched, of those that never stopped it: they may be misspelt. */
  lastWords(): readonly OwnFinding[] {
    const found = neverHit(this.#all.filter((where) => !this.#reached.has(whereText(where))));
    return found ? [found] : [];
  }
}
