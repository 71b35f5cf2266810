import { httpUrl, joinUrl, splitUrl } from './http-url.ts';
/** What a URL means on the wire. */
export interface WireTarget {
  /** Whole, as it is signed but for its credentials: the fragment never goes on the wire. */
  readonly href: string;
  /** Scheme, host and port: requests to the same origin share connections. */
  readonly origin: string;
  /** Host and port as the Host header has them. */
  readonly authority: string;
  /** Path and query, as they are sent. */
  readonly path: string;
  /** A name or an address, without brackets. */
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

/** URLs that were read before: a webhook's URL comes again and again, and reading it costs as much as sending. */
const known = new Map<string, WireTarget>();

/** Requests by GET have their parameters in the URL, and every one another. */
const MOST_KNOWN = 256;

/** Reads an absolute http or https URL; `null` when it is none. */
export function wireTarget(url: string): WireTarget | null {
  const before = known.get(url);
  if (before) return before;
  const parsed = URL.parse(url);
  const secure = parsed?.protocol === 'https:';
  if (!parsed || (!secure && parsed.protocol !== 'http:')) return null;
  const { hostname, port } = parsed;
  const written = httpUrl(url);
  const parts = written === null ? null : splitUrl(written);
  if (!parts) return null;
  const path = parts.path + parts.query;
  const defaultPort = secure ? 443 : 80;
  const target = {
    href: joinUrl({ ...parts, fragment: '' }),
    origin: parsed.origin,
    authority: parts.host,
    path,
    host: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
    port: port === '' ? defaultPort : Number(port),
    secure,
  };
  if (known.size === MOST_KNOWN) known.clear();
  known.set(url, target);
  return target;
}
