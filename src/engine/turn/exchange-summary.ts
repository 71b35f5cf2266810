import { withoutCredentials } from '../../http/authentication.ts';
import type { Exchange, Finished, Hop } from '../../http/exchange-state.ts';
import { type HopFailure, type Sent, UNSENT } from '../../http/hop.ts';
import { normalisedDiffers } from '../../http/normalised-url.ts';
import { paramsRecord } from '../../http/url/params.ts';
import type { HappenedOf, HopSummary } from '../happened.ts';
import type { Sid } from '../identifiers.ts';
import type { Purpose } from '../request.ts';
import type { Turn } from './turn.ts';

/** Tells of an exchange that is done: the public event, with every hop as it went over the wire. */
export function tellExchange(turn: Turn, sid: Sid, purpose: Purpose, done: Finished): void {
  turn.emit(sid, { type: 'exchange', purpose, ...summary(done) });
  for (const hop of done.hops) {
    const finding = normalisedDiffers(hop.request.url);
    if (finding) turn.tellOnce(sid, finding);
  }
}

/** Of a hop that was let go of, how far it got is for the wire to know. */
const NOT_KNOWN: HopFailure = {
  kind: 'failure',
  reason: 'abandoned',
  detail: '',
  partial: false,
  durationMs: 0,
  timing: null,
  sent: UNSENT,
};

/** Tells of an exchange whose answer is not waited for any more, as far as it got; it has not failed. */
export function tellAbandoned(
  turn: Turn,
  sid: Sid,
  purpose: Purpose,
  exchange: Exchange,
  got: HopFailure = NOT_KNOWN,
): void {
  const { request, sending, asked, attempt, cookies: cookiesSent } = exchange;
  const hop: Hop = {
    ...{ request: sending, asked, attempt, cookiesSent, durationMs: got.durationMs, got },
    cookies: [],
    cache: 'bypass',
    cacheReason: null,
    location: null,
  };
  const done = { request, hops: [...exchange.hops, hop], url: asked, content: null, diagnostics: [] };
  turn.emit(sid, { type: 'exchange', purpose, ...summary(done), error: null });
}

/** The Twilio code that a failed exchange is told with. */
export function fatalCode(done: Finished): number {
  return done.diagnostics.find(({ level }) => level === 'error')?.code ?? 11200;
}

function summary(done: Finished): Omit<HappenedOf<'exchange'>, 'at' | 'call' | 'type' | 'purpose'> {
  const { request, hops } = done;
  const last = hops.at(-1);
  const got = last?.got.kind === 'response' ? last.got : null;
  const failed = done.content === null;
  return {
    method: request.method,
    url: withoutCredentials(request.url),
    params: paramsRecord([...request.standard, ...request.own]),
    status: got?.status ?? null,
    contentType: got?.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? null,
    bytes: got?.bytes ?? 0,
    cache: last?.cache ?? 'bypass',
    error: failed ? fatalCode(done) : null,
    durationMs: hops.reduce((sum, hop) => sum + hop.durationMs, 0),
    hops: hops.map(hopSummary),
  };
}

function hopSummary(hop: Hop): HopSummary {
  const { request, got, cookies } = hop;
  const answered = got.kind === 'response' ? got : null;
  const cached = hop.cache === 'hit';
  return {
    method: request.method,
    url: request.url,
    attempt: hop.attempt,
    status: answered?.status ?? null,
    failure: got.kind === 'failure' ? got.reason : null,
    ...(got.kind === 'failure' && got.headStatus !== undefined ? { headStatus: got.headStatus } : {}),
    location: hop.location,
    requestHeaders: Object.fromEntries(
      cached || got.sent.headers.length === 0 ? request.headers : got.sent.headers,
    ),
    requestBody: request.body,
    responseHeaders: answered?.headers ?? [],
    responseBody: answered && answered.content === null ? answered.body : null,
    bytes: answered?.bytes ?? 0,
    rawBytes: answered && !cached ? answered.rawBytes : 0,
    media: answered?.content ?? null,
    cookiesSent: Object.fromEntries(hop.cookiesSent.map(({ name, value }) => [name, value])),
    ...(hop.withheld ? { cookiesWithheld: hop.withheld } : {}),
    cookiesSet: Object.fromEntries(
      cookies.flatMap((change) =>
        change.type === 'rejected'
          ? []
          : [[change.cookie.name, change.type === 'set' ? change.cookie.value : null]],
      ),
    ),
    cookiesRejected: cookies.flatMap((change) =>
      change.type === 'rejected' ? [{ header: change.header, reason: change.reason }] : [],
    ),
    cache: hop.cache,
    cacheReason: hop.cacheReason,
    durationMs: hop.durationMs,
    timing: cached ? null : got.timing,
    connection: answered && !cached ? answered.connection : null,
    signed: cached ? null : signedWith(got.sent),
    ...(!cached && got.sent.login && { login: got.sent.login }),
    fault: cached ? null : got.sent.fault,
  };
}

function signedWith({ signature }: Sent): HopSummary['signed'] {
  if (!signature) return null;
  const { signed: string, key, wrong } = signature;
  return { string, key, ...(wrong && { wrong }) };
}
