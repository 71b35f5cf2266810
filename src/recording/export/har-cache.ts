import type { HopSummary } from '../../debug/public-event.ts';
import { headerValue } from '../../http/hop.ts';
import type { HarCache, HarCacheEntry } from './har-format.ts';

/** Works out what the cache held before and after each hop, from the verdicts of the cache. */
export class HarCacheLog {
  readonly #kept = new Map<string, HarCacheEntry>();

  /** Takes the next hop in. A hop that did not involve the cache changes nothing. */
  after(hop: HopSummary, at: string): HarCache {
    if (hop.method !== 'GET' || hop.status === null) return {};
    const before = this.#kept.get(hop.url);
    const next = this.#next(hop, at, before);
    if (next) this.#kept.set(hop.url, next);
    else this.#kept.delete(hop.url);
    // The recording does not show an answer that was kept before it began.
    const unknown = !before && (hop.cache === 'hit' || hop.cache === 'revalidated');
    return { ...(unknown ? {} : { beforeRequest: before ?? null }), afterRequest: next };
  }

  #next(hop: HopSummary, lastAccess: string, before: HarCacheEntry | undefined): HarCacheEntry | null {
    switch (hop.cache) {
      case 'stored':
        return { lastAccess, eTag: headerValue(hop.responseHeaders, 'etag') ?? '', hitCount: 0 };
      case 'hit':
      case 'revalidated': {
        const eTag = before?.eTag ?? headerValue(hop.responseHeaders, 'etag') ?? '';
        return { lastAccess, eTag, hitCount: (before?.hitCount ?? 0) + 1 };
      }
      case 'miss':
      case 'bypass':
        return null;
    }
  }
}
