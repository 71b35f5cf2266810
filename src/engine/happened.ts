import type { Level } from '../errors/diagnostic.ts';
import type { CacheVerdict } from '../http/cache.ts';
import type { Connection, FailureReason, HopTiming, Login } from '../http/hop.ts';
import type { Moderation } from './event.ts';
import type { Sid } from './identifiers.ts';
import type { Json } from './json.ts';
import type { InboundMessage } from './placed/inbound-message.ts';
import type { Direction } from './placed/leg-setup.ts';
import type { Purpose } from './request.ts';

/** States of a call, in Twilio's words (Twilio docs: Call resource). */
export type CallStatus =
  | 'queued'
  | 'initiated'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'failed'
  | 'no-answer'
  | 'canceled';

/** How far a message is, in Twilio's words (Twilio docs: Message resource). */
export type MessageStatus =
  | 'receiving'
  | 'received'
  | 'accepted'
  | 'scheduled'
  | 'canceled'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'failed'
  | 'delivered'
  | 'undelivered'
  | 'read';

/** One request on the wire as the public events show it. */
export interface HopSummary {
  readonly method: string;
  readonly url: string;
  /** From 1; more than that is the same hop tried again. */
  readonly attempt: number;
  readonly status: number | null;
  /** Why there was no answer, where there was none. */
  readonly failure: FailureReason | null;
  /** Status of an answer that began and did not come whole; absent otherwise. */
  readonly headStatus?: number;
  readonly location: string | null;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** Form-encoded parameters of a POST. */
  readonly requestBody: string | null;
  readonly responseHeaders: readonly (readonly [string, string])[];
  /** Decoded text, cut after 64 kB; `null` for media and without an answer. */
  readonly responseBody: string | null;
  /** Size of the answer's body, decoded and on the wire. */
  readonly bytes: number;
  readonly rawBytes: number;
  /** A file that came, by its SHA-256, and how long it plays where its format tells; `null` for text. */
  readonly media: { readonly sha256: string; readonly playsMs: number | null } | null;
  readonly cookiesSent: Readonly<Record<string, string>>;
  /** Cookies of the jar that are not for this URL, and the attribute that says so; absent where there are none. */
  readonly cookiesWithheld?: readonly { readonly name: string; readonly reason: string }[];
  /** A cookie that the answer removed has the value `null`. */
  readonly cookiesSet: Readonly<Record<string, string | null>>;
  readonly cookiesRejected: readonly { readonly header: string; readonly reason: string }[];
  readonly cache: CacheVerdict;
  /** Why the cache did so, in words. */
  readonly cacheReason: string | null;
  readonly durationMs: number;
  readonly timing: HopTiming | null;
  readonly connection: Connection | null;
  /** What X-Twilio-Signature covers, and the name of the token; the token itself is nowhere. */
  readonly signed: {
    readonly string: string;
    readonly key: string;
    /** It was signed with another token than that one, on request; absent otherwise. */
    readonly wrong?: true;
  } | null;
  /** Who logged in with it, and how; the password is nowhere. Absent where nobody did. */
  readonly login?: Login;
  /** How the user had it spoiled, in words. */
  readonly fault: string | null;
}

/**
 * What happened, for whoever looks: the public events of `--json` and of recordings, without their `seq`. Names
 * and meanings are public API; fields may be added, not changed.
 */
export type Happened = { readonly at: number; readonly call: Sid | null } & (
  | {
      readonly type: 'call';
      readonly status: CallStatus;
      readonly from: string;
      readonly to: string;
      readonly direction: Direction;
      readonly parent: Sid | null;
      /** Why the leg ended, in words; `null` for a status that does not end it. */
      readonly reason: string | null;
    }
  | {
      readonly type: 'exchange';
      readonly purpose: Purpose;
      readonly method: string;
      readonly url: string;
      readonly params: Readonly<Record<string, string>>;
      readonly status: number | null;
      readonly contentType: string | null;
      readonly bytes: number;
      readonly cache: CacheVerdict;
      readonly error: number | null;
      readonly durationMs: number;
      readonly hops: readonly HopSummary[];
    }
  | { readonly type: 'document'; readonly url: string; readonly verbs: readonly string[] }
  | {
      readonly type: 'verb';
      readonly name: string;
      readonly line: number;
      readonly column: number;
      readonly attributes: Readonly<Record<string, string>>;
      readonly url: string;
    }
  | ({ readonly type: 'heard'; readonly interrupted: boolean } & Heard)
  | {
      readonly type: 'input';
      readonly kind: 'digits' | 'speech' | 'hangup' | 'timeout';
      readonly value: string | null;
    }
  | {
      readonly type: 'diagnostic';
      readonly code: number | null;
      readonly rule: string | null;
      readonly level: Level;
      readonly message: string;
      readonly url: string | null;
      readonly line: number | null;
      readonly column: number | null;
      /** Names the text of the document that the place is in: another text from the same URL has another name. */
      readonly document: string | null;
      /** The message that it is about, by its SID. */
      readonly about: Sid | null;
      readonly help: string | null;
      readonly excerpt: string | null;
      /** The words of Twilio's own parser, where they are known. */
      readonly parserMessage: string | null;
    }
  | {
      readonly type: 'message';
      readonly sid: Sid;
      readonly direction: 'inbound' | 'outbound-reply' | 'outbound-api';
      readonly from: string;
      readonly to: string;
      readonly body: string;
      /** URLs. */
      readonly media: readonly string[];
      readonly status: MessageStatus;
      /** The Twilio code of why it came no further; `null` for all others. */
      readonly error: number | null;
      /** A button that was pressed, with the payload that the application gave it; absent otherwise. */
      readonly button?: NonNullable<InboundMessage['button']>;
      /** A place that was shared, in degrees; absent otherwise. */
      readonly location?: NonNullable<InboundMessage['location']>;
      /** It is a fax; absent for messages. */
      readonly fax?: true;
    }
  | {
      /** A moderator did something to a participant of a conference. */
      readonly type: 'participant';
      readonly does: Moderation | 'announce';
      /** The conference's name. */
      readonly conference: string;
      /** What is announced; `null` for everything else. */
      readonly url: string | null;
    }
  | {
      /** Two legs talk to each other; told once, of the one that was there first. */
      readonly type: 'connected';
      readonly with: Sid;
      /** Why, in words. */
      readonly reason: string;
    }
  | {
      /** They do not any more. */
      readonly type: 'disconnected';
      readonly with: Sid;
      readonly reason: string;
      /** How long they talked. */
      readonly seconds: number;
    }
  | {
      readonly type: 'conference';
      readonly name: string;
      readonly sid: Sid;
      readonly what: 'start' | 'join' | 'leave' | 'end';
      /** How many are in it after that. */
      readonly participants: number;
    }
  | {
      readonly type: 'queue';
      readonly name: string;
      /** `null` where the call did not get as far as a queue. */
      readonly sid: Sid | null;
      readonly what: 'enter' | 'leave';
      /** Its place in the line, from 1, on entering; else `null`. */
      readonly position: number | null;
      /** QueueResult, on leaving; else `null`. */
      readonly result: string | null;
    }
  | {
      readonly type: 'stop';
      readonly reason: string;
      /** The reason in words; absent in old recordings. */
      readonly text?: string;
      /** The number of the breakpoint that stopped it; absent in old recordings. */
      readonly breakpoint?: number | null;
      readonly line: number | null;
      readonly column: number | null;
      /** The verb that was about to start, and the URL of its document; absent in old recordings. */
      readonly name?: string;
      readonly url?: string;
    }
  | {
      /** What somebody asked to see: the value of an expression, or the text of a logpoint. */
      readonly type: 'printed';
      readonly expression: string | null;
      readonly value: Json;
      readonly text: string | null;
    }
  | {
      readonly type: 'end';
      readonly status: CallStatus;
      /** Why the session ended, in words. */
      readonly reason: string;
      readonly durationSeconds: number;
      readonly error: number | null;
      readonly notSimulated: readonly string[];
      readonly recording: string | null;
    }
);

/** A piece that a leg heard, as text or as the URL it came from; `null` where a kind has neither. */
export type Heard = {
  readonly kind: 'say' | 'play' | 'tones' | 'beep' | 'ringing';
  readonly text: string | null;
  readonly url: string | null;
};

/** One member of the union by its type. */
export type HappenedOf<T extends Happened['type']> = Extract<Happened, { readonly type: T }>;

/** What happened, before somebody adds when and on which call. */
export type News = Happened extends infer H ? (H extends Happened ? Omit<H, 'at' | 'call'> : never) : never;
