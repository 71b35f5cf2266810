import { Cookie, canonicalDomain, defaultPath, domainMatch, getPublicSuffix, pathMatch } from 'tough-cookie';

/** One stored cookie, as plain data. Times are milliseconds on the session's clock. */
export interface CookieRecord {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  /** Only the very host that set it gets it back. */
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  /** `null` lives as long as the jar. */
  readonly expiresAt: number | null;
  readonly createdAt: number;
}

/** The cookies of one call. */
export type Jar = readonly CookieRecord[];

/** What one Set-Cookie header did. */
export type CookieChange =
  | { readonly type: 'set'; readonly cookie: CookieRecord }
  | { readonly type: 'removed'; readonly cookie: CookieRecord }
  | { readonly type: 'rejected'; readonly header: string; readonly reason: string };

/** The cookies that go back to `url`, longest path first, then oldest first (RFC 6265 section 5.4). */
export function cookiesFor(jar: Jar, url: string, now: number): Jar {
  if (jar.length === 0) return jar;
  const why = withholding(url, now);
  return jar
    .filter((cookie) => why(cookie) === null)
    .toSorted((a, b) => b.path.length - a.path.length || a.createdAt - b.createdAt);
}

/** A cookie that stays at home, and its attribute that says so: `Path=/other`. */
export interface Withheld {
  readonly name: string;
  readonly reason: string;
}

/** The cookies that do not go to `url`, in the order of the jar. */
export function cookiesWithheld(jar: Jar, url: string, now: number): readonly Withheld[] {
  if (jar.length === 0) return [];
  const why = withholding(url, now);
  return jar.flatMap((cookie) => {
    const reason = why(cookie);
    return reason === null ? [] : [{ name: cookie.name, reason }];
  });
}

/** Why a cookie does not go to `url`; `null` for one that does. */
function withholding(url: string, now: number): (cookie: CookieRecord) => string | null {
  const { hostname, pathname, protocol } = new URL(url);
  const host = canonicalDomain(hostname) ?? hostname;
  return (cookie) => {
    const { path, secure, expiresAt } = cookie;
    const elsewhere = ofAnotherHost(cookie, host);
    if (elsewhere !== null) return elsewhere;
    if (!pathMatch(pathname, path)) return `Path=${path}`;
    if (secure && protocol !== 'https:') return 'Secure';
    return expiresAt === null || expiresAt > now ? null : 'expired';
  };
}

/** The attribute that keeps a cookie from a host; `null` where none does. */
function ofAnotherHost({ hostOnly, domain }: CookieRecord, host: string): string | null {
  if (hostOnly) return domain === host ? null : `of ${domain} alone`;
  return domainMatch(host, domain) === true ? null : `Domain=${domain}`;
}

/** The Cookie header's value, or `null` when there is nothing to send. */
export function cookieHeader(cookies: Jar): string | null {
  return cookies.length === 0 ? null : cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/**
 * What the Set-Cookie headers of an answer do to a jar (RFC 6265 section 5.3). An absolute Expires becomes an
 * age relative to `date`, the answer's Date (wall-clock milliseconds), so that the jar needs the session's clock
 * alone.
 */
export function receiveCookies(
  jar: Jar,
  url: string,
  setCookies: readonly string[],
  time: { readonly now: number; readonly date: number },
): { readonly jar: Jar; readonly changes: readonly CookieChange[] } {
  const changes: CookieChange[] = [];
  let kept = jar;
  for (const header of setCookies) {
    const read = readCookie(header, url, time);
    if (typeof read === 'string') {
      changes.push({ type: 'rejected', header, reason: read });
      continue;
    }
    const old = kept.find((cookie) => sameCookie(cookie, read));
    if (read.expiresAt !== null && read.expiresAt <= time.now) {
      kept = kept.filter((cookie) => cookie !== old);
      if (old) changes.push({ type: 'removed', cookie: old });
      continue;
    }
    // Section 5.3 step 11.3: a cookie that is set again keeps its creation time, and so its place.
    const cookie = old ? { ...read, createdAt: old.createdAt } : read;
    kept = old ? kept.map((other) => (other === old ? cookie : other)) : [...kept, cookie];
    changes.push({ type: 'set', cookie });
  }
  return { jar: kept, changes };
}

function sameCookie(a: CookieRecord, b: CookieRecord): boolean {
  return a.name === b.name && a.domain === b.domain && a.path === b.path;
}

/** A record, or the reason why the header is ignored. */
function readCookie(
  header: string,
  url: string,
  { now, date }: { readonly now: number; readonly date: number },
): CookieRecord | string {
  const cookie = Cookie.parse(header);
  if (!cookie) return whyUnreadable(header);
  const { hostname, pathname, protocol } = new URL(url);
  const host = canonicalDomain(hostname) ?? hostname;
  const domain = cookie.domain ? (canonicalDomain(cookie.domain) ?? cookie.domain) : null;
  const refusal = domain === null ? null : whyNotForDomain(domain, host);
  if (refusal !== null) return refusal;
  // Section 5.3 step 5: the host that is itself a public suffix may name itself, which then means it alone.
  const hostOnly = domain === null || isPublicSuffix(domain);
  if (cookie.secure && protocol !== 'https:') return 'it is Secure, but this is not https';
  const path = cookie.path?.startsWith('/') ? cookie.path : defaultPath(pathname);
  const broken = brokenPrefix(cookie, { domain, path });
  if (broken !== null) return broken;
  return {
    name: cookie.key,
    value: cookie.value,
    domain: domain ?? host,
    hostOnly,
    path,
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    expiresAt: expiry(cookie, now, date),
    createdAt: now,
  };
}

function whyNotForDomain(domain: string, host: string): string | null {
  if (domain === host) return null;
  if (domainMatch(host, domain) !== true) return `its Domain ${domain} does not cover the host ${host}`;
  return isPublicSuffix(domain) ? `its Domain ${domain} is a public suffix` : null;
}

/** What the prefix of a name asks for and the cookie does not have (RFC 6265bis section 5.7, in any letter case). */
function brokenPrefix(
  { key, secure }: Cookie,
  { domain, path }: { readonly domain: string | null; readonly path: string },
): string | null {
  const prefix = /^__(?:secure|host)-/i.exec(key)?.[0].toLowerCase();
  if (prefix === '__secure-') return secure ? null : 'a __Secure- cookie must be Secure';
  if (prefix !== '__host-' || (secure && domain === null && path === '/')) return null;
  return 'a __Host- cookie must be Secure, with Path=/ and without Domain';
}

const EMPTY_NAME = 'its name is empty';

/**
 * A cookie that Twilio takes for a violation of HTTP, so that the whole answer fails: an empty name, or a tab, CR,
 * LF, VT or FF (error dictionary, 11206).
 */
export function isViolation(change: CookieChange): boolean {
  if (change.type !== 'rejected') return false;
  return change.reason === EMPTY_NAME || /^[^;]*[\t\r\n\v\f]/.test(change.header.trim());
}

/** Why tough-cookie, which follows RFC 6265 section 5.2, does not take it for a cookie. */
function whyUnreadable(header: string): string {
  const pair = header.split(';', 1)[0]?.trim() ?? '';
  if (pair.startsWith('=')) return EMPTY_NAME;
  if ([...pair].some((char) => char < ' ')) return 'its name or value holds a control character';
  return 'it is not a cookie: no name=value at its start';
}

/** RFC 6265 section 5.3 step 3: Max-Age wins over Expires. */
function expiry(cookie: Cookie, now: number, date: number): number | null {
  if (typeof cookie.maxAge === 'number') {
    const at = now + cookie.maxAge * 1000;
    return Number.isFinite(at) ? at : null;
  }
  if (cookie.maxAge === '-Infinity') return now;
  if (cookie.maxAge === 'Infinity') return null;
  return cookie.expires instanceof Date ? now + (cookie.expires.getTime() - date) : null;
}

function isPublicSuffix(domain: string): boolean {
  return getPublicSuffix(domain, { allowSpecialUseDomain: true, ignoreError: true }) === undefined;
}
