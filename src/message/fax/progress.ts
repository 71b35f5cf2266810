import type { HappenedOf } from '../../engine/happened.ts';
import type { Sid } from '../../engine/identifiers.ts';
import type { Turn } from '../../engine/turn/turn.ts';

/** How far a fax is that comes in (Twilio docs: Fax resource, "status"); one that was refused is canceled. */
export type FaxStatus = Extract<
  HappenedOf<'message'>['status'],
  'receiving' | 'received' | 'failed' | 'canceled'
>;

const NAME = 'faxes';

/** Tells how far a fax is now, with the URL of its document where there is one to fetch. */
export function tellFax(turn: Turn, sid: Sid, status: FaxStatus, media: string | null): void {
  turn.share(NAME, { ...turn.shared<Readonly<Record<Sid, FaxStatus>>>(NAME, {}), [sid]: status });
  const { from, to } = turn.leg(sid).setup;
  const urls = media === null ? [] : [media];
  const fax = { sid, direction: 'inbound', from, to, body: '', media: urls, status } as const;
  turn.emit(sid, { type: 'message', ...fax, error: null, fax: true });
}

/** True until a fax is in, has failed, or was refused. */
export function isComing(turn: Turn, sid: Sid): boolean {
  return turn.shared<Readonly<Record<Sid, FaxStatus>>>(NAME, {})[sid] === 'receiving';
}
