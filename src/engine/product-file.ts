import type { Progress } from '../http/exchange-state.ts';
import { tellExchange } from './exchange-summary.ts';
import type { Sid } from './identifiers.ts';
import type { Turn } from './turn.ts';

/**
 * Asks for a file on behalf of the product, by GET and through the cache. It comes back through `Product.fileCame`
 * under the name, at once where the cache has it.
 */
export function askForFile(turn: Turn, sid: Sid, name: string, url: string): void {
  fileProgressed(turn, sid, name, turn.request(sid, { purpose: 'media', method: 'GET', url, own: [] }));
}

/** A file that the product asked for went on its way, or has come. */
export function fileProgressed(turn: Turn, sid: Sid, name: string, progress: Progress): void {
  turn.progressed(sid, progress, 'media', { product: name });
  const { done } = progress;
  if (!done) return;
  tellExchange(turn, sid, 'media', done);
  turn.product.fileCame?.(turn, sid, name, done);
}
