import { STATUS_CODES } from 'node:http';
import { failureWords } from '../../../http/failure.ts';
import type { HopSummary, PublicEventOf } from '../../public-event.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { durationText } from '../text/time-text.ts';
import { withoutParams } from '../text/url-text.ts';
import { visibleText } from '../text/visible-text.ts';
import { cacheDetail, keptDetail } from './cache-detail.ts';
import { cookiesDetail, jarDetail } from './cookies-detail.ts';
import { bad, type DetailRow, field, GAP, heading, note } from './detail-row.ts';
import { errorPageLines } from './error-page.ts';
import type { HopRef } from './exchange-rows.ts';
import { requestDetail } from './request-detail.ts';
import { responseDetail } from './response-detail.ts';
import { timingDetail } from './timing-detail.ts';

/** What can be looked at of an exchange. */
export type DetailTopic = 'params' | 'request' | 'response' | 'cookies' | 'cache' | 'timing';

/** What there is to say about one hop of a session, under a topic. */
export function exchangeDetail(target: Debuggable, ref: HopRef, topic: DetailTopic): readonly DetailRow[] {
  const state = stateDetail(target, topic);
  if (ref.kind === 'waiting') {
    const top = [heading(`${ref.method} ${ref.url}`), note(`waiting for the answer (${ref.purpose})`)];
    return [...top, ...state];
  }
  const { exchange } = ref;
  const hop = exchange.hops[ref.hop];
  const url = withoutParams(hop?.url ?? exchange.url, exchange.params);
  const top = [heading(`${hop?.method ?? exchange.method} ${url}`), ...outcome(ref, hop), GAP];
  if (topic === 'params') return [...top, ...params(exchange, firstExchange(target))];
  if (!hop) return [...top, note('nothing was sent: the URL is not valid'), ...state];
  return [...top, ...hopDetail(hop, topic), ...state];
}

function hopDetail(hop: HopSummary, topic: Exclude<DetailTopic, 'params'>): readonly DetailRow[] {
  switch (topic) {
    case 'request':
      return requestDetail(hop);
    case 'response':
      return responseDetail(hop);
    case 'cookies':
      return cookiesDetail(hop);
    case 'cache':
      return cacheDetail(hop);
    case 'timing':
      return timingDetail(hop);
  }
}

/** What the call carries from one exchange to the next. */
function stateDetail(target: Debuggable, topic: DetailTopic): readonly DetailRow[] {
  if (topic === 'cookies') return [GAP, ...jarDetail(target)];
  return topic === 'cache' ? [GAP, ...keptDetail(target)] : [];
}

function outcome(ref: Extract<HopRef, { kind: 'done' }>, hop: HopSummary | undefined): readonly DetailRow[] {
  const { exchange } = ref;
  const last = ref.hop >= exchange.hops.length - 1;
  const error = last && exchange.error !== null ? `, error ${exchange.error}` : '';
  if (!hop) return [bad(`no answer${error} (! shows it)`)];
  const fault = hop.fault === null ? [] : [bad(`fault: ${hop.fault}`)];
  const took = hop.cache === 'hit' ? 'from the cache' : `after ${durationText(hop.durationMs)}`;
  const after = `${took}, for ${exchange.purpose}`;
  const attempt = hop.attempt > 1 ? `attempt ${hop.attempt}: ` : '';
  if (hop.status === null) {
    const why = hop.failure === null ? '' : `: ${failureWords(hop.failure)}`;
    return [bad(`${attempt}no answer ${after}${error || (last ? '' : ', tried again')}${why}`), ...fault];
  }
  const phrase = STATUS_CODES[hop.status] ?? '';
  const text = `${attempt}${`${hop.status} ${phrase}`.trimEnd()} ${after}${onward(hop, last)}`;
  const page = errorPageLines(hop).map((line) => note(`│ ${visibleText(line)}`));
  return [error === '' ? note(text) : bad(text + error), ...fault, ...page];
}

/** What came next. */
function onward({ location, status }: HopSummary, last: boolean): string {
  if (location !== null) return ` → ${location}`;
  if (last) return '';
  return status === 401 ? ', asked again with the login' : ', tried again';
}

/** The call's first exchange: what differs from it is what a request is about. */
function firstExchange({ journal }: Debuggable): PublicEventOf<'exchange'> | null {
  const first = journal.exchanges()[0]?.event;
  return first?.type === 'exchange' ? first : null;
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
