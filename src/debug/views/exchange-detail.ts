import type { HopSummary } from '../../engine/happened.ts';
import type { CacheVerdict } from '../../http/cache.ts';
import { type HopRef } from './exchange-rows.ts';
import { durationText } from './time-text.ts';
import { visibleText } from './visible-text.ts';

/** What can be looked at of an exchange. */
export type DetailTopic = 'params' | 'request' | 'response' | 'cookies';

/** A line of detail: a heading, a name with its value, or a sentence. */
export type DetailRow =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'field'; readonly name: string; readonly value: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'bad'; readonly text: string }
  | { readonly kind: 'gap' };

const GAP: DetailRow = { kind: 'gap' };

/** What there is to say about one hop, under a topic. */
export function exchangeDetail(ref: HopRef, topic: DetailTopic): readonly DetailRow[] {
  if (ref.kind === 'waiting') {
    return [heading(`${ref.method} ${ref.url}`), note(`waiting for the answer (${ref.purpose})`)];
  }
  const { exchange } = ref;
  const hop = exchange.hops[ref.hop];
  const first: DetailRow[] = [heading(`${hop?.method ?? exchange.method} ${hop?.url ?? exchange.url}`), outcome(ref, hop)];
  if (topic === 'params') return [...first, GAP, ...fields(exchange.params, 'no parameters')];
  if (!hop) return [...first, GAP, note('nothing was sent: the URL is not valid')];
  switch (topic) {
    case 'request':
      return [...first, GAP, ...fields(hop.requestHeaders, 'no headers'), ...signature(hop)];
    case 'response':
      return [...first, cacheNote(hop.cache), GAP, ...answer(hop)];
    case 'cookies':
      return [...first, GAP, ...cookies(hop)];
  }
}

/** The verdict of the cache in words. */
export function cacheWords(verdict: CacheVerdict): string {
  switch (verdict) {
    case 'bypass':
      return 'cache not used: only GET is cached, and not with no-store';
    case 'miss':
      return 'cache miss: asked, and the answer may not be kept';
    case 'stored':
      return 'cache stored: asked, and the answer is kept for later';
    case 'hit':
      return 'cache hit: answered without a request';
    case 'revalidated':
      return 'cache revalidated: the server confirmed the kept answer (304)';
  }
}

function outcome(ref: Extract<HopRef, { kind: 'done' }>, hop: HopSummary | undefined): DetailRow {
  const { exchange } = ref;
  if (!hop || hop.status === null) {
    return { kind: 'bad', text: `no answer: error ${exchange.error ?? 'unknown'} (! shows it)` };
  }
  const redirected = hop.location === null ? '' : ` → ${hop.location}`;
  const text = visibleText(`${hop.status} after ${durationText(hop.durationMs)}, for ${exchange.purpose}${redirected}`);
  const last = ref.hop === exchange.hops.length - 1;
  return last && exchange.error !== null ? { kind: 'bad', text: `${text}, error ${exchange.error}` } : note(text);
}

function answer({ responseHeaders, status }: HopSummary): readonly DetailRow[] {
  if (status === null) return [note('there was no answer')];
  if (responseHeaders.length === 0) return [note('no headers')];
  return responseHeaders.map(([name, value]) => field(name, value));
}

function signature({ signed }: HopSummary): readonly DetailRow[] {
  if (!signed) return [GAP, note('not signed: nothing went over the wire')];
  return [GAP, heading(`X-Twilio-Signature: HMAC-SHA1 with ${signed.key} over`), { kind: 'note', text: visibleText(signed.string) }];
}

function cookies({ cookiesSent, cookiesSet, cookiesRejected }: HopSummary): readonly DetailRow[] {
  const rows: DetailRow[] = [heading('sent'), ...fields(cookiesSent, 'none'), GAP, heading('set by the answer')];
  const set = Object.entries(cookiesSet);
  if (set.length === 0) rows.push(note('none'));
  for (const [name, value] of set) rows.push(field(name, value ?? '(removed)'));
  if (cookiesRejected.length > 0) rows.push(GAP, heading('rejected'));
  for (const { header, reason } of cookiesRejected) rows.push({ kind: 'bad', text: visibleText(reason) }, note(header));
  return rows;
}

function fields(record: Readonly<Record<string, string>>, none: string): readonly DetailRow[] {
  const entries = Object.entries(record);
  return entries.length === 0 ? [note(none)] : entries.map(([name, value]) => field(name, value));
}

function cacheNote(verdict: CacheVerdict): DetailRow {
  return note(cacheWords(verdict));
}

function heading(text: string): DetailRow {
  return { kind: 'heading', text: visibleText(text) };
}

function field(name: string, value: string): DetailRow {
  return { kind: 'field', name: visibleText(name), value: visibleText(value) };
}

function note(text: string): DetailRow {
  return { kind: 'note', text: visibleText(text) };
}
