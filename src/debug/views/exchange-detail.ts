import type { HopSummary } from '../../engine/happened.ts';
import type { CacheVerdict } from '../../http/cache.ts';
import type { PublicEventOf } from '../public-event.ts';
import type { HopRef } from './exchange-rows.ts';
import { durationText } from './time-text.ts';
import { withoutParams } from './url-text.ts';
import { visibleText } from './visible-text.ts';

/** What can be looked at of an exchange. */
export type DetailTopic = 'params' | 'request' | 'response' | 'cookies';

/** A line of detail: a heading, a name with its value, or a sentence. */
export type DetailRow =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'field'; readonly name: string; readonly value: string }
  /** A parameter that this request has of its own. */
  | { readonly kind: 'own'; readonly name: string; readonly value: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'bad'; readonly text: string }
  | { readonly kind: 'gap' };

const GAP: DetailRow = { kind: 'gap' };

/**
 * What there is to say about one hop, under a topic. `first` is the call's first exchange: what differs from it is
 * what this request is about.
 */
export function exchangeDetail(
  ref: HopRef,
  topic: DetailTopic,
  first: PublicEventOf<'exchange'> | null,
): readonly DetailRow[] {
  if (ref.kind === 'waiting') {
    return [heading(`${ref.method} ${ref.url}`), note(`waiting for the answer (${ref.purpose})`)];
  }
  const { exchange } = ref;
  const hop = exchange.hops[ref.hop];
  const url = withoutParams(hop?.url ?? exchange.url, exchange.params);
  const top: DetailRow[] = [heading(`${hop?.method ?? exchange.method} ${url}`), outcome(ref, hop)];
  if (topic === 'params') return [...top, GAP, ...params(exchange, first)];
  if (!hop) return [...top, GAP, note('nothing was sent: the URL is not valid')];
  switch (topic) {
    case 'request':
      return [...top, GAP, ...fields(hop.requestHeaders, 'no headers'), ...signature(hop)];
    case 'response':
      return [...top, cacheNote(hop.cache), GAP, ...answer(hop)];
    case 'cookies':
      return [...top, GAP, ...cookies(hop)];
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
  const text = visibleText(
    `${hop.status} after ${durationText(hop.durationMs)}, for ${exchange.purpose}${redirected}`,
  );
  const last = ref.hop === exchange.hops.length - 1;
  return last && exchange.error !== null
    ? { kind: 'bad', text: `${text}, error ${exchange.error}` }
    : note(text);
}

/** First what is new or different, then what every request carries; parameters without a value in one line. */
function params(
  exchange: PublicEventOf<'exchange'>,
  first: PublicEventOf<'exchange'> | null,
): readonly DetailRow[] {
  const entries = Object.entries(exchange.params);
  if (entries.length === 0) return [note('no parameters')];
  const usual = first === null || first === exchange ? null : first.params;
  const own = usual ? entries.filter(([name, value]) => usual[name] !== value) : [];
  const rest = entries.filter((entry) => !own.includes(entry));
  const empty = rest.flatMap(([name, value]) => (value === '' ? [name] : []));
  const rows: DetailRow[] = own.map(([name, value]) => ({
    kind: 'own',
    name: visibleText(name),
    value: visibleText(value),
  }));
  if (own.length > 0) rows.push(GAP);
  for (const [name, value] of rest) if (value !== '') rows.push(field(name, value));
  if (empty.length > 0) rows.push(GAP, note(`empty: ${empty.join(' ')}`));
  return rows;
}

function answer({ responseHeaders, status }: HopSummary): readonly DetailRow[] {
  if (status === null) return [note('there was no answer')];
  if (responseHeaders.length === 0) return [note('no headers')];
  return responseHeaders.map(([name, value]) => field(name, value));
}

function signature({ signed }: HopSummary): readonly DetailRow[] {
  if (!signed) return [GAP, note('not signed: nothing went over the wire')];
  return [
    GAP,
    heading(`signed with ${signed.key}, over`),
    { kind: 'note', text: visibleText(signed.string) },
  ];
}

function cookies({ cookiesSent, cookiesSet, cookiesRejected }: HopSummary): readonly DetailRow[] {
  const rows: DetailRow[] = [
    heading('sent'),
    ...fields(cookiesSent, 'none'),
    GAP,
    heading('set by the answer'),
  ];
  const set = Object.entries(cookiesSet);
  if (set.length === 0) rows.push(note('none'));
  for (const [name, value] of set) rows.push(field(name, value ?? '(removed)'));
  if (cookiesRejected.length > 0) rows.push(GAP, heading('rejected'));
  for (const { header, reason } of cookiesRejected)
    rows.push({ kind: 'bad', text: visibleText(reason) }, note(header));
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
