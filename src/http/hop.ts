import type { WrongBytes } from '../errors/wrong-bytes.ts';
import type { Params } from './url/params.ts';

/** Header fields as on the wire: order, case and repetitions kept. */
export type Headers = readonly (readonly [name: string, value: string])[];

/** The values of a header field, whatever its case on the wire. */
export function headerValues(headers: Headers, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([field]) => field.toLowerCase() === wanted).map(([, value]) => value);
}

/** The first value of a header field, or `null`. */
export function headerValue(headers: Headers, name: string): string | null {
  return headerValues(headers, name)[0] ?? null;
}

/**
 * How requests of a kind are written: those of calls and their callbacks differ in how a space is encoded, those of
 * messages name no charset and sign the port of https (captured requests; Twilio docs: Security).
 */
export type Dialect = 'call' | 'call-progress' | 'conference-event' | 'message';

/** One request on the wire, but for what only the sender knows: the signature, credentials, Host. */
export interface HopRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute, without fragment, with the parameters of a GET in its query. */
  readonly url: string;
  readonly headers: Headers;
  readonly dialect: Dialect;
  /** Form-encoded parameters of a POST; `null` for GET. */
  readonly body: string | null;
  /** The parameters that the signature covers: those of the body. */
  readonly form: Params;
  /** What is left of the exchange's total time in milliseconds; `null` waits for ever. */
  readonly timeoutMs: number | null;
  /** For one TCP connection with its TLS handshake, in milliseconds; `null` waits for ever. */
  readonly connectTimeoutMs: number | null;
  /** Until the first packet of the answer and between packets, in milliseconds; `null` waits for ever. */
  readonly readTimeoutMs: number | null;
  /** TLS server name indication. */
  readonly sni: boolean;
  /** Decoded bytes after which the rest of an answer is not read. */
  readonly maxBytes: number;
  /** A good answer is a file whatever its type: its bytes stay outside, and no limit of documents holds. */
  readonly file?: true;
  /** The answer to an authentication challenge that the sender is to give; `null` before any. */
  readonly authenticate: Authenticate | null;
}

/** A challenge that was met, and how often its answer has been used since: Digest counts (RFC 7616). */
export interface Authenticate {
  /** Value of the WWW-Authenticate header. */
  readonly challenge: string;
  readonly count: number;
  /** From `user:pass@` in a URL of a document; `null` when the sender has them. */
  readonly credentials: Credentials | null;
}

/** A user and password as a URL gives them, decoded. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** Who logged in, and how: Basic or Digest. With what is kept nowhere. */
export interface Login {
  readonly scheme: string;
  readonly user: string;
}

/** What the sender made of a request: kept for showing, the keys themselves never. */
export interface Sent {
  /** As they went over the wire, in order; credentials are left out. Empty when nothing left. */
  readonly headers: Headers;
  /** The string that was signed, and the name of the token that signed it; `null` when unsigned. */
  readonly signature: {
    readonly signed: string;
    readonly key: string;
    /** It was another token than that one, on request. */
    readonly wrong?: true;
  } | null;
  /** Who logged in with this request, and how; absent where nobody did. */
  readonly login?: Login;
  /** The user that the sender could log in as at this URL; `null` without credentials. */
  readonly user: string | null;
  /** How the user had this exchange spoiled, in words; `null` for one that was left alone. */
  readonly fault: string | null;
}

/** How long each part of a hop took, in milliseconds; `null` for what did not happen, such as a connection that was reused. */
export interface HopTiming {
  readonly dnsMs: number | null;
  readonly connectMs: number | null;
  readonly tlsMs: number | null;
  /** From the request's last byte to the answer's first. */
  readonly firstByteMs: number | null;
  readonly downloadMs: number | null;
}

/** What a hop went over. */
export interface Connection {
  /** Such as `HTTP/1.1`. */
  readonly protocol: string;
  /** Address and port of the other side, such as `127.0.0.1:3000`. */
  readonly remote: string;
  readonly reused: boolean;
  readonly tls: { readonly version: string; readonly cipher: string } | null;
}

/** One answer from the wire. */
export interface HopResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly headers: Headers;
  /** Decoded text, cut after `maxBytes`; empty for media, whose bytes are named by `content`. */
  readonly body: string;
  /** The first bytes of it that are not in the encoding they are said to be in; absent where there are none. */
  readonly wrong?: WrongBytes;
  /** Size of the decoded body; more than `maxBytes` means that it was cut. */
  readonly bytes: number;
  /** Size of the body on the wire, before it was decoded. */
  readonly rawBytes: number;
  /** Media is kept outside: its SHA-256 and, where the format tells, how long it plays; `null` for text. */
  readonly content: { readonly sha256: string; readonly playsMs: number | null } | null;
  readonly durationMs: number;
  readonly timing: HopTiming | null;
  readonly connection: Connection | null;
  readonly sent: Sent;
}

/** How a hop can fail below HTTP; each has its Twilio code in `failure.ts`. */
export type FailureReason =
  | 'refused'
  | 'host-not-found'
  | 'connect-timeout'
  | 'timeout'
  | 'read-timeout'
  | 'closed'
  | 'not-http'
  | 'malformed'
  | 'header-too-large'
  | 'protocol-switch'
  | 'encoding'
  | 'certificate-untrusted'
  | 'certificate-expired'
  | 'certificate-name'
  | 'tls'
  | 'abandoned'
  | 'invalid-url'
  | 'other';

/** No answer from the wire, and why. */
export interface HopFailure {
  readonly kind: 'failure';
  readonly reason: FailureReason;
  /** The machine's own words: an error code such as ECONNREFUSED, or a sentence. */
  readonly detail: string;
  /** Some of an answer had come: such an exchange is never tried again. */
  readonly partial: boolean;
  /** Status of an answer whose header came, and whose body did not come whole; absent before that. */
  readonly headStatus?: number;
  readonly durationMs: number;
  readonly timing: HopTiming | null;
  readonly sent: Sent;
}

/** For hops that never left. */
export const UNSENT: Sent = { headers: [], signature: null, user: null, fault: null };
