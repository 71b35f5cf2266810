import type { Document, Element } from '../../twiml/document.ts';
import { evaluate } from '../expressions/evaluate.ts';
import { filledIn } from '../expressions/log-template.ts';
import { type Moment, scopeOf } from '../expressions/session-scope.ts';
import { holds } from '../expressions/value.ts';
import type { OwnFinding } from '../own-finding.ts';
import type { PublicEvent } from '../public-event.ts';
import type { StopCause } from '../stop.ts';
import { neverHit, stopsAfter, stopsAt, toggled, type Where, whereText, without } from './breakpoints.ts';

/** The breakpoints of a session, how often each was come by, and what logpoints had to say. */
export class BreakpointList {
  #all: readonly Where[];
  /** How often each was come by in this run, as it is written. */
  readonly #hits = new Map<string, number>();
  #logged: string[] = [];

  constructor(all: readonly Where[]) {
    this.#all = all;
  }

  get all(): readonly Where[] {
    return this.#all;
  }

  /** Another run begins. */
  restart(): void {
    this.#hits.clear();
    this.#logged = [];
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

  /** Why to stop before a verb, if a breakpoint stops there. */
  before(document: Document, element: Element, moment: Moment): StopCause | null {
    return this.#first((where) => stopsAt(where, document, element), moment);
  }

  /** Why to stop after an event, if a breakpoint does. */
  after(event: PublicEvent, visits: number, moment: Moment): StopCause | null {
    return this.#first((where) => stopsAfter(where, event, visits), moment);
  }

  /** What logpoints have had to say since this was last asked. */
  takeLogged(): readonly string[] {
    const logged = this.#logged;
    this.#logged = [];
    return logged;
  }

  /** What to say, at the end of a run that nobody watched, of those that never stopped it: they may be misspelt. */
  lastWords(): readonly OwnFinding[] {
    const unreached = this.#all.filter(
      (where) => where.type !== 'event' && !this.#hits.has(whereText(where)),
    );
    const found = neverHit(unreached);
    return found ? [found] : [];
  }

  /** All that fit are counted; the first of them that stops is told. */
  #first(fits: (where: Where) => boolean, moment: Moment): StopCause | null {
    let first: StopCause | null = null;
    for (const where of this.#all) {
      if (!fits(where)) continue;
      const cause = this.#comeBy(where, moment);
      first ??= cause;
    }
    return first;
  }

  #comeBy(where: Where, moment: Moment): StopCause | null {
    const text = whereText(where);
    const number = this.#all.indexOf(where) + 1;
    if (where.condition) {
      const evaluated = evaluate(where.condition.expression, scopeOf(moment));
      if (!evaluated.ok) {
        const why = `breakpoint ${number}: ${text}: ${evaluated.refusal.message}`;
        return { reason: 'condition-failed', text: why, breakpoint: number };
      }
      if (!holds(evaluated.value)) return null;
    }
    const hits = (this.#hits.get(text) ?? 0) + 1;
    this.#hits.set(text, hits);
    if (hits < (where.hits ?? 1)) return null;
    if (where.log) {
      this.#logged.push(filledIn(where.log.template, scopeOf(moment)));
      return null;
    }
    if (where.once) this.clear(where);
    const told = `breakpoint ${number}: ${text}${hits > 1 ? `, hit ${hits}` : ''}`;
    return { reason: where.type === 'event' ? where.kind : 'breakpoint', text: told, breakpoint: number };
  }
}
