import type { ExchangeRules } from '../http/exchange-state.ts';
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
  /** `null` for a leg that is dialled: it has no document of its own. */
  readonly target: Target | null;
  /** Asked when a request or document fails fatally, as set on a number. */
  readonly fallback: Callback | null;
  /** Told when the call has ended, as set on a number. */
  readonly statusCallback: Callback | null;
  /** Parameters that replace or extend the standard ones on every request. */
  readonly params: Params;
  readonly choices: Choices;
  /** Events that the status callback is told of; an inbound call only knows its end. */
  readonly statusCallbackEvents: readonly ProgressEvent[];
  /** How an outbound call ends before it is answered; `null` when it is. */
  readonly outcome: Exclude<CalleeAct, 'answer' | 'machine' | 'fax' | 'ring'> | null;
  /** Origin of the URLs of recordings: where something serves them. */
  readonly recordingsAt: string;
}

/** Progress that a status callback can be told of (Twilio docs: Call resource, "StatusCallbackEvent"). */
export type ProgressEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

/** What a dialled party can do; `fail` is a number that cannot be reached. */
export type CalleeAct = 'ring' | 'answer' | 'machine' | 'fax' | 'busy' | 'no-answer' | 'fail' | 'cancel';

/** What a session chooses where Twilio's own sources disagree, or are silent. */
export interface Choices {
  /** A file that cannot be played ends the call like a failed document, or the next verb runs. */
  readonly playFailure: 'end' | 'next';
  /** A recording in which nothing was said makes no request and the next verb runs, or `action` is requested. */
  readonly emptyRecording: 'next' | 'action';
  /** A payment whose attempts are used up requests `action`, or the next verb runs. */
  readonly payExhausted: 'action' | 'next';
}

/** The choices that the reference suggests. */
export const SUGGESTED: Choices = { playFailure: 'end', emptyRecording: 'next', payExhausted: 'action' };

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
  /** A dialled party does something about its ringing phone. */
  | { readonly type: 'callee'; readonly leg: Sid; readonly does: CalleeAct }
  /** The far end of a Connect closes, or fails with a Twilio code. */
  | { readonly type: 'far-end'; readonly leg: Sid; readonly error: number | null }
  /** The REST API updates the live call: another document, or its end. */
  | { readonly type: 'replaced'; readonly leg: Sid; readonly by: Target | 'hang-up' }
  /** The user edits the jar: a Set-Cookie header as if `url` had sent it; `null` empties the jar. */
  | { readonly type: 'set-cookie'; readonly leg: Sid; readonly url: string; readonly header: string | null }
  /** The user has the cache forget one URL, or everything. */
  | { readonly type: 'clear-cache'; readonly url: string | null }
);
