import type { Piece } from '../audio/piece.ts';
import type { Exchange } from '../http/exchange-state.ts';
import type { Sid, WorkId } from './identifiers.ts';
import type { Json } from './json.ts';
import type { Purpose } from './request.ts';
import type { FrameRole } from './switchboard.ts';

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
