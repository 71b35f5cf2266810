import type { Sid } from '../../engine/identifiers.ts';
import type { Json } from '../../engine/json.ts';
import type { Callback } from '../../engine/placed/leg-setup.ts';
import type { CallbackPurpose } from '../../engine/request.ts';
import { arrived } from '../../engine/running/arrival.ts';
import { beginExchange } from '../../engine/turn/exchanges.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { Params } from '../../http/url/params.ts';

/** The errand of a callback that is made later. */
export const CALL_BACK = 'callback';

/** A callback to be made; plain data. */
type Owed = {
  readonly purpose: CallbackPurpose;
  readonly callback: { readonly url: string; readonly method: 'GET' | 'POST' };
  readonly own: Params;
  /** Without the standard parameters of a call: it is about a conference. */
  readonly bare: boolean;
};

/**
 * Tells a callback something that a leg left behind, now or after so many milliseconds; the leg may be over by
 * then. Nobody waits for the answer. What is about no call (`bare`) carries none of its standard parameters.
 */
export function callBack(
  turn: Turn,
  sid: Sid,
  purpose: CallbackPurpose,
  { url, method }: Callback,
  own: Params,
  afterMs = 0,
  bare = false,
): void {
  const owed: Owed = { purpose, callback: { url, method }, own, bare };
  if (afterMs === 0) return make(turn, sid, owed);
  turn.later(sid, afterMs, { what: CALL_BACK, data: owed });
}

/** The time of a callback has come. */
export function owedCallback(turn: Turn, sid: Sid, data: Json): void {
  // Only `callBack` leaves this errand.
  make(turn, sid, data as Owed);
}

function make(turn: Turn, sid: Sid, { purpose, callback, own, bare }: Owed): void {
  const wanted = { purpose, ...callback, own, ...(bare ? { standard: [] } : {}) };
  arrived(turn, sid, beginExchange(turn, sid, wanted), purpose, 'nobody');
}
