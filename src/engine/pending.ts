import type { Piece } from '../audio/piece.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Sid, WorkId } from './identifiers.ts';
import type { Purpose } from './request.ts';

/** Who waits for an exchange's answer: the leg, whose next document it is, or nobody. */
export type AwaitedBy = 'leg' | 'nobody';

/**
 * Something that the switchboard wants done outside. It stays in the state until it is done or dropped; the
 * driver starts what is new and aborts what vanished. `verb` is the depth of the running verb that it belongs
 * to, `null` when it belongs to the leg as a whole.
 */
export type Work = { readonly id: WorkId; readonly leg: Sid } & (
  | {
      readonly kind: 'hop';
      readonly exchange: Exchange;
      readonly purpose: Purpose;
      readonly awaitedBy: AwaitedBy;
    }
  | { readonly kind: 'play'; readonly verb: number | null; readonly piece: Piece; readonly since: number }
  | { readonly kind: 'timer'; readonly verb: number | null; readonly due: number }
);
