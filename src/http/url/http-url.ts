/**
 * The parts of an absolute URL as they are written. Twilio requests a URL as the document or the configuration has
 * it, and signs what it requests (observed: twilio-node issues 1059 and 1183): the WHATWG parser, which turns `'` into
 * `%27`, drops usual ports and lower-cases hosts, is only asked what a URL means.
 */
export interface UrlParts {
  /** With the colon. */
  readonly scheme: string;
  /** With the `@`; empty without a login. */
  readonly userinfo: string;
  /** Host and port. */
  readonly host: string;
  readonly path: string;
  /** With the `?`; empty without one. */
  readonly query: string;
  /** With the `#`; empty without one. */
  readonly fragment: string;
}

const ABSOLUTE = /^([a-z][a-z\d+.-]*:)\/\/([^/?#\\]*)([/\\][^?#]*)?(\?[^#]*)?(#.*)?$/is;

/** Splits an absolute URL; `null` for what has no `//` behind its scheme. */
export function splitUrl(url: string): UrlParts | null {
  const [, scheme, authority = '', path = '', query = '', fragment = ''] = ABSOLUTE.exec(url) ?? [];
  if (scheme === undefined) return null;
  const at = authority.lastIndexOf('@') + 1;
  return { scheme, userinfo: authority.slice(0, at), host: authority.slice(at), path, query, fragment };
}

/** The URL that the parts make. */
export function joinUrl({ scheme, userinfo, host, path, query, fragment }: UrlParts): string {
  return `${scheme}//${userinfo}${host}${path}${query}${fragment}`;
}

/**
 * An absolute http or https URL from one that may be relative to `base`, as it is written: a reference is resolved by
 * RFC 3986 (section 5.2), and only what cannot stand in a request line is percent-encoded. `null` for what is no
 * http(s) URL.
 */
export function httpUrl(written: string, base?: string): string | null {
  const text = written.trim();
  const meant = URL.parse(text, base);
  if (meant?.protocol !== 'http:' && meant?.protocol !== 'https:') return null;
  const parts = splitUrl(absolute(text, base) ?? '');
  // Such as `http:app.test`: only the parser knows what is meant.
  if (!parts || parts.host === '') return meant.href;
  return joinUrl({
    ...parts,
    scheme: meant.protocol,
    userinfo: sendable(parts.userinfo),
    host: sameHost(parts.host, meant) ? parts.host : meant.host,
    path: sendable(parts.path === '' ? '/' : parts.path),
    query: sendable(parts.query),
    fragment: sendable(parts.fragment),
  });
}

/** A reference and its base as one URL; `null` where only the parser can tell. */
function absolute(text: string, base: string | undefined): string | null {
  if (/^[a-z][a-z\d+.-]*:/i.test(text)) return text;
  const on = base === undefined ? null : splitUrl(base);
  if (!on) return null;
  const { scheme, userinfo, host } = on;
  if (/^[/\\]{2}/.test(text)) return scheme + text;
  const [path = ''] = text.split(/[?#]/, 1);
  const rest = text.slice(path.length);
  const origin = `${scheme}//${userinfo}${host}`;
  if (path !== '') return origin + withoutDots(/^[/\\]/.test(path) ? path : merged(on.path, path)) + rest;
  const query = rest.startsWith('?') ? '' : on.query;
  return origin + on.path + query + rest;
}

/** RFC 3986, section 5.2.3. */
function merged(base: string, path: string): string {
  return `${base.slice(0, base.lastIndexOf('/') + 1) || '/'}${path}`;
}

/** RFC 3986, section 5.2.4. */
function withoutDots(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/');
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '..' && kept.length > 1) kept.pop();
    if (segment !== '.' && segment !== '..') kept.push(segment);
    else if (isLast) kept.push('');
  }
  return kept.join('/');
}

/** A host that is written as it is looked up, but for letter case and the usual port; others (IDNA) are encoded. */
function sameHost(written: string, { host, protocol }: URL): boolean {
  const usual = protocol === 'https:' ? ':443' : ':80';
  const lower = written.toLowerCase();
  return lower === host || lower === host + usual || lower === `${host}:`;
}

/** What cannot stand in a request line (RFC 9112, section 3.2): white space, controls, and letters beyond ASCII. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const NOT_SENDABLE = /[\u0000-\u0020\u007F-\u{10FFFF}]+/gu;

function sendable(text: string): string {
  return text.replace(NOT_SENDABLE, (piece) => encodeURIComponent(piece.toWellFormed()));
}
