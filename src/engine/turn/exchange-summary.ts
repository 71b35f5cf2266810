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

/** A request whose answer is not waited for any more, as the pending work has it. */
interface Abandoned {
  readonly leg: Sid;
  readonly purpose: Purpose;
  readonly exchange: Exchange;
}

/** Tells of an exchange whose answer is not waited for any more, as far as it got; it has not failed. */
export function tellAbandoned(
  turn: Turn,
  { leg, purpose, exchange }: Abandoned,
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
  turn.emit(leg, { type: 'exchange', purpose, ...summary(done), error: null });
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
  return {
    ...askedFor(hop),
    ...answeredWith(hop),
    ...cookiesOf(hop),
    cache: hop.cache,
    cacheReason: hop.cacheReason,
    durationMs: hop.durationMs,
    ...wireOf(hop),
  };
}

function askedFor({ request, got, attempt, cache }: Hop) {
  const asSent = cache !== 'hit' && got.sent.headers.length > 0;
  return {
    method: request.method,
    url: request.url,
    attempt,
    requestHeaders: Object.fromEntries(asSent ? got.sent.headers : request.headers),
    requestBody: request.body,
  };
}

function answeredWith({ got, location, cache }: Hop) {
  if (got.kind === 'failure') {
    const headStatus = got.headStatus === undefined ? {} : { headStatus: got.headStatus };
    return { ...NO_ANSWER, failure: got.reason, ...headStatus, location };
  }
  return {
    status: got.status,
    failure: null,
    location,
    responseHeaders: got.headers,
    responseBody: got.content === null ? got.body : null,
    bytes: got.bytes,
    rawBytes: cache === 'hit' ? 0 : got.rawBytes,
    media: got.content,
  };
}

const NO_ANSWER = {
  status: null,
  responseHeaders: [],
  responseBody: null,
  bytes: 0,
  rawBytes: 0,
  media: null,
};

function cookiesOf({ cookiesSent, withheld, cookies }: Hop) {
  const set: Record<string, string | null> = {};
  const rejected: { header: string; reason: string }[] = [];
  for (const change of cookies) {
    if (change.type === 'rejected') rejected.push({ header: change.header, reason: change.reason });
    else set[change.cookie.name] = change.type === 'set' ? change.cookie.value : null;
  }
  return {
    cookiesSent: Object.fromEntries(cookiesSent.map(({ name, value }) => [name, value])),
    ...(withheld ? { cookiesWithheld: withheld } : {}),
    cookiesSet: set,
    cookiesRejected: rejected,
  };
}

/** How it went over the wire; an answer from the cache did not. */
function wireOf({ got, cache }: Hop) {
  if (cache === 'hit') return { timing: null, connection: null, signed: null, fault: null };
  return {
    timing: got.timing,
    connection: got.kind === 'response' ? got.connection : null,
    signed: signedWith(got.sent),
    ...(got.sent.login && { login: got.sent.login }),
    fault: got.sent.fault,
  };
}

function signedWith({ signature }: Sent): HopSummary['signed'] {
  if (!signature) return null;
  const { signed: string, key, wrong } = signature;
  return { string, key, ...(wrong && { wrong }) };
}
