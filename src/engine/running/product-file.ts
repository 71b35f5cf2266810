import type { Progress } from '../../http/exchange-state.ts';
import type { Sid } from '../identifiers.ts';
import { tellExchange } from '../turn/exchange-summary.ts';
import { beginExchange, progressed } from '../turn/exchanges.ts';
import type { Turn } from '../turn/turn.ts';

/**
 * Asks for a file on behalf of the product, by GET and through the cache. It comes back through `Product.fileCame`
 * under the name, at once where the cache has it.
 */
export function askForFile(turn: Turn, sid: Sid, name: string, url: string): void {
  fileProgressed(
    turn,
    sid,
    name,
    beginExchange(turn, sid, { purpose: 'media', method: 'GET', url, own: [] }),
  );
}

/** A file that the product asked for went on its way, or has come. */
export function fileProgressed(turn: Turn, sid: Sid, name: string, progress: Progress): void {
  progressed(turn, sid, progress, { purpose: 'media', awaitedBy: { product: name } });
  const { done } = progress;
  if (!done) return;
  tellExchange(turn, sid, 'media', done);
  turn.product.fileCame?.(turn, sid, name, done);
}
