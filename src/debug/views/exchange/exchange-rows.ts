import type { HopSummary } from '../../../engine/happened.ts';
import type { Sid } from '../../../engine/identifiers.ts';
import { allWork, NOTHING_PENDING } from '../../../engine/pending.ts';
import type { CacheVerdict } from '../../../http/cache.ts';
import type { PublicEventOf } from '../../public-event.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { durationText } from '../text/time-text.ts';
import { urlText, withoutParams } from '../text/url-text.ts';
import { visibleText } from '../text/visible-text.ts';

/** One line of the exchange log before it is put into words: a hop of an exchange that is done, or one under way. */
export type HopRef =
  | {
      readonly kind: 'done';
      readonly number: number;
      readonly exchange: PublicEventOf<'exchange'>;
      readonly hop: number;
    }
  | {
      readonly kind: 'waiting';
      readonly number: number;
      readonly call: Sid;
      readonly method: string;
      readonly url: string;
      readonly purpose: string;
      readonly cookies: readonly string[];
      /** As in {@link ExchangeRow}. */
      readonly lead: string;
    };

type DoneRef = Extract<HopRef, { readonly kind: 'done' }>;

/** One hop, ready to be shown in columns. */
export interface ExchangeRow {
  /** The exchange's number; empty for the hops after a redirect. */
  readonly number: string;
  readonly method: string;
  readonly status: string;
  readonly tone: 'good' | 'redirect' | 'bad' | 'waiting';
  /** What this hop is, where that is not a first request: `↪` after a redirect, `attempt 2`, `login`. */
  readonly lead: string;
  /** The user had it spoiled. */
  readonly fault: boolean;
  readonly url: string;
  readonly time: string;
  /** `sid` was sent, `+sid` set, `-sid` removed, `!2` rejected. */
  readonly cookies: string;
  readonly cache: string;
}

/** Every hop up to the position, those on the wire last. */
export function hopRefs({ journal, position, board }: Debuggable): readonly HopRef[] {
  const refs: HopRef[] = [];
  let number = 0;
  for (const { event } of journal.exchanges(position)) {
    if (event.type !== 'exchange') continue;
    number++;
    // An exchange whose URL is none has no hop; it is shown all the same.
    for (let hop = 0; hop < Math.max(1, event.hops.length); hop++)
      refs.push({ kind: 'done', number, exchange: event, hop });
  }
  for (const work of allWork(board?.pending ?? NOTHING_PENDING)) {
    if (work.kind !== 'hop') continue;
    const { sending, hops, cookies, request, attempt } = work.exchange;
    const params = Object.fromEntries([...request.standard, ...request.own]);
    refs.push({
      kind: 'waiting',
      number: ++number,
      call: work.leg,
      method: sending.method,
      url: withoutParams(sending.url, params),
      purpose: work.purpose,
      cookies: cookies.map(({ name }) => name),
      lead: leadOf({ attempt }, hops.at(-1)),
    });
  }
  return refs;
}

/** A hop in words. `home` is the URL that is debugged: its own paths are enough. */
export function exchangeRow(ref: HopRef, home: string | null): ExchangeRow {
  if (ref.kind === 'waiting') {
    const { number, method, cookies } = ref;
    const url = urlText(ref.url, home);
    const waiting = { status: '···', tone: 'waiting', fault: false, time: '', cache: '' } as const;
    const { lead } = ref;
    return { ...waiting, number: String(number), method, lead, url, cookies: visibleText(cookies.join(' ')) };
  }
  const { exchange, number } = ref;
  const hop = exchange.hops[ref.hop];
  if (!hop) return noHop(number, exchange, home);
  return {
    number: ref.hop === 0 ? String(number) : '',
    method: hop.method,
    status: hop.status === null ? 'fail' : String(hop.status),
    tone: toneOf(ref, hop),
    lead: leadOf(hop, exchange.hops[ref.hop - 1]),
    fault: hop.fault !== null,
    url: urlText(withoutParams(hop.url, exchange.params), home),
    time: hop.cache === 'hit' ? '-' : durationText(hop.durationMs),
    cookies: cookieText(hop),
    cache: CACHE_WORDS[hop.cache],
  };
}

/** The leg that a hop belongs to; `null` for one of no call. */
export function legOf(ref: HopRef): Sid | null {
  return ref.kind === 'waiting' ? ref.call : ref.exchange.call;
}

/** How a hop came after the one before it. */
function leadOf({ attempt }: Pick<HopSummary, 'attempt'>, before?: Pick<HopSummary, 'location'>): string {
  if (attempt > 1) return `attempt ${attempt}`;
  if (!before) return '';
  return before.location === null ? 'login' : '↪';
}

function toneOf({ exchange, hop: at }: DoneRef, hop: HopSummary): ExchangeRow['tone'] {
  if (at >= exchange.hops.length - 1) return exchange.error === null ? 'good' : 'bad';
  // A challenge is no failure: its answer comes next.
  return hop.location !== null || hop.status === 401 ? 'redirect' : 'bad';
}

const CACHE_WORDS: Readonly<Record<CacheVerdict, string>> = {
  bypass: '-',
  miss: 'miss',
  stored: 'stored',
  hit: 'hit',
  revalidated: '304',
};

function noHop(number: number, exchange: PublicEventOf<'exchange'>, home: string | null): ExchangeRow {
  const { method, url } = exchange;
  return {
    number: String(number),
    method,
    status: 'fail',
    tone: 'bad',
    lead: '',
    fault: false,
    url: urlText(url, home),
    time: '',
    cookies: '',
    cache: '-',
  };
}

function cookieText({ cookiesSent, cookiesSet, cookiesRejected }: HopSummary): string {
  const words = Object.keys(cookiesSent);
  for (const [name, value] of Object.entries(cookiesSet)) words.push(`${value === null ? '-' : '+'}${name}`);
  if (cookiesRejected.length > 0) words.push(`!${cookiesRejected.length}`);
  return visibleText(words.join(' '));
}
