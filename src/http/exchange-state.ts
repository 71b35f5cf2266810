import type { Diagnostic } from '../errors/diagnostic.ts';
import type { WrongBytes } from '../errors/wrong-bytes.ts';
import type { Logins } from './authentication.ts';
import type { Cache, CacheVerdict } from './cache.ts';
import type { ContentKind } from './content.ts';
import type { CookieChange, Jar, Withheld } from './cookies/cookies.ts';
import type { Dialect, HopFailure, HopRequest, HopResponse } from './hop.ts';
import type { Overrides } from './overrides.ts';
import type { Params } from './url/params.ts';
import type { PublicUrl } from './url/public-url.ts';

/** One logical request as somebody wants it: the core says what, the policies of this room say how. */
export interface WebhookRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute; a fragment (connection overrides) and `user:pass@` are allowed and never sent. */
  readonly url: string;
  /** Parameters that every hop carries. */
  readonly standard: Params;
  /** Parameters of the verb that causes the request; some redirects lose them. */
  readonly own: Params;
  /** I-Twilio-Idempotency-Token, the same for all hops. */
  readonly token: string;
  readonly dialect: Dialect;
  /** Instructions, a file that is to be heard, or one of any type that is to be sent on. */
  readonly expects: 'document' | 'media' | 'attachment' | 'nothing';
}

/** Rules that a session can choose; the same for all its exchanges. */
export interface ExchangeRules {
  /** Total network time of an exchange in milliseconds, `null` for no limit. */
  readonly timeoutMs: number | null;
  /** Drop the verb's own parameters on a 307 (sources disagree). */
  readonly drop307: boolean;
  /** Links to a local origin mean its public one: everything visible uses that. */
  readonly publicUrls: readonly PublicUrl[];
}

/** What the exchange may read and change: the caller keeps all of it. */
export interface ExchangeState {
  readonly jar: Jar;
  readonly cache: Cache;
  readonly logins: Logins;
}

/** The moment: the session's clock, and the wall-clock time at its zero. */
export interface Moment {
  readonly now: number;
  readonly date: number;
}

/** One request that was made (or answered from the cache) and what came back. */
export interface Hop {
  readonly request: HopRequest;
  /** The URL as it was asked for, before the parameters of a GET were appended. */
  readonly asked: string;
  /** From 1; more than that is the same hop tried again. */
  readonly attempt: number;
  readonly got: HopResponse | HopFailure;
  readonly cookiesSent: Jar;
  /** Cookies of the jar that are not for this URL; absent where there are none. */
  readonly withheld?: readonly Withheld[];
  readonly cookies: readonly CookieChange[];
  readonly cache: CacheVerdict;
  /** Why the cache did so, in words; `null` when it had no part in it. */
  readonly cacheReason: string | null;
  /** Where a redirect led, resolved. */
  readonly location: string | null;
  readonly durationMs: number;
}

/** What the next hop is to ask for. */
export interface Wanted {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** It carries the verb's own parameters. */
  readonly own: boolean;
}

/** An exchange under way: plain data, so that it can be stopped, recorded and taken up again. */
export interface Exchange {
  readonly request: WebhookRequest;
  readonly rules: ExchangeRules;
  readonly overrides: Overrides;
  /** What the URL's fragment gave to say. */
  readonly notes: readonly Diagnostic[];
  readonly hops: readonly Hop[];
  readonly redirects: number;
  readonly attempt: number;
  readonly wanted: Wanted;
  /** What is on the wire now, its URL without appended parameters, and the cookies that it carries. */
  readonly sending: HopRequest;
  readonly asked: string;
  readonly cookies: Jar;
  readonly withheld?: readonly Withheld[];
}

/** How an exchange ended. `content` is `null` exactly when a diagnostic of level error says why. */
export interface Finished {
  readonly request: WebhookRequest;
  readonly hops: readonly Hop[];
  /** URL of the last hop as asked for, without the parameters that we appended: the base of relative URLs. */
  readonly url: string;
  readonly content: {
    readonly kind: ContentKind;
    readonly type: string | null;
    readonly body: string;
    readonly media: HopResponse['content'];
    /** Where the body's bytes are not what they are said to be; absent where they are. */
    readonly wrong?: WrongBytes;
  } | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Either a hop is wanted, or the exchange is done; both with the state as it is now. */
export type Progress = ExchangeState &
  (
    | { readonly exchange: Exchange; readonly done: null }
    | { readonly exchange: null; readonly done: Finished }
  );
