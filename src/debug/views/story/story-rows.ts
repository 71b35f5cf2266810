import type { Journal, JournalEntry } from '../../journal.ts';
import type { Debuggable } from '../../session/debuggable.ts';

/** A row of the call's story: an entry of the journal, and the keys that were pressed right after a first one. */
export interface StoryRow {
  /** Place in `Journal.entries()`. */
  readonly first: number;
  /** Places of the other keys of the same number. */
  readonly more: readonly number[];
}

/** Keys further apart than this are not one number: each has its own time, in milliseconds. */
const LONGEST_PAUSE_MS = 5_000;

interface KnownRows {
  entries: number;
  seen: number;
  readonly rows: StoryRow[];
}

/** A log is long and drawn often: only what is new is looked at. */
const KNOWN = new WeakMap<Journal, KnownRows>();

type Placed = Pick<Debuggable, 'journal' | 'position'>;

/** All rows, those of later steps too. No row is partly before the position and partly after it. */
export function storyRows({ journal, position }: Placed): readonly StoryRow[] {
  const entries = journal.entries();
  const seen = journal.entries(position).length;
  const before = KNOWN.get(journal);
  if (before && before.entries === entries.length && before.seen === seen) return before.rows;
  const goesOn = before && before.seen === before.entries && seen === entries.length;
  const rows = goesOn ? before.rows : [];
  for (let index = goesOn ? before.entries : 0; index < entries.length; index++) {
    const at = index === seen ? -1 : joined(entries, rows, index);
    const row = rows[at];
    // Nothing after the position joins a row before it.
    if (row && (index < seen || row.first >= seen)) rows[at] = { ...row, more: [...row.more, index] };
    else rows.push({ first: index, more: [] });
  }
  KNOWN.set(journal, { entries: entries.length, seen, rows });
  return rows;
}

/** The last row up to the position; 0 before there is any. */
export function storyRest({ journal, position }: Placed): number {
  const rows = storyRows({ journal, position });
  const seen = journal.entries(position).length;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.first ?? 0) < seen) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The row that a key goes on with: the last one, or the one before a prompt that its first key cut off; else -1. */
function joined(entries: readonly JournalEntry[], rows: readonly StoryRow[], index: number): number {
  const key = keyAt(entries, index);
  if (!key) return -1;
  const last = rows.length - 1;
  const cutOff = entries[rows[last]?.first ?? -1]?.event;
  const between = cutOff?.type === 'heard' && cutOff.interrupted && cutOff.call === key.call;
  const at = between ? last - 1 : last;
  const before = keyAt(entries, rows[at]?.more.at(-1) ?? rows[at]?.first ?? -1);
  return before && before.call === key.call && key.at - before.at <= LONGEST_PAUSE_MS ? at : -1;
}

function keyAt(entries: readonly JournalEntry[], index: number): JournalEntry['event'] | null {
  const event = entries[index]?.event;
  return event?.type === 'input' && event.kind === 'digits' ? event : null;
}
