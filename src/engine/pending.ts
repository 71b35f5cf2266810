import type { Piece } from '../audio/piece.ts';
import type { Exchange } from '../http/exchange-state.ts';
import type { Sid, WorkId } from './identifiers.ts';
import type { Json } from './json.ts';
import type { Purpose } from './request.ts';
import type { FrameRole } from './switchboard.ts';
import { emptyTable, rowAt, rowsOf, type Table, withoutRow, withRow } from './table.ts';

/** Who waits for an exchange's answer: the leg for its main document or for one above it, a running verb, or nobody. */
export type AwaitedBy =
  | 'leg'
  | 'nobody'
  | { readonly frame: FrameRole }
  /** The run of a verb. */
  | { readonly run: number }
  /** The product itself, for the message of this SID, whatever becomes of the leg. */
  | { readonly product: Sid };

/** What is to be done later, by name, and what with; both belong to the product. */
export interface Errand {
  readonly what: string;
  readonly data: Json;
}

/**
 * Something that the switchboard wants done outside. It stays in the state until it is done or dropped; the
 * driver starts what is new and aborts what vanished. `run` is the running verb that it belongs to, `null` when
 * it belongs to the leg as a whole.
 */
export type Work = { readonly id: WorkId; readonly leg: Sid } & (
  | {
      readonly kind: 'hop';
      readonly exchange: Exchange;
      readonly purpose: Purpose;
      readonly awaitedBy: AwaitedBy;
    }
  | { readonly kind: 'play'; readonly run: number | null; readonly piece: Piece; readonly since: number }
  | {
      readonly kind: 'timer';
      readonly run: number | null;
      readonly due: number;
      /** What it counts in a word, for whoever looks. */
      readonly label: string | null;
      /** What the product does when it runs out, by name; of a timer that belongs to the leg as a whole. */
      readonly then?: string;
      /** Something that is done when it runs out whatever has become of the leg: a callback about what it left behind. */
      readonly errand?: Errand;
    }
);

/** Everything that is under way, in the order in which it was started. */
export interface Pending {
  readonly works: Table<Work>;
  /** By each leg that is concerned, what is under way for it. */
  readonly byLeg: Table<readonly WorkId[]>;
}

export const NOTHING_PENDING: Pending = { works: emptyTable(), byLeg: emptyTable() };

export function workAt({ works }: Pending, id: WorkId): Work | undefined {
  return rowAt(works, id);
}

export function allWork({ works }: Pending): readonly Work[] {
  return rowsOf(works);
}

/** What is under way on a leg, and documents that come on another for a verb of this one. */
export function workFor({ works, byLeg }: Pending, sid: Sid): readonly Work[] {
  return (rowAt(byLeg, sid) ?? []).flatMap((id) => rowAt(works, id) ?? []);
}

/** With a work that is new, or takes the place of the one with its number. */
export function withWork(pending: Pending, work: Work): Pending {
  const before = workAt(pending, work.id);
  const works = withRow(pending.works, work.id, work);
  const concerned = legsOf(work);
  let { byLeg } = pending;
  for (const sid of before ? legsOf(before) : [])
    if (!concerned.includes(sid)) byLeg = without(byLeg, sid, work.id);
  for (const sid of concerned) {
    const ids = rowAt(byLeg, sid) ?? [];
    if (!ids.includes(work.id)) byLeg = withRow(byLeg, sid, [...ids, work.id]);
  }
  return { works, byLeg };
}

export function withoutWork(pending: Pending, work: Work): Pending {
  let { byLeg } = pending;
  for (const sid of legsOf(work)) byLeg = without(byLeg, sid, work.id);
  return { works: withoutRow(pending.works, work.id), byLeg };
}

function without(byLeg: Pending['byLeg'], sid: Sid, id: WorkId): Pending['byLeg'] {
  const left = (rowAt(byLeg, sid) ?? []).filter((other) => other !== id);
  return left.length > 0 ? withRow(byLeg, sid, left) : withoutRow(byLeg, sid);
}

/** The leg that a work is done on, and the one whose verb owns a document that comes there. */
function legsOf(work: Work): readonly Sid[] {
  const { leg } = work;
  if (work.kind !== 'hop' || typeof work.awaitedBy !== 'object' || !('frame' in work.awaitedBy)) return [leg];
  const { owner } = work.awaitedBy.frame;
  return owner.leg === leg ? [leg] : [leg, owner.leg];
}
