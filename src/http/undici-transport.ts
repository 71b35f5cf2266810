import { lookup as systemLookup } from 'node:dns';
import { connect } from 'node:net';
import type { Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { Agent, request as undiciRequest } from 'undici';
import { type FailureReason, type Headers, headerValue } from './hop.ts';
import { CONNECT_TIMEOUT_MS } from './limits.ts';
import type { Transport, WireAnswer, WireRequest } from './transport.ts';

/**
 * The real wire: one undici agent. The only file of this program that opens a connection to a webhook.
 * `connectTimeoutMs` is for one TCP connection with its TLS handshake; `insecure` accepts any certificate.
 */
export function undiciTransport({ connectTimeoutMs = CONNECT_TIMEOUT_MS, insecure = false } = {}): Transport {
  const agent = new Agent({
    connect: { timeout: connectTimeoutMs, lookup, rejectUnauthorized: !insecure },
    headersTimeout: 0,
    bodyTimeout: 0,
    // An answer above the limit is cut by hand, so that its beginning can be shown.
    maxResponseSize: -1,
  });
  return {
    async send(request, signal) {
      const started = performance.now();
      const durationMs = () => Math.round((performance.now() - started) * 10) / 10;
      try {
        const answer = await hop(agent, request, signal);
        return { kind: 'response', ...answer, durationMs: durationMs() };
      } catch (error) {
        return { kind: 'failure', ...failureOf(error), durationMs: durationMs() };
      }
    },
    accepts,
    close: () => agent.destroy(),
  };
}

function accepts(url: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (protocol === 'https:' ? 443 : 80),
      timeout: CONNECT_TIMEOUT_MS,
      lookup,
      autoSelectFamily: true,
    });
    const answer = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => answer(true));
    socket.once('timeout', () => answer(false));
    socket.once('error', () => answer(false));
  });
}

/** `localhost` means both loopback addresses, whatever the machine's hosts file says. */
const lookup: typeof systemLookup = ((
  hostname: string,
  options: { all?: boolean },
  callback: LookupCallback,
) => {
  if (hostname !== 'localhost') return systemLookup(hostname, options, callback as never);
  const both = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ];
  if (options.all) callback(null, both);
  else callback(null, '127.0.0.1', 4);
}) as never;

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | { address: string; family: number }[],
  family?: number,
) => void;

/** The longest delay that setTimeout takes; a longer one would fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

type Answered = Pick<Extract<WireAnswer, { kind: 'response' }>, 'status' | 'headers' | 'body' | 'bytes'>;

async function hop(dispatcher: Agent, request: WireRequest, signal: AbortSignal): Promise<Answered> {
  signal.throwIfAborted();
  // One controller and one timer: AbortSignal.any and .timeout cost more than the rest of a loopback request.
  const limit = new AbortController();
  const abort = () => limit.abort(signal.reason);
  const timer =
    request.timeoutMs === null
      ? undefined
      : setTimeout(
          () => limit.abort(new DOMException('the time is up', 'TimeoutError')),
          Math.min(request.timeoutMs, LONGEST_TIMEOUT_MS),
        );
  signal.addEventListener('abort', abort);
  try {
    return await exchangeBytes(dispatcher, request, limit.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

async function exchangeBytes(
  dispatcher: Agent,
  request: WireRequest,
  signal: AbortSignal,
): Promise<Answered> {
  const response = await undiciRequest(request.url, {
    dispatcher,
    method: request.method,
    headers: request.headers.flat() as string[],
    body: request.body,
    signal,
    responseHeaders: 'raw',
  });
  const headers = rawHeaders(response.headers as unknown as readonly (string | Buffer)[]);
  const announced = Number(headerValue(headers, 'content-length') ?? Number.NaN);
  const raw =
    announced <= request.maxBytes
      ? { bytes: Buffer.from(await response.body.arrayBuffer()), whole: true }
      : await readUpTo(response.body, request.maxBytes);
  const decoded = await decode(raw, headerValue(headers, 'content-encoding'), request.maxBytes);
  const body = decodeText(decoded.bytes.subarray(0, request.maxBytes), headers);
  // How much more was read depends on how the network cut it; one byte more says all that is known.
  const bytes = raw.whole && decoded.whole ? decoded.bytes.length : request.maxBytes + 1;
  return { status: response.statusCode, headers, body, bytes };
}

function rawHeaders(raw: readonly (string | Buffer)[]): Headers {
  const headers: (readonly [string, string])[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    // RFC 9110 section 5.5: white space around a value is no part of it; undici leaves that behind it.
    headers.push([String(raw[i]), String(raw[i + 1]).replace(/^[\t ]+|[\t ]+$/g, '')]);
  }
  return headers;
}

/** Bytes that were read; `whole` is false when the rest was not wanted. */
interface Raw {
  readonly bytes: Buffer;
  readonly whole: boolean;
}

/** Reads until more than the limit is there; then the rest is not wanted and the connection is dropped. */
async function readUpTo(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Raw> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) return { bytes: Buffer.concat(chunks), whole: false };
  }
  return { bytes: Buffer.concat(chunks), whole: true };
}

/** The decoder of a Content-Encoding, or `null` for one that is not known. */
function decoderFor(encoding: string, { bytes, whole }: Raw): Transform | null {
  // The end is missing from what was cut; its beginning can be decoded all the same.
  const zlib = whole ? {} : { finishFlush: constants.Z_SYNC_FLUSH };
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(zlib);
    case 'deflate':
      // RFC 9110 section 8.4.1.2 means the zlib format, but some servers leave its header out.
      return ((bytes[0] ?? 0) & 0x0f) === 8 ? createInflate(zlib) : createInflateRaw(zlib);
    case 'br':
      return createBrotliDecompress(whole ? {} : { finishFlush: constants.BROTLI_OPERATION_FLUSH });
    default:
      return null;
  }
}

/** Decodes until more than the limit is there: of what is too large the beginning can still be shown. */
async function decode(raw: Raw, encoding: string | null, maxBytes: number): Promise<Raw> {
  if (raw.bytes.length === 0) return raw;
  const decoder = decoderFor(encoding?.trim().toLowerCase() ?? '', raw);
  if (!decoder) return raw;
  decoder.end(raw.bytes);
  return readUpTo(decoder, maxBytes);
}

/** The charset parameter decides, then the document itself, UTF-8 otherwise or when the charset is not known. */
function decodeText(bytes: Buffer, headers: Headers): string {
  const parameter = /charset\s*=\s*"?([^\s;"]+)/i.exec(headerValue(headers, 'content-type') ?? '')?.[1];
  try {
    return new TextDecoder(parameter ?? ownCharset(bytes), { ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }
}

/** What a document says about itself (XML 1.0 appendix F): a byte-order mark, or its declaration. */
function ownCharset(bytes: Buffer): string {
  const start = bytes.toString('latin1', 0, 256);
  if (start.startsWith('\xfe\xff')) return 'utf-16be';
  if (start.startsWith('\xff\xfe')) return 'utf-16le';
  const declared = /^(?:\xef\xbb\xbf)?<\?xml\s[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
  // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
  return declared === undefined || /^utf-?16/i.test(declared) ? 'utf-8' : declared;
}

const REASONS: Readonly<Record<string, FailureReason>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'host-not-found',
  EAI_AGAIN: 'host-not-found',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  ETIMEDOUT: 'connect-timeout',
  EHOSTUNREACH: 'connect-timeout',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  UND_ERR_SOCKET: 'closed',
  ERR_INVALID_URL: 'invalid-url',
  Z_DATA_ERROR: 'encoding',
  Z_BUF_ERROR: 'encoding',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
  CERT_HAS_EXPIRED: 'certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-name',
};

function failureOf(error: unknown): { reason: FailureReason; detail: string } {
  const code = codeOf(error);
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'TimeoutError') return { reason: 'timeout', detail: '' };
  if (name === 'HTTPParserError') return { reason: 'not-http', detail: message };
  if (code === 'ECONNRESET' && /before secure TLS connection/.test(message))
    return { reason: 'tls', detail: code };
  if (code === 'UND_ERR_INVALID_ARG' && /url/i.test(message))
    return { reason: 'invalid-url', detail: message };
  const known = REASONS[code];
  if (known) return { reason: known, detail: code.startsWith('UND_ERR') ? message : code };
  if (/^ERR_(SSL|TLS)|^EPROTO/.test(code)) return { reason: 'tls', detail: code };
  // Everything else that OpenSSL can find wrong with a certificate: not yet valid, revoked, of another purpose ...
  if (/CERT|^INVALID_(CA|PURPOSE)$/.test(code)) return { reason: 'certificate-untrusted', detail: code };
  return { reason: 'other', detail: code === '' ? message : `${code}: ${message}` };
}

/** The code of an error, or of the first one inside an AggregateError (both loopback addresses refused). */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string') return code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error.cause === undefined ? '' : codeOf(error.cause);
}
