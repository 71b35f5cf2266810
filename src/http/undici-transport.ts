import { lookup as systemLookup } from 'node:dns';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { Agent, request as undiciRequest } from 'undici';
import { type FailureReason, type Headers, headerValue } from './hop.ts';
import { CONNECT_TIMEOUT_MS } from './limits.ts';
import type { Transport, WireAnswer, WireRequest } from './transport.ts';

/** The real wire: one undici agent. The only file of this program that opens a connection to a webhook. */
export function undiciTransport(): Transport {
  const agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS, lookup },
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

type Answered = Pick<Extract<WireAnswer, { kind: 'response' }>, 'status' | 'headers' | 'body' | 'bytes'>;

async function hop(dispatcher: Agent, request: WireRequest, signal: AbortSignal): Promise<Answered> {
  // One controller and one timer: AbortSignal.any and .timeout cost more than the rest of a loopback request.
  const limit = new AbortController();
  const abort = () => limit.abort(signal.reason);
  const timer =
    request.timeoutMs === null
      ? undefined
      : setTimeout(() => limit.abort(new DOMException('the time is up', 'TimeoutError')), request.timeoutMs);
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    return await exchangeBytes(dispatcher, request, limit.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

async function exchangeBytes(dispatcher: Agent, request: WireRequest, signal: AbortSignal): Promise<Answered> {
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
  const decoded = await decompress(raw.bytes, headerValue(headers, 'content-encoding'), request.maxBytes);
  const size = raw.whole ? decoded.size : Math.max(decoded.size, raw.bytes.length);
  return { status: response.statusCode, headers, body: decodeText(decoded.bytes, headers), bytes: size };
}

function rawHeaders(raw: readonly (string | Buffer)[]): Headers {
  const headers: (readonly [string, string])[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) headers.push([String(raw[i]), String(raw[i + 1])]);
  return headers;
}

/** Reads until one byte more than the limit is there; then the rest is not wanted and the connection is dropped. */
async function readUpTo(
  body: AsyncIterable<Uint8Array> & { destroy(): unknown },
  maxBytes: number,
): Promise<{ bytes: Buffer; whole: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) return { bytes: Buffer.concat(chunks), whole: false };
  }
  return { bytes: Buffer.concat(chunks), whole: true };
}

const DECODERS = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
] as const);

async function decompress(
  bytes: Buffer,
  encoding: string | null,
  maxBytes: number,
): Promise<{ bytes: Buffer; size: number }> {
  const decoder = DECODERS.get((encoding?.trim().toLowerCase() ?? '') as 'gzip');
  if (!decoder || bytes.length === 0) return { bytes: bytes.subarray(0, maxBytes), size: bytes.length };
  try {
    const decoded = await decoder(bytes, { maxOutputLength: maxBytes });
    return { bytes: decoded, size: decoded.length };
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') return { bytes: Buffer.alloc(0), size: maxBytes + 1 };
    throw error;
  }
}

/** The charset parameter decides, UTF-8 otherwise; an unknown charset is read as UTF-8. */
function decodeText(bytes: Buffer, headers: Headers): string {
  const label =
    /charset\s*=\s*"?([^\s;"]+)/i.exec(headerValue(headers, 'content-type') ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }
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
  UND_ERR_INVALID_ARG: 'invalid-url',
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
  const known = REASONS[code];
  if (known) return { reason: known, detail: code.startsWith('UND_ERR') ? message : code };
  if (/^ERR_(SSL|TLS)|^EPROTO/.test(code)) return { reason: 'tls', detail: code };
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
