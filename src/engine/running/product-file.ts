import type { Progress } from '../../http/exchange-state.ts';
import type { Sid } from '../identifiers.ts';
import { tellExchange } from '../turn/exchange-summary.ts';
import { beginExchange, progressed } from '../turn/exchanges.ts';
import type { Turn } from '../turn/turn.ts';

/**
 * Asks for a file on behalf of the product, by GET and through the cache. It comes back through `Product.fileCame`,
 * at once where the cache has it; `forMessage` is the SID of the message that it belongs to.
 */
export function askForFile(turn: Turn, sid: Sid, forMessage: Sid, url: string): void {
  fileProgressed(
    turn,
    sid,
    forMessage,
    beginExchange(turn, sid, { purpose: 'media', method: 'GET', url, own: [] }),
  );
}

/** A file that the product asked for went on its way, or has come. */
export function fileProgressed(turn: Turn, sid: Sid, forMessage: Sid, progress: Progress): void {
  progressed(turn, sid, progress, { purpose: 'media', awaitedBy: { product: forMessage } });
  const { done } = progress;
  if (!done) return;
  tellExchange(turn, sid, 'media', done);
  turn.product.fileCame?.(turn, sid, forMessage, done);
}
