import type { Logins } from '../http/authentication.ts';
import type { Cache } from '../http/cache.ts';
import type { Jar } from '../http/cookies/cookies.ts';
import type { ExchangeRules } from '../http/exchange-state.ts';
import type { HopResponse } from '../http/hop.ts';
import type { Document, ElementId } from '../twiml/document.ts';
import type { CallStatus } from './happened.ts';
import type { Sid, WorkId } from './identifiers.ts';
import type { Json } from './json.ts';
import { type Legs, NO_LEGS } from './legs.ts';
import { NOTHING_PENDING, type Pending } from './pending.ts';
import type { LegSetup } from './placed/leg-setup.ts';
import { emptyTable, type Table } from './table.ts';

/** What a running verb would take from the caller now; a keypad shows it. */
export interface Listening {
  readonly for: 'digits' | 'speech' | 'digits-or-speech' | 'recording' | 'star' | 'card';
  /** Keys so far; those of a payment are masked. */
  readonly digits: string;
  /** Keys that end it at once, `null` for no limit. */
  readonly numDigits: number | null;
  /** Keys any of which ends it; empty for none. */
  readonly finishOnKey: string;
  /** Milliseconds of silence that end it, and the timer that counts them once it has started. */
  readonly timeoutMs: number;
  readonly timer: WorkId | null;
  /** A prompt is still being heard. */
  readonly prompting: boolean;
  /** Nobody is told which keys these are; false by default. */
  readonly hidden?: boolean;
}

/** A verb that has started and not finished. `state` belongs to its behaviour. */
export interface RunningVerb {
  /** Number of this run of the verb in its session: tells one Gather from the next at the same place. */
  readonly run: number;
  readonly element: ElementId;
  readonly name: string;
  readonly state: Json;
  readonly listening: Listening | null;
}

/** A run of a verb on a leg: who is told of what it caused. */
export interface RunRef {
  readonly leg: Sid;
  readonly run: number;
}

/** What a document above the main one is for: music while waiting, a callee's screening, a word before a bridge. */
export interface FrameRole {
  readonly kind: 'wait' | 'screening' | 'whisper' | 'announcement';
  /** The verb that wanted it, and is told when it has run out. */
  readonly owner: RunRef;
  /** Verbs that may run in it; others fail it with the code (Twilio docs name them for each kind). */
  readonly verbs: readonly string[];
  readonly code: number;
}

/** A document being executed; `running` holds the verb and, above it, the one nested in it. */
export interface Frame {
  readonly document: Document;
  /** Base of the relative URLs in the document; `null` for TwiML that has none. */
  readonly baseUrl: string | null;
  readonly running: readonly RunningVerb[];
  /** Elements that execution skips, by what validation found. */
  readonly skips: readonly ElementId[];
  /** Files that have been fetched for the document before it plays them, by URL. */
  readonly media: Readonly<Record<string, Media>>;
  /** `null` for the leg's main document. */
  readonly role: FrameRole | null;
}

/** A file that is played, as its content. */
export type Media = NonNullable<HopResponse['content']>;

/** The verb that the next `advance` starts in the topmost document, and how deep it is nested. */
export interface Ready {
  readonly element: ElementId;
  readonly depth: number;
}

/** Something that a call started and that goes on beside its documents (Twilio docs: Start). */
export interface Background {
  readonly sid: Sid;
  readonly kind: string;
  readonly name: string;
  readonly startedAt: number;
  /** Belongs to the noun's own file. */
  readonly state: Json;
}

/** One leg: a call with its own identifier, status, cookies and documents. */
export interface Leg {
  readonly sid: Sid;
  readonly setup: LegSetup;
  readonly status: CallStatus;
  readonly parent: Sid | null;
  /** The verb that dialled it; `null` for a call of its own. */
  readonly owner: RunRef | null;
  readonly jar: Jar;
  /** Kept for the rest of the call (Twilio docs: Security, "HTTP authentication"). */
  readonly logins: Logins;
  /** The document being executed lies last, the main one first; empty until the first one has arrived. */
  readonly frames: readonly Frame[];
  readonly ready: Ready | null;
  /** The leg that it talks to now. */
  readonly bridgedTo: Sid | null;
  readonly bridgedAt: number | null;
  readonly background: readonly Background[];
  /** Status callbacks sent so far: their SequenceNumber. */
  readonly callbacks: number;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  /** Who answered a call that was dialled; `null` for one that came in. */
  readonly answeredBy: 'human' | 'machine' | 'fax' | null;
  /** The Twilio error that ends the call. */
  readonly error: number | null;
  /** Why it ended, or is about to, in words; `null` before. */
  readonly reason: string | null;
}

/** Everything that is simulated: the one value that the interpreter steps. Plain data throughout. */
export interface Switchboard {
  readonly now: number;
  /** Wall-clock time of the session's zero, milliseconds since 1970. */
  readonly date: number;
  readonly seed: string;
  /** How many identifiers have been drawn; every identifier is a function of the seed and this. */
  readonly drawn: number;
  /** How many pieces of work have been started, and how many verbs. */
  readonly worked: number;
  readonly verbs: number;
  readonly rules: ExchangeRules;
  readonly legs: Legs;
  /** What a product shares between legs (queues, conferences ...), by name; each belongs to one file of the product. */
  readonly shared: Readonly<Record<string, Json>>;
  readonly cache: Cache;
  readonly pending: Pending;
  /** Findings about documents that have been told, so that a menu that comes again does not repeat them. */
  readonly told: Table<true>;
  /** What was only approximated or ignored, each thing once. */
  readonly notSimulated: readonly string[];
  /** Somebody is still to come: the session goes on when every leg has ended. */
  readonly open: boolean;
  /** Nothing is left to happen. */
  readonly ended: boolean;
}

/** A switchboard on which nothing has happened. */
export const EMPTY: Switchboard = {
  now: 0,
  date: 0,
  seed: '',
  drawn: 0,
  worked: 0,
  verbs: 0,
  rules: { timeoutMs: null, drop307: false, publicUrls: [] },
  legs: NO_LEGS,
  shared: {},
  cache: {},
  pending: NOTHING_PENDING,
  told: emptyTable(),
  notSimulated: [],
  open: false,
  ended: false,
};

/** What events of a leg are told under: its CallSid or FaxSid, or for a message the two addresses of its conversation. */
export function callOf({ sid, setup }: Leg): string {
  return setup.product === 'messaging' ? `${setup.from}|${setup.to}` : sid;
}

/** Who is on a leg, in words: whoever was dialled by another leg is a callee. */
export function partyOf({ parent }: Leg): 'the caller' | 'the callee' {
  return parent === null ? 'the caller' : 'the callee';
}

/** The frame that a leg executes, or `null` before its first document. */
export function frameOf(leg: Leg): Frame | null {
  return leg.frames.at(-1) ?? null;
}

/** The verb that keys and speech go to: the outermost one that listens, looked for from the top document down. */
export function listenerOf(leg: Leg): RunningVerb | null {
  for (let at = leg.frames.length - 1; at >= 0; at--) {
    const verb = leg.frames[at]?.running[0];
    if (verb?.listening) return verb;
  }
  return null;
}

/** The outermost running verb of the topmost document that runs one, whether it listens or not. */
export function verbOf(leg: Leg): RunningVerb | null {
  return listenerOf(leg) ?? frameOf(leg)?.running[0] ?? null;
}

/** Where a run of a verb is: the index of its frame and its depth there; `null` when it is over. */
export function placeOf(leg: Leg, run: number): { readonly frame: number; readonly depth: number } | null {
  for (let frame = leg.frames.length - 1; frame >= 0; frame--) {
    const depth = leg.frames[frame]?.running.findIndex((verb) => verb.run === run) ?? -1;
    if (depth >= 0) return { frame, depth };
  }
  return null;
}
