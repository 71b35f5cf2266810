import CachePolicy from 'http-cache-semantics';
import { spanText } from '../errors/span-text.ts';
import type { Headers, HopRequest, HopResponse } from './hop.ts';
import { headerValue, headerValues } from './hop.ts';
import { MAX_MEDIA_BYTES } from './limits.ts';
import { splitUrl } from './url/http-url.ts';

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
  | { readonly type: 'hit'; readonly response: HopResponse; readonly reason: string }
  | { readonly type: 'ask'; readonly headers: Headers };

/** What taking an answer in came to. */
export interface Received {
  readonly cache: Cache;
  readonly verdict: CacheVerdict;
  readonly reason: string;
  readonly response: HopResponse;
}

/** http-cache-semantics on the session's clock: it asks `now()` wherever it wants the time. */
function policyClass(wallNow: number): typeof CachePolicy {
  return class extends CachePolicy {
    now(): number {
      return wallNow;
    }
  };
}

/** Twilio asks through a fleet of caching proxies, which many share (Twilio help centre: cache behavior of audio files). */
const OPTIONS = { shared: true };

/** Looks a request up; `wallNow` is the session's date and clock together, in milliseconds. */
export function consultCache(cache: Cache, request: HopRequest, wallNow: number): Consulted {
  const entry = request.method === 'GET' ? cache[request.url] : undefined;
  if (!entry) return { type: 'ask', headers: [] };
  // RFC 9111 section 5.2.2.2: must-revalidate is about stale answers; http-cache-semantics applies it to fresh
  // ones too. A stale one is never used here without asking.
  const { 'must-revalidate': _whenStale, ...rescc } = entry.policy.rescc;
  const policy = policyClass(wallNow).fromObject({ ...entry.policy, rescc });
  const { revalidation, response } = policy.evaluateRequest(asRequest(request));
  if (!revalidation && response) {
    const left = policy.maxAge() - policy.age();
    const reason = `${lifetime(policy)}; fresh for ${spanText(left * 1000)} more`;
    return { type: 'hit', response: entry.response, reason };
  }
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
 * exchange goes on with: the kept body after a 304, the answer itself otherwise; `reason` says in words why.
 */
export function receiveIntoCache(
  cache: Cache,
  request: HopRequest,
  got: HopResponse,
  wallNow: number,
): Received {
  if (request.method !== 'GET')
    return { cache, verdict: 'bypass', reason: `${request.method} is never cached`, response: got };
  const Policy = policyClass(wallNow);
  const asked = asRequest(request);
  const entry = cache[request.url];
  const conditional =
    headerValue(request.headers, 'if-none-match') ?? headerValue(request.headers, 'if-modified-since');
  if (got.status === 304 && entry && conditional !== null) {
    const renewed = Policy.fromObject(entry.policy).revalidatedPolicy(asked, asResponse(got));
    const { durationMs, timing, connection, rawBytes, sent } = got;
    const response = { ...entry.response, durationMs, timing, connection, rawBytes, sent };
    // RFC 9111 section 4.3.4: a 304 without the copy's validator confirms the body, but makes nothing fresher.
    const next = renewed.matches
      ? { ...cache, [request.url]: { ...entry, policy: renewed.policy.toObject() } }
      : cache;
    const by = headerValue(request.headers, 'if-none-match') === null ? 'If-Modified-Since' : 'If-None-Match';
    return { cache: next, verdict: 'revalidated', reason: `${by} ${conditional} was confirmed`, response };
  }
  const policy = new Policy(asked, asResponse(got), OPTIONS);
  const obstacle = whyNotKept(policy, request, got);
  if (obstacle === null) {
    const next = { ...cache, [request.url]: { policy: policy.toObject(), response: got } };
    return { cache: next, verdict: 'stored', reason: whyKept(policy, got), response: got };
  }
  const { [request.url]: _gone, ...rest } = cache;
  const forbidden = /\bno-store\b/i.test(headerValues(got.headers, 'cache-control').join());
  return {
    cache: entry ? rest : cache,
    verdict: forbidden ? 'bypass' : 'miss',
    reason: forbidden ? 'Cache-Control: no-store' : obstacle,
    response: got,
  };
}

/** What the cache has of one URL, for somebody who looks. */
export interface KeptAnswer {
  readonly url: string;
  readonly ageMs: number;
  /** Milliseconds until it has to be asked for again; negative when it has been stale for so long. */
  readonly freshMs: number;
  /** What a later request asks with: the header's name and value. */
  readonly validator: readonly [name: string, value: string] | null;
  readonly bytes: number;
}

/** Everything that is kept, the newest answer last. */
export function cacheContents(cache: Cache, wallNow: number): readonly KeptAnswer[] {
  const Policy = policyClass(wallNow);
  const kept = Object.entries(cache).map(([url, { policy: stored, response }]): KeptAnswer => {
    const policy = Policy.fromObject(stored);
    const [validator] = ['ETag', 'Last-Modified'].flatMap((name) => {
      const value = headerValue(response.headers, name);
      return value === null ? [] : [[name, value] as const];
    });
    return {
      url,
      ageMs: policy.age() * 1000,
      freshMs: (policy.maxAge() - policy.age()) * 1000,
      validator: validator ?? null,
      bytes: response.bytes,
    };
  });
  return kept.toSorted((a, b) => b.ageMs - a.ageMs);
}

/** Empties the cache, or forgets one URL. */
export function forget(cache: Cache, url: string | null): Cache {
  if (url === null) return {};
  const { [url]: _gone, ...rest } = cache;
  return rest;
}

/** What gives an answer its lifetime (RFC 9111 section 4.2), or takes it: its headers, or those of a later 304. */
function lifetime(policy: CachePolicy): string {
  const { 'cache-control': cacheControl, expires, pragma } = policy.toObject().resh;
  const control = String(cacheControl ?? '');
  const age = policy.maxAge();
  if (/\bno-cache\b/.test(control)) return 'Cache-Control: no-cache';
  const given = /\bs-maxage\s*=\s*"?\d+/.exec(control)?.[0] ?? /\bmax-age\s*=\s*"?\d+/.exec(control)?.[0];
  if (given !== undefined) return `Cache-Control: ${given}`;
  if (expires !== undefined)
    return age > 0 ? `Expires gives it ${spanText(age * 1000)}` : 'Expires has passed';
  if (/\bimmutable\b/.test(control)) return 'Cache-Control: immutable';
  if (age > 0) return `heuristic: a tenth of the time since Last-Modified, ${spanText(age * 1000)}`;
  return String(pragma).includes('no-cache') ? 'Pragma: no-cache' : 'no lifetime is given';
}

function whyKept(policy: CachePolicy, response: HopResponse): string {
  const validator = headerValue(response.headers, 'etag') === null ? 'Last-Modified' : 'ETag';
  const again = policy.maxAge() > 0 ? '' : `: asked again each time, by ${validator}`;
  return lifetime(policy) + again;
}

/** `null` for an answer that is kept. */
function whyNotKept(policy: CachePolicy, request: HopRequest, got: HopResponse): string | null {
  const { status, headers, bytes } = got;
  if (status >= 300) return `the status ${status} is not kept`;
  if (bytes > limitOf(request, got)) return 'the answer is too large';
  if (headerValue(headers, 'vary') === '*') return 'Vary: * fits no other request';
  if (/\bprivate\b/i.test(headerValues(headers, 'cache-control').join()))
    return 'Cache-Control: private, and the cache is one that many share';
  if (!policy.storable()) return `the status ${status} is not kept without a lifetime`;
  if (policy.maxAge() > 0 || hasValidator(got)) return null;
  return `${lifetime(policy)}, and there is no ETag or Last-Modified to ask with`;
}

/** What is larger was not read whole. */
function limitOf(request: HopRequest, got: HopResponse): number {
  return got.content === null ? request.maxBytes : MAX_MEDIA_BYTES;
}

function hasValidator(response: HopResponse): boolean {
  return (
    headerValue(response.headers, 'etag') !== null || headerValue(response.headers, 'last-modified') !== null
  );
}

function asRequest(request: HopRequest): CachePolicy.HttpRequest {
  const { host } = new URL(request.url);
  const { path = '/', query = '' } = splitUrl(request.url) ?? {};
  return {
    method: request.method,
    url: path + query,
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
    // RFC 9111 section 7.3: it keeps no answer from being stored; http-cache-semantics thinks it does.
    if (key === 'set-cookie') continue;
    const read = readable(key, value);
    const before = headers.get(key);
    headers.set(key, before === undefined ? read : `${before}, ${read}`);
  }
  return { status: response.status, headers: Object.fromEntries(headers) };
}

/** A value as http-cache-semantics can read it. */
function readable(name: string, value: string): string {
  switch (name) {
    case 'cache-control':
      // RFC 9111 section 5.2.2.8: about stale answers, as must-revalidate is.
      return value.toLowerCase().replace(/\bproxy-revalidate\b/g, '');
    case 'pragma':
      // RFC 9111 section 5.2: directives are case-insensitive; it knows lower case only.
      return value.toLowerCase();
    case 'vary':
    case 'connection':
      // It takes seconds to split a list with thousands of blanks in it.
      return value.replace(/[\t ]+/g, ' ');
    default:
      return value;
  }
}

function canonical(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
