import type { Cache } from '../http/cache.ts';
import type { Jar } from '../http/cookies.ts';
import type { ExchangeRules } from '../http/exchange.ts';
import type { Document, ElementId } from '../twiml/document.ts';
import type { LegSetup } from './event.ts';
import type { CallStatus } from './happened.ts';
import type { Sid, WorkId } from './identifiers.ts';
import type { Json } from './json.ts';
import type { Work } from './pending.ts';

/** What a running verb would take from the caller now; a keypad shows it. */
export interface Listening {
  readonly for: 'digits' | 'recording';
  /** Keys so far. */
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

/** A document being executed; `running` holds the verb and, above it, the one nested in it. */
export interface Frame {
  readonly document: Document;
  /** Base of the relative URLs in the document; `null` for TwiML that has none. */
  readonly baseUrl: string | null;
  readonly running: readonly RunningVerb[];
  /** Elements that execution skips, by what validation found. */
  readonly skips: readonly ElementId[];
}

/** The verb that the next `advance` starts, and how deep it is nested. */
export interface Ready {
  readonly element: ElementId;
  readonly depth: number;
}

/** One leg: a call with its own identifier, status, cookies and documents. */
export interface Leg {
  readonly sid: Sid;
  readonly setup: LegSetup;
  readonly status: CallStatus;
  readonly parent: Sid | null;
  readonly jar: Jar;
  /** The document being executed lies last; empty until the first one has arrived. */
  readonly frames: readonly Frame[];
  readonly ready: Ready | null;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  /** The Twilio error that ends the call. */
  readonly error: number | null;
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
  readonly legs: Readonly<Record<Sid, Leg>>;
  readonly cache: Cache;
  readonly pending: Readonly<Record<WorkId, Work>>;
  /** Findings about documents that have been told, so that a menu that comes again does not repeat them. */
  readonly told: Readonly<Record<string, true>>;
  /** What was only approximated or ignored, each thing once. */
  readonly notSimulated: readonly string[];
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
  rules: { timeoutMs: null, drop307: false },
  legs: {},
  cache: {},
  pending: {},
  told: {},
  notSimulated: [],
  ended: false,
};

/** The frame that a leg executes, or `null` before its first document. */
export function frameOf(leg: Leg): Frame | null {
  return leg.frames.at(-1) ?? null;
}

/** The outermost running verb: the one that keys go to. */
export function verbOf(leg: Leg): RunningVerb | null {
  return frameOf(leg)?.running[0] ?? null;
}
