import type { ExchangeRules } from '../http/exchange-state.ts';
import type { HopFailure, HopResponse } from '../http/hop.ts';
import type { Params } from '../http/url/params.ts';
import type { Sid, WorkId } from './identifiers.ts';
import type { Json } from './json.ts';
import type { Callback, LegSetup, Target } from './placed/leg-setup.ts';

/** What a dialled party can do; `fail` is a number that cannot be reached. */
export type CalleeAct =
  | 'ring'
  | 'answer'
  | 'machine'
  | 'fax'
  | 'busy'
  | 'no-answer'
  | 'fail'
  | 'cancel'
  /** It answers as SIP phones can: with headers. */
  | { readonly answer: 'answer' | 'machine' | 'fax'; readonly headers: Params }
  /** It asks to be put through to somebody else, as SIP phones can (RFC 3515). */
  | { readonly refer: string };

/** What a moderator does to a participant of a conference. */
export type Moderation = 'mute' | 'unmute' | 'hold' | 'unhold' | 'kick';

/** Something that one participant of a conference is to hear: the document of a URL. */
export interface Announcement {
  readonly announce: Callback;
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
      /** Somebody else is still to come, even after everybody who is here has gone. */
      readonly more?: true;
    }
  /** Nobody else is to come after all. */
  | { readonly type: 'closed' }
  /** Permission to start the verb that is ready: where the debugger holds. */
  | { readonly type: 'advance'; readonly leg: Sid }
  /** One answer from the wire. */
  | { readonly type: 'hop'; readonly work: WorkId; readonly got: HopResponse | HopFailure }
  /** A playback ended, or a timer ran out. */
  | { readonly type: 'played' | 'due'; readonly work: WorkId }
  | {
      readonly type: 'key';
      readonly leg: Sid;
      /** The key; `x` for a digit that nobody may see. */
      readonly value: string;
      /** Of secret digits: what is known of them so far, in the product's words. */
      readonly typed?: Json;
    }
  | { readonly type: 'speech'; readonly leg: Sid; readonly value: string; readonly confidence: number }
  /** The caller begins or stops making noise; what was said does not matter. */
  | { readonly type: 'voice'; readonly leg: Sid; readonly speaking: boolean }
  | {
      readonly type: 'hang-up';
      readonly leg: Sid;
      /** Why it is done for whoever is on the leg, in words; absent when they do it themselves. */
      readonly reason?: string;
      /** It is taken for a call that comes to no end by itself: one that still rings fails, nobody has missed it. */
      readonly endless?: true;
      /** The call has lasted as long as Twilio lets one last, which is told. */
      readonly exceeded?: true;
    }
  /** A dialled party does something about its ringing phone. */
  | { readonly type: 'callee'; readonly leg: Sid; readonly does: CalleeAct }
  /** What a leg was connected to by other means than a phone closes, or fails with a Twilio code. */
  | {
      readonly type: 'far-end';
      readonly leg: Sid;
      readonly error: number | null;
      /** What it says as it closes, for whoever takes over. */
      readonly words?: string;
    }
  /** The REST API updates the live call: another document, or its end. */
  | { readonly type: 'replaced'; readonly leg: Sid; readonly by: Target | 'hang-up' }
  /** A participant of a conference is moderated, as through the REST API (Twilio docs: Participant resource). */
  | { readonly type: 'participant'; readonly leg: Sid; readonly does: Moderation | Announcement }
  /** The user edits the jar: a Set-Cookie header as if `url` had sent it; `null` empties the jar. */
  | { readonly type: 'set-cookie'; readonly leg: Sid; readonly url: string; readonly header: string | null }
  /** The user has the cache forget one URL, or everything. */
  | { readonly type: 'clear-cache'; readonly url: string | null }
  /** The user changes something that the product keeps under a name in `Switchboard.shared`. */
  | { readonly type: 'shared'; readonly name: string; readonly value: Json }
);
