/** An HTTP archive, version 1.2 (the specification by Jan Odvarko, "HAR 1.2 Spec"). Our own fields begin with `_`. */
export interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly pages: readonly HarPage[];
    readonly entries: readonly HarEntry[];
    readonly comment: string;
  };
}

/** One call. */
export interface HarPage {
  readonly startedDateTime: string;
  readonly id: string;
  readonly title: string;
  readonly pageTimings: { readonly onContentLoad: number; readonly onLoad: number };
}

/** One hop. */
export interface HarEntry {
  readonly pageref?: string;
  readonly startedDateTime: string;
  /** Milliseconds: the sum of the timings that are known. */
  readonly time: number;
  readonly request: HarRequest;
  readonly response: HarResponse;
  readonly cache: HarCache;
  readonly timings: HarTimings;
  readonly serverIPAddress?: string;
  /** Identifies the connection: a number from 1. Hops with the same number shared a connection. */
  readonly connection?: string;
  readonly _purpose: string;
  readonly _attempt: number;
  readonly _cache: string;
  readonly _cacheReason: string | null;
  readonly _connectionReused: boolean | null;
  readonly _serverPort?: number;
  readonly _tls: string | null;
  readonly _failure: string | null;
  /** Twilio's error code, on the last hop of a failed exchange. */
  readonly _twilioError: number | null;
  readonly _fault: string | null;
  readonly _signed: { readonly string: string; readonly key: string } | null;
  readonly _cookiesRejected: readonly { readonly header: string; readonly reason: string }[];
}

export interface HarPair {
  readonly name: string;
  readonly value: string;
}

export interface HarCookie extends HarPair {
  readonly path?: string;
  readonly domain?: string;
  readonly expires?: string;
  readonly httpOnly?: boolean;
  readonly secure?: boolean;
}

export interface HarRequest {
  readonly method: string;
  readonly url: string;
  readonly httpVersion: string;
  readonly cookies: readonly HarCookie[];
  readonly headers: readonly HarPair[];
  readonly queryString: readonly HarPair[];
  readonly postData?: {
    readonly mimeType: string;
    readonly params: readonly HarPair[];
    readonly text: string;
  };
  readonly headersSize: number;
  readonly bodySize: number;
}

export interface HarResponse {
  /** 0 without an answer. */
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly cookies: readonly HarCookie[];
  readonly headers: readonly HarPair[];
  readonly content: {
    readonly size: number;
    readonly compression?: number;
    readonly mimeType: string;
    readonly text?: string;
    readonly comment?: string;
    readonly _sha256?: string;
    readonly _playsMs?: number | null;
  };
  readonly redirectURL: string;
  readonly headersSize: number;
  readonly bodySize: number;
}

/** `null` means that there is no entry; a missing field means that it is not known. */
export interface HarCache {
  readonly beforeRequest?: HarCacheEntry | null;
  readonly afterRequest?: HarCacheEntry | null;
}

export interface HarCacheEntry {
  readonly lastAccess: string;
  readonly eTag: string;
  readonly hitCount: number;
}

/** Milliseconds; -1 for a phase that did not happen or is not known. `connect` includes `ssl`. */
export interface HarTimings {
  readonly blocked: number;
  readonly dns: number;
  readonly connect: number;
  readonly send: number;
  readonly wait: number;
  readonly receive: number;
  readonly ssl: number;
}
