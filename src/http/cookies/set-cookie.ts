import { Cookie } from 'tough-cookie';

/** A Set-Cookie header as it was written: what it asks for, not what became of it. */
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  readonly path: string | null;
  readonly domain: string | null;
  /** Wall-clock milliseconds; `null` without an end. */
  readonly expiresAt: number | null;
  readonly httpOnly: boolean;
  readonly secure: boolean;
}

/** Reads a Set-Cookie header (RFC 6265 section 5.2) that came at `date`; `null` when it is no cookie. */
export function readSetCookie(header: string, date: number): SetCookie | null {
  const cookie = Cookie.parse(header);
  if (!cookie) return null;
  const { key, value, path, domain, expires, maxAge, httpOnly, secure } = cookie;
  return {
    name: key,
    value,
    path,
    domain,
    // RFC 6265 section 5.3 step 3: Max-Age wins over Expires.
    expiresAt: maxAge === null ? timeOf(expires) : endOf(maxAge, date),
    httpOnly,
    secure,
  };
}

function timeOf(expires: Cookie['expires']): number | null {
  return expires instanceof Date ? expires.getTime() : null;
}

/** What is beyond all numbers is never, or long ago. */
function endOf(maxAge: NonNullable<Cookie['maxAge']>, date: number): number | null {
  const end = date + Number(maxAge) * 1000;
  return end === Number.POSITIVE_INFINITY ? null : Math.max(0, end);
}
