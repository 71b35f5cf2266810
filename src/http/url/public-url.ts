import { joinUrl, splitUrl } from './http-url.ts';
/**
 * Requests for a public origin go to a local one, as behind a tunnel or proxy. Both are http(s) origins without a
 * trailing slash; the WebSocket origins beside them are mapped too.
 */
export interface PublicUrl {
  readonly origin: string;
  readonly local: string;
}

/** The public form of a URL that leads to a local origin; others stay as they are. */
export function toPublic(url: string, routes: readonly PublicUrl[]): string {
  return mapped(url, routes, 'local', 'origin');
}

/** Where a URL of a public origin is really asked for; others stay as they are. */
export function toLocal(url: string, routes: readonly PublicUrl[]): string {
  return mapped(url, routes, 'origin', 'local');
}

function mapped(
  url: string,
  routes: readonly PublicUrl[],
  from: keyof PublicUrl,
  to: keyof PublicUrl,
): string {
  if (routes.length === 0) return url;
  const parsed = URL.parse(url);
  if (!parsed) return url;
  const socket = parsed.protocol === 'ws:' || parsed.protocol === 'wss:';
  const origin = socket ? asHttp(parsed) : parsed.origin;
  const route =
    routes.find((one) => one[from] === origin) ??
    (from === 'origin' ? routes.find((one) => isTwin(one.origin, parsed)) : undefined);
  if (!route) return url;
  const base = new URL(route[to]);
  const parts = splitUrl(url);
  if (!parts) return url;
  const scheme = socket ? base.protocol.replace('http', 'ws') : base.protocol;
  return joinUrl({ ...parts, scheme, host: base.host, path: parts.path === '' ? '/' : parts.path });
}

/** A tunnel or proxy has both http and https, each at its usual port: what the app links to is meant for it all the same. */
function isTwin(origin: string, { protocol, hostname, port }: URL): boolean {
  const known = new URL(origin);
  return /^https?:$/.test(protocol) && known.hostname === hostname && known.port === '' && port === '';
}

/** A WebSocket has no origin of its own: it is reached where http is (RFC 6455 section 3). */
function asHttp({ protocol, host }: URL): string {
  return new URL(`${protocol.replace('ws', 'http')}//${host}`).origin;
}
