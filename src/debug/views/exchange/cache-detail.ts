import { type CacheVerdict, cacheContents, type KeptAnswer } from '../../../http/cache.ts';
import type { HopSummary } from '../../public-event.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { sizeText } from '../text/size-text.ts';
import { spanText } from '../text/time-text.ts';
import { withoutParams } from '../text/url-text.ts';
import { type DetailRow, GAP, heading, note, textRows } from './detail-row.ts';

/** What the cache did for one hop, and why. */
export function cacheDetail({ cache, cacheReason, status }: HopSummary): readonly DetailRow[] {
  if (status === null) return [note('the cache had no part in it: there was no answer')];
  return [heading(cacheWords(cache)), ...(cacheReason === null ? [] : [note(cacheReason)])];
}

/** The verdict of the cache in words. */
export function cacheWords(verdict: CacheVerdict): string {
  switch (verdict) {
    case 'bypass':
      return 'bypass: the cache was not used';
    case 'miss':
      return 'miss: asked, and the answer is not kept';
    case 'stored':
      return 'stored: asked, and the answer is kept for later';
    case 'hit':
      return 'hit: answered without a request';
    case 'revalidated':
      return 'revalidated: the server confirmed the kept answer (304)';
  }
}

/** Everything that is kept, as it is at this position. */
export function keptDetail(target: Debuggable): readonly DetailRow[] {
  const { board, now } = target;
  const kept = board ? cacheContents(board.cache, board.date + now) : [];
  return [
    heading(kept.length === 0 ? 'the cache now: empty' : `the cache now: ${kept.length}`),
    ...kept.flatMap((answer, at): readonly DetailRow[] => [
      ...(at === 0 ? [] : [GAP]),
      ...textRows(`GET ${shortUrl(target, answer.url)}  ${sizeText(answer.bytes)}`),
      note(`  ${state(answer)}`),
    ]),
  ];
}

function state(answer: KeptAnswer): string {
  const { ageMs, validator } = answer;
  const asks = validator === null ? 'nothing to ask with' : validator.join(' ');
  return [`${spanText(ageMs)} old`, freshness(answer), asks].join(' · ');
}

function freshness({ ageMs, freshMs }: KeptAnswer): string {
  const lifetime = ageMs + freshMs;
  if (lifetime <= 0) return 'asked again each time';
  return freshMs > 0 ? `fresh for ${spanText(freshMs)} more` : `stale for ${spanText(-freshMs)}`;
}

/** An entry is known by its whole URL; the parameters of the call that it was asked with say nothing new. */
function shortUrl({ journal, position }: Debuggable, url: string): string {
  const asked = journal
    .exchanges(position)
    .findLast(({ event }) => event.type === 'exchange' && event.hops.some((hop) => hop.url === url))?.event;
  return withoutParams(url, asked?.type === 'exchange' ? asked.params : {});
}
