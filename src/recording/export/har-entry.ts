import { STATUS_CODES } from 'node:http';
import type { HopSummary } from '../../debug/public-event.ts';
import { readSetCookie } from '../../http/cookies/set-cookie.ts';
import { headerValue } from '../../http/hop.ts';
import { maskedLogins } from '../../http/url/masked-logins.ts';
import type { HarCookie, HarEntry, HarPair, HarRequest, HarResponse, HarTimings } from './har-format.ts';
import { REDACTED, redactedHeader, redactedSetCookie } from './redaction.ts';

/** The details of an entry that the hop itself does not tell. */
export interface HarEntryOptions {
  /** Wall-clock time in milliseconds since 1970. */
  readonly startedAt: number;
  readonly secrets: boolean;
}

/** Makes the entry of one hop. */
export function harEntry(
  hop: HopSummary,
  options: HarEntryOptions,
): Omit<HarEntry, 'startedDateTime' | 'cache' | 'connection' | '_purpose' | '_twilioError'> {
  const times = timings(hop);
  const { connection } = hop;
  return {
    time: tenths(total(times)),
    request: request(hop, options),
    response: response(hop, options),
    timings: times,
    ...(connection ? remote(connection.remote) : {}),
    _attempt: hop.attempt,
    _cache: hop.cache,
    _cacheReason: hop.cacheReason,
    _connectionReused: connection?.reused ?? null,
    _tls: connection?.tls ? `${connection.tls.version} ${connection.tls.cipher}` : null,
    _failure: hop.failure,
    _fault: hop.fault,
    _signed: hop.signed,
    _cookiesRejected: hop.cookiesRejected.map(({ header, reason }) => ({
      header: options.secrets ? header : redactedSetCookie(header),
      reason,
    })),
  };
}

function request(hop: HopSummary, { secrets }: HarEntryOptions): HarRequest {
  const { method, url, requestHeaders, requestBody, connection, cookiesSent } = hop;
  const headers = Object.entries(requestHeaders);
  const mimeType = headerValue(headers, 'content-type') ?? 'application/x-www-form-urlencoded';
  return {
    method,
    url,
    httpVersion: connection?.protocol ?? 'HTTP/1.1',
    cookies: pairs(Object.entries(cookiesSent)).map(({ name, value }) => ({
      name,
      value: secrets ? value : REDACTED,
    })),
    headers: shown(headers, secrets),
    queryString: pairs([...(URL.parse(url)?.searchParams ?? [])]),
    ...(requestBody === null
      ? {}
      : {
          postData: { mimeType, params: pairs([...new URLSearchParams(requestBody)]), text: requestBody },
        }),
    headersSize: -1,
    bodySize: requestBody === null ? 0 : Buffer.byteLength(requestBody),
  };
}

function response(hop: HopSummary, options: HarEntryOptions): HarResponse {
  const { status, responseHeaders, connection, location, bytes, rawBytes } = hop;
  const answered = status !== null;
  const fromCache = hop.cache === 'hit' || hop.cache === 'revalidated';
  return {
    status: status ?? 0,
    statusText: STATUS_CODES[status ?? 0] ?? '',
    httpVersion: connection?.protocol ?? (answered ? 'HTTP/1.1' : ''),
    cookies: setCookies(hop, options),
    headers: shown(responseHeaders, options.secrets),
    content: {
      size: bytes,
      ...(answered && !fromCache && bytes !== rawBytes ? { compression: bytes - rawBytes } : {}),
      mimeType: headerValue(responseHeaders, 'content-type') ?? 'x-unknown',
      ...text(hop, options),
    },
    redirectURL: location ?? '',
    headersSize: -1,
    bodySize: answered ? rawBytes : -1,
  };
}

function text(
  { responseBody, bytes, media, status }: HopSummary,
  { secrets }: HarEntryOptions,
): Partial<HarResponse['content']> {
  if (media)
    return { comment: 'a file, known by its content', _sha256: media.sha256, _playsMs: media.playsMs };
  if (status === null || responseBody === null) return {};
  const cut = bytes > Buffer.byteLength(responseBody);
  const shownBody = secrets ? responseBody : maskedLogins(responseBody);
  return { text: shownBody, ...(cut ? { comment: 'the rest was not kept' } : {}) };
}

function setCookies(hop: HopSummary, { startedAt, secrets }: HarEntryOptions): readonly HarCookie[] {
  const date = startedAt + hop.durationMs;
  return hop.responseHeaders.flatMap(([field, header]): readonly HarCookie[] => {
    const cookie = field.toLowerCase() === 'set-cookie' ? readSetCookie(header, date) : null;
    if (!cookie) return [];
    const { name, value, path, domain, expiresAt, httpOnly, secure } = cookie;
    return [
      {
        name,
        value: secrets ? value : REDACTED,
        ...(path === null ? {} : { path }),
        ...(domain === null ? {} : { domain }),
        ...(expiresAt === null ? {} : { expires: isoTime(expiresAt) }),
        httpOnly,
        secure,
      },
    ];
  });
}

/** Limits a time to the range of a date. */
function isoTime(ms: number): string {
  const last = 8.64e15;
  return new Date(Math.max(-last, Math.min(last, ms))).toISOString();
}

/** Without an answer, the time that no phase accounts for was spent waiting. */
function timings({ timing, durationMs, cache }: HopSummary): HarTimings {
  const ssl = timing?.tlsMs ?? -1;
  const connected = timing?.connectMs ?? -1;
  const connect = connected < 0 ? ssl : connected + Math.max(0, ssl);
  const dns = timing?.dnsMs ?? -1;
  const receive = timing?.downloadMs ?? 0;
  const known = Math.max(0, dns) + Math.max(0, connect) + receive;
  const rest = cache === 'hit' ? 0 : Math.max(0, tenths(durationMs - known));
  const wait = timing?.firstByteMs ?? rest;
  return { blocked: -1, dns, connect: tenths(connect), send: 0, wait, receive, ssl };
}

function total({ dns, connect, send, wait, receive }: HarTimings): number {
  return [dns, connect, send, wait, receive].reduce((sum, ms) => sum + Math.max(0, ms), 0);
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function remote(address: string): Pick<HarEntry, 'serverIPAddress' | '_serverPort'> {
  const [, ip, port] = /^\[?(.*?)\]?:(\d+)$/.exec(address) ?? [];
  return ip === undefined || port === undefined ? {} : { serverIPAddress: ip, _serverPort: Number(port) };
}

function shown(headers: readonly (readonly [string, string])[], secrets: boolean): readonly HarPair[] {
  return pairs(headers.map(([name, value]) => [name, secrets ? value : redactedHeader(name, value)]));
}

function pairs(entries: readonly (readonly [string, string])[]): readonly HarPair[] {
  return entries.map(([name, value]) => ({ name, value }));
}
