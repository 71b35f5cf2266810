import CachePolicy from 'http-cache-semantics';
import type { Headers, HopRequest, HopResponse } from './hop.ts';
import { headerValue, headerValues } from './hop.ts';

/**
 * What the cache did for a hop: `bypass` not cacheable by method or no-store, `miss` asked and not kept, `stored`
 * asked and kept, `hit` no request, `revalidated` asked and confirmed with 304.
 */
export type CacheVerdict = 'bypass' | 'miss' | 'stored' | 'hit' | 'revalidated';

/** A kept answer and the policy that governs it, as plain data. */
export interface CacheEntry {
  readonly policy: CachePolicy.CachePolicyObject;
  readonly response: HopResponse;
}

/** Kept answers by URL; only GET is cacheable for Twilio (Twilio docs: TwiML). */
export type Cache = Readonly<Record<string, CacheEntry>>;

/** What the cache says before a request goes out. */
export type Consulted =
  | { readonly type: 'hit'; readonly response: HopResponse }
  | { readonly type: 'ask'; readonly headers: Headers };

/** http-cache-semantics on the session's clock: it asks `now()` wherever it wants the time. */
function policyClass(wallNow: number): typeof CachePolicy {
  return class extends CachePolicy {
    now(): number {
      return wallNow;
    }
  };
}

const OPTIONS = { shared: false };

/** Looks a request up; `wallNow` is the session's date and clock together, in milliseconds. */
export function consultCache(cache: Cache, request: HopRequest, wallNow: number): Consulted {
  const entry = request.method === 'GET' ? cache[request.url] : undefined;
  if (!entry) return { type: 'ask', headers: [] };
  // RFC 9111 section 5.2.2.2: must-revalidate is about stale answers; http-cache-semantics applies it to fresh
  // ones too. A stale one is never used here without asking.
  const { 'must-revalidate': _whenStale, ...rescc } = entry.policy.rescc;
  const policy = policyClass(wallNow).fromObject({ ...entry.policy, rescc });
  const { revalidation, response } = policy.evaluateRequest(asRequest(request));
  if (!revalidation && response) return { type: 'hit', response: entry.response };
  return {
    type: 'ask',
    headers: ['if-none-match', 'if-modified-since'].flatMap((name) => {
      const value = revalidation?.headers[name];
      return typeof value === 'string' ? [[canonical(name), value] as const] : [];
    }),
  };
}

/**
 * Takes an answer in (RFC 9111): keeps what may be kept, refreshes what a 304 confirms. `response` is what the
 * exchange goes on with: the kept body after a 304, the answer itself otherwise.
 */
export function receiveIntoCache(
  cache: Cache,
  request: HopRequest,
  got: HopResponse,
  wallNow: number,
): { readonly cache: Cache; readonly verdict: CacheVerdict; readonly response: HopResponse } {
  if (request.method !== 'GET') return { cache, verdict: 'bypass', response: got };
  const Policy = policyClass(wallNow);
  const asked = asRequest(request);
  const entry = cache[request.url];
  const conditional =
    headerValue(request.headers, 'if-none-match') ?? headerValue(request.headers, 'if-modified-since');
  if (got.status === 304 && entry && conditional !== null) {
    const renewed = Policy.fromObject(entry.policy).revalidatedPolicy(asked, asResponse(got));
    const { durationMs, sent } = got;
    const response = { ...entry.response, durationMs, sent };
    // RFC 9111 section 4.3.4: a 304 without the copy's validator confirms the body, but makes nothing fresher.
    const next = renewed.matches
      ? { ...cache, [request.url]: { ...entry, policy: renewed.policy.toObject() } }
      : cache;
    return { cache: next, verdict: 'revalidated', response };
  }
  const policy = new Policy(asked, asResponse(got), OPTIONS);
  const useful = policy.storable() && (policy.maxAge() > 0 || hasValidator(got));
  if (useful && got.status < 300 && got.bytes <= request.maxBytes) {
    const next = { ...cache, [request.url]: { policy: policy.toObject(), response: got } };
    return { cache: next, verdict: 'stored', response: got };
  }
  const { [request.url]: _gone, ...rest } = cache;
  const forbidden = /\bno-store\b/i.test(headerValues(got.headers, 'cache-control').join());
  return { cache: entry ? rest : cache, verdict: forbidden ? 'bypass' : 'miss', response: got };
}

function hasValidator(response: HopResponse): boolean {
  return (
    headerValue(response.headers, 'etag') !== null || headerValue(response.headers, 'last-modified') !== null
  );
}

function asRequest(request: HopRequest): CachePolicy.HttpRequest {
  const { pathname, search, host } = new URL(request.url);
  return {
    method: request.method,
    url: pathname + search,
    headers: {
      host,
      ...Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value])),
    },
  };
}

function asResponse(response: HopResponse): CachePolicy.HttpResponse {
  const headers = new Map<string, string>();
  for (const [name, value] of response.headers) {
    const key = name.toLowerCase();
    // RFC 9111 section 5.2: directives are case-insensitive; http-cache-semantics knows lower case only.
    const read = key === 'cache-control' || key === 'pragma' ? value.toLowerCase() : value;
    const before = headers.get(key);
    headers.set(key, before === undefined ? read : `${before}, ${read}`);
  }
  return { status: response.status, headers: Object.fromEntries(headers) };
}

function canonical(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
