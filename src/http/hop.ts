import type { Params } from './params.ts';

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

/** One request on the wire, but for what only the sender knows: the signature, credentials, Host. */
export interface HopRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute, without fragment, with the parameters of a GET in its query. */
  readonly url: string;
  readonly headers: Headers;
  /** Form-encoded parameters of a POST; `null` for GET. */
  readonly body: string | null;
  /** The parameters that the signature covers: those of the body. */
  readonly form: Params;
  /** What is left of the exchange's total time in milliseconds; `null` waits for ever. */
  readonly timeoutMs: number | null;
  /** Decoded bytes after which the rest of an answer is not read. */
  readonly maxBytes: number;
}

/** What the sender added to a request: kept for showing, the key itself never. */
export interface Sent {
  readonly headers: Headers;
  /** The string that was signed, and the name of the token that signed it; `null` when unsigned. */
  readonly signature: { readonly signed: string; readonly key: string } | null;
}

/** One answer from the wire. */
export interface HopResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly headers: Headers;
  /** Decoded text, cut after `maxBytes`. */
  readonly body: string;
  /** Size of the decoded body; more than `maxBytes` means that it was cut. */
  readonly bytes: number;
  readonly durationMs: number;
  readonly sent: Sent;
}

/** How a hop can fail below HTTP; each has its Twilio code in `failure.ts`. */
export type FailureReason =
  | 'refused'
  | 'host-not-found'
  | 'connect-timeout'
  | 'timeout'
  | 'closed'
  | 'not-http'
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
  readonly durationMs: number;
  readonly sent: Sent;
}

/** Nothing was added, for hops that never left. */
export const UNSENT: Sent = { headers: [], signature: null };
