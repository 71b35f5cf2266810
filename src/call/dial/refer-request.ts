import type { Sid } from '../../engine/identifiers.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import { diagnostic } from '../../errors/diagnostic.ts';
import { isSip } from '../leg/sip.ts';

/** What a dialled leg tells its Dial when its phone sends REFER. */
export const REFERRED = 'referred';

/** Who wants to be put through, and to whom. */
export type Referred = { readonly leg: Sid; readonly to: string };

/** The phone of a callee asks that the caller be put through to somebody else; only SIP phones can (RFC 3515). */
export function referRequested(turn: Turn, sid: Sid, to: string): void {
  const { owner, setup } = turn.leg(sid);
  if (owner && isSip(setup.to)) {
    const data: Referred = { leg: sid, to };
    return turn.post(owner, { type: 'told', what: REFERRED, data });
  }
  const message = `${setup.to} cannot refer the caller to ${to}: only SIP phones can`;
  turn.report(sid, diagnostic({ rule: 'no-sip-phone', level: 'warning', message }));
}
