import type { ExchangeRules } from '../http/exchange.ts';
import type { HopFailure, HopResponse } from '../http/hop.ts';
import type { Params } from '../http/params.ts';
import type { Direction } from './happened.ts';
import type { Sid, WorkId } from './identifiers.ts';

/** Where the first document of a leg comes from. */
export type Target =
  | { readonly kind: 'url'; readonly url: string; readonly method: 'GET' | 'POST' }
  | {
      readonly kind: 'source';
      readonly source: string;
      /** The name it goes by: a path, or `-`. */
      readonly name: string;
      /** Base of relative URLs; without one they fail with 15004. */
      readonly baseUrl: string | null;
    };

/** A URL that Twilio was told to request, and how. */
export interface Callback {
  readonly url: string;
  readonly method: 'GET' | 'POST';
}

/** A call that comes in (or an outbound one that was just answered). */
export interface LegSetup {
  readonly product: 'call';
  readonly accountSid: Sid;
  readonly from: string;
  readonly to: string;
  readonly direction: Direction;
  readonly target: Target;
  /** Asked when a request or document fails fatally, as set on a number. */
  readonly fallback: Callback | null;
  /** Told when the call has ended, as set on a number. */
  readonly statusCallback: Callback | null;
  /** Parameters that replace or extend the standard ones on every request. */
  readonly params: Params;
}

/**
 * Everything that enters the switchboard. `at` is the session's clock in milliseconds; the core has no other
 * clock. A recording is the list of these.
 */
export type Event = { readonly at: number } & (
  | {
      readonly type: 'placed';
      readonly leg: LegSetup;
      /** Decides every identifier of the session; only the first leg's counts. */
      readonly seed: string;
      /** Wall-clock time of the session's zero, milliseconds since 1970. */
      readonly date: number;
      readonly rules: ExchangeRules;
    }
  /** Permission to start the verb that is ready: where the debugger holds. */
  | { readonly type: 'advance'; readonly leg: Sid }
  /** One answer from the wire. */
  | { readonly type: 'hop'; readonly work: WorkId; readonly got: HopResponse | HopFailure }
  /** A playback ended, or a timer ran out. */
  | { readonly type: 'played' | 'due'; readonly work: WorkId }
  | { readonly type: 'key'; readonly leg: Sid; readonly value: string }
  | { readonly type: 'speech'; readonly leg: Sid; readonly value: string; readonly confidence: number }
  /** The caller begins or stops making noise; what was said does not matter. */
  | { readonly type: 'voice'; readonly leg: Sid; readonly speaking: boolean }
  | { readonly type: 'hang-up'; readonly leg: Sid }
);
