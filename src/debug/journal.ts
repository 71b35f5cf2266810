import type { Sid } from '../engine/identifiers.ts';
import { LegNames } from './leg-names.ts';
import type { PublicEvent, PublicEventOf } from './public-event.ts';

/** A public event and the step of the timeline that it belongs to: it is there from that position on. */
export interface JournalEntry {
  readonly step: number;
  readonly event: PublicEvent;
}

/** Everything that was told in a session, in order, with what front ends look up in it. */
export class Journal {
  /** What the legs are called that were told of. */
  readonly names = new LegNames();
  readonly #entries: JournalEntry[] = [];
  readonly #exchanges: JournalEntry[] = [];
  readonly #problems: JournalEntry[] = [];

  append(step: number, event: PublicEvent): void {
    const entry = { step, event };
    this.#entries.push(entry);
    if (event.type === 'call' && event.call !== null) this.names.add(event.call, event.parent);
    if (event.type === 'exchange') this.#exchanges.push(entry);
    if (event.type === 'diagnostic' && event.level !== 'info') this.#problems.push(entry);
  }

  /** Entries up to a position of the timeline; all of them by default. */
  entries(position = Number.POSITIVE_INFINITY): readonly JournalEntry[] {
    return upTo(this.#entries, position);
  }

  exchanges(position = Number.POSITIVE_INFINITY): readonly JournalEntry[] {
    return upTo(this.#exchanges, position);
  }

  /** Errors and warnings. */
  problems(position = Number.POSITIVE_INFINITY): readonly JournalEntry[] {
    return upTo(this.#problems, position);
  }

  /** What was told since a document last arrived on a leg, that document's own event first. */
  sinceDocument(leg: Sid, url: string, position = Number.POSITIVE_INFINITY): readonly JournalEntry[] {
    const entries = this.entries(position);
    const start = entries.findLastIndex(
      ({ event }) => event.type === 'document' && event.call === leg && event.url === url,
    );
    return start === -1 ? [] : entries.slice(start);
  }

  end(): PublicEventOf<'end'> | null {
    const last = this.#entries.findLast(({ event }) => event.type === 'end')?.event;
    return last?.type === 'end' ? last : null;
  }
}

/** The steps of the entries never decrease. */
function upTo(entries: readonly JournalEntry[], position: number): readonly JournalEntry[] {
  const last = entries.at(-1);
  if (!last || last.step <= position) return entries;
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.step ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return entries.slice(0, low);
}
