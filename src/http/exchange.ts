import { type Diagnostic, diagnostic } from '../errors/diagnostic.ts';
import {
  answerableChallenge,
  asksAnew,
  credentialsDiagnostic,
  type Logins,
  splitCredentials,
  withoutCredentials,
} from './authentication.ts';
import { type CacheVerdict, consultCache, receiveIntoCache } from './cache.ts';
import {
  attachmentOf,
  type Content,
  callbackAnswerOf,
  contentOf,
  mediaOf,
  sizeDiagnostic,
} from './content.ts';
import {
  type CookieChange,
  cookieHeader,
  cookiesFor,
  cookiesWithheld,
  isViolation,
  receiveCookies,
} from './cookies/cookies.ts';
import { encodeHop } from './encode.ts';
import type {
  Exchange,
  ExchangeRules,
  ExchangeState,
  Finished,
  Hop,
  Moment,
  Progress,
  Wanted,
  WebhookRequest,
} from './exchange-state.ts';
import { failureDiagnostic } from './failure.ts';
import {
  type Authenticate,
  type Credentials,
  type HopFailure,
  type HopRequest,
  type HopResponse,
  headerValue,
  headerValues,
} from './hop.ts';
import { MAX_BODY_BYTES } from './limits.ts';
import { type Overrides, readOverrides } from './overrides.ts';
import { followRedirect, isRedirect, lostByRedirect } from './redirect.ts';
import { retryCause } from './retries.ts';
import { statusDiagnostic } from './status.ts';
import { mergeParams } from './url/params.ts';
import { toPublic } from './url/public-url.ts';
import { wireTarget } from './url/wire-target.ts';

/** Begins an exchange. It can be done at once: an answer from the cache, a URL that is none. */
export function begin(
  request: WebhookRequest,
  rules: ExchangeRules,
  state: ExchangeState,
  moment: Moment,
): Progress {
  const shown = withoutCredentials(request.url);
  const { overrides, diagnostics } = readOverrides(shown);
  const context = { request, rules, overrides, notes: diagnostics, hops: [], redirects: 0, attempt: 1 };
  const fatal =
    wireTarget(request.url) === null
      ? failureDiagnostic(shown, { reason: 'invalid-url', detail: '' })
      : credentialsDiagnostic(request.url);
  if (fatal) return ended(context, state, null, [fatal]);
  if (diagnostics.some(({ level }) => level === 'error')) return ended(context, state, null, []);
  return goTo(context, { method: request.method, url: request.url, own: true }, state, moment);
}

/** Takes in one answer (or failure) of the hop that `exchange.sending` describes. */
export function receive(
  exchange: Exchange,
  got: HopResponse | HopFailure,
  state: ExchangeState,
  moment: Moment,
): Progress {
  const { sending, asked, attempt, cookies: cookiesSent, withheld } = exchange;
  const stays = withheld ? { withheld } : {};
  const base = { request: sending, asked, attempt, cookiesSent, ...stays, durationMs: got.durationMs };
  const again = (context: Context) =>
    retryCause(got, attempt, exchange.overrides) !== null && timeLeft(context) !== 0;
  if (got.kind === 'failure') {
    const hop: Hop = { ...base, got, cookies: [], cache: 'bypass', cacheReason: null, location: null };
    const context = { ...exchange, hops: [...exchange.hops, hop] };
    if (again(context)) return retry(context, state, moment);
    const ranOut = got.reason === 'timeout' || timeLeft(context) === 0;
    return ended(context, state, null, [failureDiagnostic(asked, got, ranOut && hasOwnTotal(context))]);
  }
  const cached = receiveIntoCache(state.cache, sending, got, moment.date + moment.now);
  const setCookies = headerValues(got.headers, 'set-cookie');
  const received =
    setCookies.length === 0
      ? { jar: state.jar, changes: [] }
      : receiveCookies(state.jar, sending.url, setCookies, {
          now: moment.now,
          date: answerDate(got, moment),
        });
  const next = { ...state, jar: received.jar, cache: cached.cache };
  const answered = {
    ...base,
    got: cached.response,
    cookies: received.changes,
    cache: cached.verdict,
    cacheReason: cached.reason,
  };
  const context = { ...exchange, hops: [...exchange.hops, { ...answered, location: null }] };
  const challenged = challenge(exchange, got, next);
  if (challenged) return prepare(context, exchange.wanted, challenged, moment);
  if (again(context)) return retry(context, next, moment);
  return judge(exchange, answered, next, moment);
}

/** What of an exchange goes on from hop to hop. */
type Context = Pick<Exchange, 'request' | 'rules' | 'overrides' | 'notes' | 'hops' | 'redirects' | 'attempt'>;

/** Goes to another URL. A local one that has a public name is asked for by that, with a warning. */
function goTo(context: Context, wanted: Wanted, state: ExchangeState, moment: Moment): Progress {
  const url = toPublic(wanted.url, context.rules.publicUrls);
  if (url === wanted.url) return prepare(context, wanted, state, moment);
  const notes = [...context.notes, localLink(wanted.url, url)];
  return prepare({ ...context, notes }, { ...wanted, url }, state, moment);
}

/** Makes the next hop, or answers it from the cache and goes on. */
function prepare(context: Context, wanted: Wanted, state: ExchangeState, moment: Moment): Progress {
  const { request, overrides } = context;
  const { url: asked, credentials } = splitCredentials(wanted.url);
  const origin = wireTarget(asked)?.origin ?? '';
  const logins = withLogin(state.logins, origin, credentials);
  const authenticate = logins[origin] ?? null;
  const own = wanted.own ? request.own : [];
  const params = own.length === 0 ? request.standard : mergeParams(request.standard, own);
  const cookies = cookiesFor(state.jar, asked, moment.now);
  const header = cookieHeader(cookies);
  const withheld = cookies.length === state.jar.length ? [] : cookiesWithheld(state.jar, asked, moment.now);
  const plain = encodeHop(wanted.method, asked, params, {
    ...timeouts(context),
    sni: overrides.sni,
    dialect: request.dialect,
    authenticate,
    maxBytes: MAX_BODY_BYTES,
    ...(request.expects === 'attachment' ? { file: true as const } : {}),
    headers: [
      ['X-Home-Region', 'us1'],
      ['I-Twilio-Idempotency-Token', request.token],
      ...(header === null ? [] : [['Cookie', header] as const]),
    ],
  });
  const consulted = consultCache(state.cache, plain, moment.date + moment.now);
  const { attempt } = context;
  if (consulted.type === 'ask') {
    const sending = { ...plain, headers: [...plain.headers, ...consulted.headers] };
    return {
      ...state,
      logins: authenticate ? { ...logins, [origin]: counted(authenticate) } : logins,
      done: null,
      exchange: { ...context, wanted, sending, asked, cookies, ...(withheld.length > 0 ? { withheld } : {}) },
    };
  }
  const hop = {
    request: plain,
    asked,
    attempt,
    got: { ...consulted.response, durationMs: 0 },
    cookiesSent: [],
    cookies: [],
    cache: 'hit' satisfies CacheVerdict,
    cacheReason: consulted.reason,
    durationMs: 0,
  } as const;
  return judge(context, hop, { ...state, logins }, moment);
}

/** The same hop once more. */
function retry(context: Context & Pick<Exchange, 'wanted'>, state: ExchangeState, moment: Moment): Progress {
  return prepare({ ...context, attempt: context.attempt + 1 }, context.wanted, state, moment);
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
    return ended({ ...context, hops }, state, null, [badCookie(asked, violation)]);
  }
  if (!isRedirect(got.status)) {
    const hop: Hop = { ...answered, location: null };
    return answer({ ...context, hops: [...context.hops, hop] }, state, hop, got);
  }
  const next = followRedirect(
    { method: request.method, url: asked, redirects: context.redirects },
    got,
    drop307,
  );
  const written = next.ok ? next.url : headerValue(got.headers, 'location');
  const location = written === null ? null : withoutCredentials(written);
  const hops = [...context.hops, { ...answered, location }];
  if (!next.ok) return ended({ ...context, hops }, state, null, [next.diagnostic]);
  const own = next.keepsOwn && ownSoFar(context);
  const onward = { ...context, hops, redirects: context.redirects + 1, attempt: 1 };
  return goTo(onward, { method: next.method, url: next.url, own }, state, moment);
}

/**
 * A 401 is answered with the credentials of the URL, once: the login then holds for all that follows (Twilio
 * docs: Security, "HTTP authentication"). `null` when there is nothing to answer, or it was answered in vain.
 */
function challenge(
  { sending, asked, hops }: Exchange,
  got: HopResponse,
  state: ExchangeState,
): ExchangeState | null {
  if (got.status !== 401) return null;
  const text = answerableChallenge(headerValues(got.headers, 'www-authenticate'));
  const origin = wireTarget(asked)?.origin ?? '';
  const known = state.logins[origin];
  const credentials = known?.credentials ?? null;
  if (text === null || (credentials === null && got.sent.user === null)) return null;
  const tried = sending.authenticate?.challenge ?? '';
  if (tried !== '' && (statusOf(hops.at(-1)) === 401 || !asksAnew(text, tried))) return null;
  return { ...state, logins: { ...state.logins, [origin]: { challenge: text, count: 1, credentials } } };
}

function statusOf(hop: Hop | undefined): number | null {
  return hop?.got.kind === 'response' ? hop.got.status : null;
}

/** Credentials that no challenge has asked for yet: the first request goes without them. Known ones stay logged in. */
function withLogin(logins: Logins, origin: string, credentials: Credentials | null): Logins {
  const known = logins[origin]?.credentials;
  if (credentials === null) return logins;
  if (known?.user === credentials.user && known.password === credentials.password) return logins;
  return { ...logins, [origin]: { challenge: '', count: 0, credentials } };
}

function counted(authenticate: Authenticate): Authenticate {
  return authenticate.challenge === '' ? authenticate : { ...authenticate, count: authenticate.count + 1 };
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

/** An app that does not know its own public name writes links that nobody outside can follow. */
function localLink(local: string, visible: string): Diagnostic {
  return diagnostic({
    rule: 'local-link',
    level: 'warning',
    message: `the link ${withoutCredentials(local)} leads to the local server; ${withoutCredentials(visible)} is asked instead`,
    help: 'Twilio could not reach it: build links from X-Forwarded-Host and X-Forwarded-Proto, or write relative ones',
    url: withoutCredentials(local),
  });
}

/** Milliseconds until the exchange's time is over, `null` without a limit. */
function timeLeft({ rules, overrides, hops }: Context): number | null {
  const total = overrides.totalTimeoutMs ?? rules.timeoutMs;
  if (total === null) return null;
  const limit = rules.timeoutMs === null ? total : Math.min(total, rules.timeoutMs);
  const spent = hops.reduce((sum, hop) => sum + hop.durationMs, 0);
  return Math.max(0, Math.ceil(limit - spent));
}

/** The total that counts is the one that the URL set itself. */
function hasOwnTotal({ rules, overrides }: Context): boolean {
  const own = overrides.totalTimeoutMs;
  return own !== null && (rules.timeoutMs === null || own <= rules.timeoutMs);
}

function timeouts(context: Context): Pick<HopRequest, 'timeoutMs' | 'connectTimeoutMs' | 'readTimeoutMs'> {
  const left = timeLeft(context);
  const { connectTimeoutMs, readTimeoutMs } = context.overrides satisfies Overrides;
  return { timeoutMs: left === null ? null : Math.max(1, left), connectTimeoutMs, readTimeoutMs };
}

/** Once lost, the verb's own parameters do not come back on a later hop. */
function ownSoFar({ hops, rules }: Context): boolean {
  return hops.every(({ got, location }) => location === null || !losesOwn(got, rules));
}

function answer(context: Context, state: ExchangeState, hop: Hop, got: HopResponse): Progress {
  const url = hop.asked;
  const { expects } = context.request;
  const exchange = { standard: context.request.standard, hops: context.hops, hop, got };
  const sized = expects === 'document' || expects === 'nothing' ? sizeDiagnostic(exchange) : null;
  const refused = sized ?? statusDiagnostic(exchange);
  if (refused) return ended(context, state, null, [refused]);
  const { kind, type, diagnostic } = judged(url, got, context.request);
  const { body, content: media, wrong } = got;
  const content = kind === null ? null : { kind, type, body, media, ...(wrong && { wrong }) };
  return ended(context, state, content, diagnostic ? [diagnostic] : []);
}

/** What an answer is worth to whoever asked for it. */
function judged(url: string, got: HopResponse, { expects, dialect }: WebhookRequest): Content {
  switch (expects) {
    case 'attachment':
      return attachmentOf(url, got);
    case 'media':
      return mediaOf(url, got);
    case 'document':
      return contentOf(url, got, dialect);
    case 'nothing':
      return callbackAnswerOf(url, got);
  }
}

function ended(
  context: Context,
  state: ExchangeState,
  content: Finished['content'],
  diagnostics: readonly Diagnostic[],
): Progress {
  const { request, rules, hops, notes } = context;
  // A redirect that was not followed, the last hop, loses nothing.
  const loss = hops.slice(0, -1).find(({ got, location }) => location !== null && losesOwn(got, rules));
  const lost =
    loss && loss.got.kind === 'response' && loss.location !== null
      ? lostByRedirect(loss.asked, loss.location, loss.got.status, request.own)
      : null;
  const url = hops.at(-1)?.asked ?? withoutCredentials(request.url);
  const said = [...notes, ...(lost ? [lost] : []), ...diagnostics];
  return { ...state, exchange: null, done: { request, hops, url, content, diagnostics: said } };
}

function losesOwn(got: Hop['got'], { drop307 }: ExchangeRules): boolean {
  return got.kind === 'response' && (got.status !== 307 || drop307);
}

function answerDate(got: HopResponse, { now, date }: Moment): number {
  const parsed = Date.parse(headerValue(got.headers, 'date') ?? '');
  return Number.isNaN(parsed) ? date + now : parsed;
}
