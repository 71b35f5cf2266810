import type { Connection, HopTiming } from '../hop.ts';
import { MAX_MEDIA_BYTES } from '../limits.ts';
import type { WireTarget } from '../url/wire-target.ts';
import { ABANDONED, TLS_ALERT, type WireFailure, wireFailure } from '../wire-failure.ts';
import { type AnswerHead, answerHead, isMedia } from './answer-head.ts';
import { decodeBody, type Raw, rawLimit } from './body-decoding.ts';
import { type BodyText, bodyText } from './body-text.ts';
import type { Opening } from './connector.ts';
import { InterimAnswers } from './interim-answers.ts';
import { type Expired, WireLimits, type WireWatch } from './limits.ts';
import type { RequestBytes } from './request-bytes.ts';
import type { WireAnswer, WireRequest } from './transport.ts';

/** A connection, or one to be: it carries one flight at a time. */
export interface Wire {
  /** Its connection, `null` before there is one. */
  readonly opening: Opening | null;
  /** Sends the flight's request, and tells the flight what comes of it. */
  carry(flight: WireFlight): void;
  /** May carry the next one. */
  release(): void;
  /** Closes at once. */
  destroy(): void;
}

/** A wire for a flight: an idle one, or a new one when it must be `fresh`; `null` when there are no more. */
export type TakeWire = (target: WireTarget, wanted: WantedWire) => Wire | null;

/** A wire that tells the server's name in TLS or not, and that must be a new one or not. */
export interface WantedWire {
  readonly sni: boolean;
  readonly fresh: boolean;
}

/** What a flight needs. */
export interface Departure {
  readonly request: WireRequest;
  readonly target: WireTarget;
  readonly bytes: RequestBytes;
  readonly signal: AbortSignal;
  readonly take: TakeWire;
  readonly watch: WireWatch;
  readonly done: (answer: WireAnswer | Promise<WireAnswer>) => void;
}

const NO_HEAD: AnswerHead = { headers: [], contentType: null, codings: [] };

/** A record of TLS that is an alert, of version 3.x (RFC 8446 section 5.1). */
function isTlsAlert(packet: Buffer): boolean {
  return packet[0] === 0x15 && packet[1] === 0x03;
}

/** The digit, of which HTTP/1.1 has two. */
const ONE = 0x31;

/** A file is no text. */
const NO_TEXT: BodyText = { text: '', wrong: null };

/** One request on the wire: undici's handler of it, its limits, and the answer that comes of both. */
export class WireFlight {
  readonly #departure: Departure;
  readonly #startedAt = performance.now();
  readonly #limits: WireLimits;
  readonly #interim = new InterimAnswers();
  readonly #chunks: Buffer[] = [];
  #wire: Wire | null = null;
  #isOver = false;
  /** A connection was made for this flight; otherwise one is reused. */
  #opened = false;
  /** Why it was sent once more. */
  #first: WireFailure | null = null;
  #written = false;
  #sentAt = 0;
  #firstByteAt: number | null = null;
  /** What came begins as TLS answers to something else. */
  #tlsAlert = false;
  #protocol = 'HTTP/1.1';
  #status = 0;
  #answer: AnswerHead | null = null;
  #limit: number;
  #rawLimit = 0;
  #rawBytes = 0;

  constructor(departure: Departure) {
    const { request, signal, watch } = departure;
    this.#departure = departure;
    this.#limit = request.maxBytes;
    this.#limits = new WireLimits(watch, request.timeoutMs, this.#startedAt, this.#expired);
    signal.addEventListener('abort', this);
    this.#launch({ fresh: false });
  }

  get method(): WireRequest['method'] {
    return this.#departure.request.method;
  }

  get path(): string {
    return this.#departure.target.path;
  }

  /** The signal says that nobody wants it any more. */
  handleEvent(): void {
    this.#fail(ABANDONED);
  }

  /** Its bytes, which go out now. */
  outgoing(): string {
    this.#written = true;
    return this.#departure.bytes.text;
  }

  /** The wire opens a connection for it. */
  opens(): void {
    this.#opened = true;
    this.#limits.begin('connect-timeout', this.#departure.request.connectTimeoutMs, performance.now());
  }

  /** A packet came; answers what the parser is to see of it. */
  incoming(packet: Buffer): Buffer {
    const now = performance.now();
    this.#limits.packet(now);
    if (this.#firstByteAt === null) this.#tlsAlert = isTlsAlert(packet);
    this.#firstByteAt ??= now;
    const seen = this.#interim.skip(packet);
    if (this.#status === 0) this.#protocol = versionOf(seen) ?? this.#protocol;
    return seen;
  }

  /** The connection is there, and the request is being written. */
  onRequestStart(): void {
    this.#limits.begin('read-timeout', this.#departure.request.readTimeoutMs, performance.now());
  }

  onRequestSent(): void {
    this.#sentAt = performance.now();
  }

  onResponseStart({ rawHeaders }: { readonly rawHeaders?: unknown }, status: number): void {
    this.#status = status;
    this.#answer = answerHead(rawHeaders as readonly Buffer[]);
    // The limit of a document is none of a file's.
    if (this.#isFile(this.#answer.contentType)) this.#limit = MAX_MEDIA_BYTES;
    this.#rawLimit = rawLimit(this.#answer.codings, this.#limit);
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    if (this.#isOver) return;
    this.#chunks.push(chunk);
    this.#rawBytes += chunk.length;
    if (this.#rawBytes <= this.#rawLimit) return;
    this.#arrived({ whole: false });
    this.#wire?.destroy();
  }

  onResponseEnd(): void {
    if (this.#isOver) return;
    this.#arrived({ whole: true });
    this.#wire?.release();
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (this.#isOver) return;
    const failure = this.#failureOf(error);
    // The classic race of keep-alive: the server closed the connection just when it was used again.
    if (failure.reason === 'closed' && !this.#opened && this.#firstByteAt === null) {
      this.#first = failure;
      this.#wire?.destroy();
      this.#launch({ fresh: true });
      return;
    }
    this.#fail(failure);
  }

  readonly #expired = (which: Expired): void => {
    const { connectTimeoutMs, readTimeoutMs } = this.#departure.request;
    if (which === 'timeout') this.#fail({ reason: which, detail: '' });
    else if (which === 'read-timeout')
      this.#fail({ reason: which, detail: `nothing came for ${readTimeoutMs} ms` });
    else this.#fail({ reason: which, detail: `no connection after ${connectTimeoutMs} ms` });
  };

  #launch({ fresh }: Pick<WantedWire, 'fresh'>): void {
    this.#sentAt = 0;
    const { request, target, take } = this.#departure;
    this.#wire = take(target, { sni: request.sni, fresh });
    if (this.#wire === null) {
      this.#fail(ABANDONED);
      return;
    }
    // A connection that must be made first has a limit of its own, which begins with it.
    if (!fresh) this.#limits.begin('read-timeout', request.readTimeoutMs, this.#startedAt);
    this.#wire.carry(this);
  }

  /** Nothing more of it matters. */
  #land(): void {
    this.#isOver = true;
    this.#limits.stop();
    this.#departure.signal.removeEventListener('abort', this);
  }

  #failureOf(error: Error): WireFailure {
    const failure = wireFailure(error, {
      handshaking: this.#departure.target.secure && this.#wire?.opening?.tls === null,
      sent: this.#sentAt !== 0,
      answering: this.#answer !== null,
    });
    if (this.#tlsAlert && failure.reason === 'not-http') return { ...failure, detail: TLS_ALERT };
    // The application saw the first attempt; that nobody listens any more is what came of it.
    if (this.#first === null || this.#sentAt !== 0) return failure;
    return { ...this.#first, detail: `${this.#first.detail}, then ${failure.detail}` };
  }

  #fail(failure: WireFailure): void {
    if (this.#isOver) return;
    this.#land();
    this.#wire?.destroy();
    this.#departure.done(this.#failed(failure, this.#timing(null)));
  }

  /** The body is there, or as much of it as is wanted. */
  #arrived({ whole }: Pick<Raw, 'whole'>): void {
    this.#land();
    const timing = this.#timing(performance.now());
    const connection = this.#connection();
    const [first] = this.#chunks;
    const bytes = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks);
    const raw = { bytes, whole };
    const codings = this.#answer?.codings ?? [];
    if (codings.length === 0 || bytes.length === 0) {
      this.#departure.done(this.#response(raw, timing, connection));
      return;
    }
    this.#departure.done(
      decodeBody(raw, codings, this.#limit).then(
        (decoded) => this.#response(decoded, timing, connection),
        (error: Error) => this.#failed({ reason: 'encoding', detail: error.message }, timing),
      ),
    );
  }

  #response({ bytes, whole }: Raw, timing: HopTiming, connection: Connection): WireAnswer {
    const limit = this.#limit;
    const { headers, contentType } = this.#answer ?? NO_HEAD;
    const kept = bytes.length > limit ? bytes.subarray(0, limit) : bytes;
    const media = this.#isFile(contentType);
    const { text, wrong } = media ? NO_TEXT : bodyText(kept, contentType);
    return {
      kind: 'response',
      status: this.#status,
      headers,
      body: text,
      ...(wrong && { wrong }),
      media: media ? new Uint8Array(kept) : null,
      // How much more was read depends on how the network cut it; one byte more says all that is known.
      bytes: whole ? bytes.length : limit + 1,
      rawBytes: Math.min(this.#rawBytes, this.#rawLimit + 1),
      durationMs: this.#durationMs(),
      timing,
      connection,
      requestHeaders: this.#departure.bytes.headers,
    };
  }

  /** An error page is to be read even where a file was asked for. */
  #isFile(contentType: string | null): boolean {
    const { file } = this.#departure.request;
    return isMedia(contentType) || (file === true && this.#status >= 200 && this.#status < 300);
  }

  #failed({ reason, detail }: WireFailure, timing: HopTiming): WireAnswer {
    return {
      kind: 'failure',
      reason,
      detail,
      partial: this.#firstByteAt !== null,
      // The parser hands on what is no status, too.
      ...(this.#answer === null || this.#status < 100 ? {} : { headStatus: this.#status }),
      durationMs: this.#durationMs(),
      timing,
      requestHeaders: this.#written ? this.#departure.bytes.headers : [],
    };
  }

  #connection(): Connection {
    const opening = this.#wire?.opening;
    return {
      protocol: this.#protocol,
      remote: opening?.remote ?? '',
      reused: !this.#opened,
      tls: opening?.tls ?? null,
    };
  }

  /** Of what has happened; `arrivedAt` is when the body's last byte came. */
  #timing(arrivedAt: number | null): HopTiming {
    const opening = this.#opened ? this.#wire?.opening : null;
    const first = this.#firstByteAt;
    return {
      dnsMs: tenths(opening?.dnsMs),
      connectMs: tenths(opening?.connectMs),
      tlsMs: tenths(opening?.tlsMs),
      // An answer may come before the request is out.
      firstByteMs: first === null || this.#sentAt === 0 ? null : tenths(Math.max(0, first - this.#sentAt)),
      downloadMs: first === null || arrivedAt === null ? null : tenths(arrivedAt - first),
    };
  }

  #durationMs(): number {
    return tenths(performance.now() - this.#startedAt);
  }
}

function tenths(ms: number): number;
function tenths(ms: number | null | undefined): number | null;
function tenths(ms: number | null | undefined): number | null {
  return ms === null || ms === undefined ? null : Math.round(ms * 10) / 10;
}

/** The version that an answer begins with, when it is another than most have. */
function versionOf(bytes: Buffer): string | null {
  if (bytes[5] === ONE && bytes[7] === ONE) return null;
  return /^HTTP\/\d\.\d/.exec(bytes.toString('latin1', 0, 8))?.[0] ?? null;
}
