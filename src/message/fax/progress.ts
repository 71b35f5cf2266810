import type { HappenedOf } from '../../engine/happened.ts';
import type { Sid } from '../../engine/identifiers.ts';
import type { Turn } from '../../engine/turn/turn.ts';

/** The status of an incoming fax (Twilio docs: Fax resource, "status"); a refused fax is canceled. */
export type FaxStatus = Extract<
  HappenedOf<'message'>['status'],
  'receiving' | 'received' | 'failed' | 'canceled'
>;

const NAME = 'faxes';

/** Reports the status of a fax, with the URL of its document if that can be fetched. */
export function tellFax(turn: Turn, sid: Sid, status: FaxStatus, media: string | null): void {
  turn.share(NAME, { ...turn.shared<Readonly<Record<Sid, FaxStatus>>>(NAME, {}), [sid]: status });
  const { from, to } = turn.leg(sid).setup;
  const urls = media === null ? [] : [media];
  const fax = { sid, direction: 'inbound', from, to, body: '', media: urls, status } as const;
  turn.emit(sid, { type: 'message', ...fax, error: null, fax: true });
}

/** True until a fax has arrived, has failed, or was refused. */
export function isComing(turn: Turn, sid: Sid): boolean {
  return turn.shared<Readonly<Record<Sid, FaxStatus>>>(NAME, {})[sid] === 'receiving';
}
