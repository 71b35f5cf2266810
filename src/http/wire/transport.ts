import type { Headers, HopFailure, HopRequest, HopResponse } from '../hop.ts';

/** A request ready for the wire: signed, addressed to where the socket goes. */
export type WireRequest = Pick<
  HopRequest,
  | 'method'
  | 'url'
  | 'headers'
  | 'body'
  | 'timeoutMs'
  | 'connectTimeoutMs'
  | 'readTimeoutMs'
  | 'sni'
  | 'maxBytes'
  | 'file'
>;

/**
 * An answer as the wire gave it; the sender adds what it knows. `requestHeaders` is everything that went out, in
 * order; `media` the bytes of an answer that is no text.
 */
export type WireAnswer =
  | (Omit<HopResponse, 'sent' | 'content'> & {
      readonly requestHeaders: Headers;
      readonly media: Uint8Array | null;
    })
  | (Omit<HopFailure, 'sent'> & { readonly requestHeaders: Headers });

/**
 * The port through which requests leave. It does exactly one hop, follows nothing, keeps nothing, and answers
 * with a failure instead of throwing. An aborted request's answer is not used.
 */
export interface Transport {
  send(request: WireRequest, signal: AbortSignal): Promise<WireAnswer>;
  /** True when somebody accepts connections at the URL's host and port now. */
  accepts(url: string): Promise<boolean>;
  close(): Promise<void>;
}
