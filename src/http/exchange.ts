import { type Diagnostic, diagnostic } from '../errors/diagnostic.ts';
import { type Cache, type CacheVerdict, consultCache, receiveIntoCache } from './cache.ts';
import { type ContentKind, contentOf, sizeDiagnostic } from './content.ts';
import {
  type CookieChange,
  cookieHeader,
  cookiesFor,
  isViolation,
  type Jar,
  receiveCookies,
} from './cookies.ts';
import { encodeHop } from './encode.ts';
import { failureDiagnostic } from './failure.ts';
import { type HopFailure, type HopRequest, type HopResponse, headerValue, headerValues } from './hop.ts';
import { httpUrl } from './http-url.ts';
import type { Params } from './params.ts';
import { followRedirect, isRedirect, lostByRedirect } from './redirect.ts';
import { statusDiagnostic } from './status.ts';

/** One logical request as somebody wants it: the core says what, the policies of this room say how. */
export interface WebhookRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute; a fragment is allowed and never sent. */
  readonly url: string;
  /** Parameters that every hop carries. */
  readonly standard: Params;
  /** Parameters of the verb that causes the request; some redirects lose them. */
  readonly own: Params;
  /** I-Twilio-Idempotency-Token, the same for all hops. */
  readonly token: string;
}

/** Rules that a session can choose; the same for all its exchanges. */
export interface ExchangeRules {
  /** Total network time of an exchange in milliseconds, `null` for no limit. */
  readonly timeoutMs: number | null;
  /** Drop the verb's own parameters on a 307 (sources disagree). */
  readonly drop307: boolean;
}

/** What the exchange may read and change: the caller keeps both. */
export interface ExchangeState {
  readonly jar: Jar;
  readonly cache: Cache;
}

/** The moment: the session's clock, and the wall-clock time at its zero. */
export interface Moment {
  readonly now: number;
  readonly date: number;
}

/** One request that was made (or answered from the cache) and what came back. */
export interface Hop {
  readonly request: HopRequest;
  /** The URL as it was asked for, before the parameters of a GET were appended. */
  readonly asked: string;
  readonly got: HopResponse | HopFailure;
  readonly cookiesSent: Jar;
  readonly cookies: readonly CookieChange[];
  readonly cache: CacheVerdict;
  /** Where a redirect led, resolved. */
  readonly location: string | null;
  readonly durationMs: number;
}

/** An exchange under way: plain data, so that it can be stopped, recorded and taken up again. */
export interface Exchange {
  readonly request: WebhookRequest;
  readonly rules: ExchangeRules;
  readonly hops: readonly Hop[];
  /** What is on the wire now, its URL without appended parameters, and the cookies that it carries. */
  readonly sending: HopRequest;
  readonly asked: string;
  readonly cookies: Jar;
}

/** How an exchange ended. `content` is `null` exactly when a diagnostic of level error says why. */
export interface Finished {
  readonly request: WebhookRequest;
  readonly hops: readonly Hop[];
  /** URL of the last hop as asked for, without the parameters that we appended: the base of relative URLs. */
  readonly url: string;
  readonly content: {
    readonly kind: ContentKind;
    readonly type: string | null;
    readonly body: string;
  } | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Either a hop is wanted, or the exchange is done; both with the jar and cache as they are now. */
export type Progress = ExchangeState &
  (
    | { readonly exchange: Exchange; readonly done: null }
    | { readonly exchange: null; readonly done: Finished }
  );

/** Begins an exchange. It can be done at once: an answer from the cache, a URL that is none. */
export function begin(
  request: WebhookRequest,
  rules: ExchangeRules,
  state: ExchangeState,
  moment: Moment,
): Progress {
  const context = { request, rules, hops: [] };
  if (httpUrl(request.url) === null) {
    const invalid = failureDiagnostic(request.url, { reason: 'invalid-url', detail: '' });
    return { ...state, exchange: null, done: finish(context, null, [invalid]) };
  }
  return prepare(context, { method: request.method, url: request.url, own: true }, state, moment);
}

/** Takes in one answer (or failure) of the hop that `exchange.sending` describes. */
export function receive(
  exchange: Exchange,
  got: HopResponse | HopFailure,
  state: ExchangeState,
  moment: Moment,
): Progress {
  const { sending, asked } = exchange;
  const base = { request: sending, asked, cookiesSent: exchange.cookies, durationMs: got.durationMs };
  if (got.kind === 'failure') {
    const hop: Hop = { ...base, got, cookies: [], cache: 'bypass', location: null };
    const done = finish({ ...exchange, hops: [...exchange.hops, hop] }, null, [
      failureDiagnostic(asked, got),
    ]);
    return { ...state, exchange: null, done };
  }
  const cached = receiveIntoCache(state.cache, sending, got, moment.date + moment.now);
  const received = receiveCookies(state.jar, sending.url, headerValues(got.headers, 'set-cookie'), {
    now: moment.now,
    date: answerDate(got, moment),
  });
  return judge(
    exchange,
    { ...base, got: cached.response, cookies: received.changes, cache: cached.verdict },
    { jar: received.jar, cache: cached.cache },
    moment,
  );
}

interface Context {
  readonly request: WebhookRequest;
  readonly rules: ExchangeRules;
  readonly hops: readonly Hop[];
}

interface Wanted {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly own: boolean;
}

/** Makes the next hop, or answers it from the cache and goes on. */
function prepare(context: Context, wanted: Wanted, state: ExchangeState, moment: Moment): Progress {
  const { request, rules, hops } = context;
  const spent = hops.reduce((sum, hop) => sum + hop.durationMs, 0);
  const timeoutMs = rules.timeoutMs === null ? null : Math.max(1, Math.ceil(rules.timeoutMs - spent));
  const params = wanted.own ? [...request.standard, ...request.own] : request.standard;
  const cookies = cookiesFor(state.jar, wanted.url, moment.now);
  const header = cookieHeader(cookies);
  const plain = encodeHop(wanted.method, wanted.url, params, {
    timeoutMs,
    headers: [
      ['X-Home-Region', 'us1'],
      ['I-Twilio-Idempotency-Token', request.token],
      ...(header === null ? [] : [['Cookie', header] as const]),
    ],
  });
  const consulted = consultCache(state.cache, plain, moment.date + moment.now);
  if (consulted.type === 'ask') {
    const sending = { ...plain, headers: [...plain.headers, ...consulted.headers] };
    return { ...state, done: null, exchange: { ...context, sending, asked: wanted.url, cookies } };
  }
  const response = { ...consulted.response, durationMs: 0 };
  const hop = {
    request: plain,
    asked: wanted.url,
    got: response,
    cookiesSent: [],
    cookies: [],
    cache: 'hit',
    durationMs: 0,
  } as const;
  return judge(context, hop, state, moment);
}

/** A hop has its answer: follow it, or end with it. */
function judge(
  context: Context,
  answered: Omit<Hop, 'location' | 'got'> & { readonly got: HopResponse },
  state: ExchangeState,
  moment: Moment,
): Progress {
  const { got, request, asked } = answered;
  const { drop307 } = context.rules;
  const violation = answered.cookies.find(isViolation);
  if (violation?.type === 'rejected') {
    const hops = [...context.hops, { ...answered, location: null }];
    return {
      ...state,
      exchange: null,
      done: finish({ ...context, hops }, null, [badCookie(asked, violation)]),
    };
  }
  if (!isRedirect(got.status)) {
    const hop: Hop = { ...answered, location: null };
    return { ...state, exchange: null, done: answer({ ...context, hops: [...context.hops, hop] }, hop, got) };
  }
  const from = { method: request.method, url: asked, redirects: context.hops.length };
  const next = followRedirect(from, got, drop307);
  const location = next.ok ? next.url : headerValue(got.headers, 'location');
  const hops = [...context.hops, { ...answered, location }];
  if (!next.ok)
    return { ...state, exchange: null, done: finish({ ...context, hops }, null, [next.diagnostic]) };
  const carriesOwn = next.keepsOwn && ownSoFar(context);
  return prepare(
    { ...context, hops },
    { method: next.method, url: next.url, own: carriesOwn },
    state,
    moment,
  );
}

function badCookie(url: string, { header, reason }: Extract<CookieChange, { type: 'rejected' }>): Diagnostic {
  return diagnostic({
    code: 11206,
    level: 'error',
    message: `${url} sets a cookie that violates HTTP: ${reason} (${header})`,
    help: 'give the cookie a name, and no tabs or line breaks in its value',
    url,
  });
}

/** Once lost, the verb's own parameters do not come back on a later hop. */
function ownSoFar({ hops, rules }: Context): boolean {
  return hops.every(({ got }) => got.kind === 'failure' || (got.status === 307 && !rules.drop307));
}

function answer(context: Context, { asked: url, request }: Hop, got: HopResponse): Finished {
  const refused = sizeDiagnostic(url, got) ?? statusDiagnostic(url, request.url, got);
  if (refused) return finish(context, null, [refused]);
  const { kind, type, diagnostic } = contentOf(url, got);
  return finish(
    context,
    kind === null ? null : { kind, type, body: got.body },
    diagnostic ? [diagnostic] : [],
  );
}

function finish(
  context: Context,
  content: Finished['content'],
  diagnostics: readonly Diagnostic[],
): Finished {
  const { request, hops } = context;
  // A redirect that was not followed, the last hop, loses nothing.
  const loss = hops.slice(0, -1).find(({ got }) => got.kind === 'response' && losesOwn(got, context));
  const warning =
    loss && loss.got.kind === 'response' && loss.location !== null
      ? lostByRedirect(loss.asked, loss.location, loss.got.status, request.own)
      : null;
  const url = hops.at(-1)?.asked ?? request.url;
  return { request, hops, url, content, diagnostics: warning ? [warning, ...diagnostics] : diagnostics };
}

function losesOwn(got: HopResponse, { rules }: Context): boolean {
  return got.status !== 307 || rules.drop307;
}

function answerDate(got: HopResponse, { now, date }: Moment): number {
  const parsed = Date.parse(headerValue(got.headers, 'date') ?? '');
  return Number.isNaN(parsed) ? date + now : parsed;
}
