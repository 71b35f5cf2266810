import type { WrongBytes } from '../../errors/wrong-bytes.ts';
import type { Params } from '../../http/url/params.ts';
import type { Sid } from '../identifiers.ts';
import type { InboundFax } from './inbound-fax.ts';
import type { InboundMessage } from './inbound-message.ts';

/** Which way a call goes, in Twilio's words (Twilio docs: Call resource). */
export type Direction = 'inbound' | 'outbound-api' | 'outbound-dial';

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
      /** Where its bytes are not what they are said to be; absent where they are. */
      readonly wrong?: WrongBytes;
    };

/** A URL that Twilio was told to request, and how. */
export interface Callback {
  readonly url: string;
  readonly method: 'GET' | 'POST';
}

/** What every leg is placed with, whatever its product. */
export interface CommonSetup {
  readonly accountSid: Sid;
  readonly from: string;
  readonly to: string;
  readonly direction: Direction;
  /** `null` for a leg that is dialled: it has no document of its own. */
  readonly target: Target | null;
  /** Asked when a request or document fails fatally, as set on a number. */
  readonly fallback: Callback | null;
  /** Told when the call has ended, as set on a number; of a message, how far replies are. */
  readonly statusCallback: Callback | null;
  /** Parameters that replace or extend the standard ones on every request. */
  readonly params: Params;
}

/** A call that comes in, an outbound one, or one that a verb dials. */
export interface CallSetup extends CommonSetup {
  readonly product: 'voice';
  readonly choices: Choices;
  /** Events that the status callback is told of; an inbound call only knows its end. */
  readonly statusCallbackEvents: readonly ProgressEvent[];
  /** How an outbound call ends before it is answered, or who answers it but a person; `null` for a person. */
  readonly outcome: 'busy' | 'no-answer' | 'fail' | 'cancel' | 'machine' | 'fax' | null;
  /** Origin of the URLs of recordings: where something serves them. */
  readonly recordingsAt: string;
  /** Voice URLs of TwiML applications that a `<Dial>` may call, by ApplicationSid; others are simulated parties. */
  readonly applications?: Readonly<Record<Sid, string>>;
  /** Queues that exist before the session begins, and how many calls may wait in each. */
  readonly queues?: readonly { readonly name: string; readonly size: number }[];
  /** What the carrier says about the caller's number: StirVerstat of an inbound call, StirStatus of an outbound one. */
  readonly stir?: string;
  /** The number that forwarded the call here. */
  readonly forwardedFrom?: string;
  /** Whether Twilio finds out who answers an outbound call, and when that is told. */
  readonly machineDetection?: 'Enable' | 'DetectMessageEnd';
}

/** A message that comes in. */
export interface MessageSetup extends CommonSetup {
  readonly product: 'messaging';
  readonly message: InboundMessage;
}

/** A fax that comes in. */
export interface FaxSetup extends CommonSetup {
  readonly product: 'fax';
  readonly fax: InboundFax;
}

/** What a leg is placed with: what all have, and what its product needs. */
export type LegSetup = CallSetup | MessageSetup | FaxSetup;

/** Progress that a status callback can be told of (Twilio docs: Call resource, "StatusCallbackEvent"). */
export type ProgressEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

/** What a session chooses where Twilio's own sources disagree, or are silent. */
export interface Choices {
  /** A file that cannot be played ends the call like a failed document, or the next verb runs. */
  readonly playFailure: 'end' | 'next';
  /** Whether files of `<Play>` are asked for, or play an estimated time unasked. */
  readonly playMedia: 'fetch' | 'skip';
  /** A recording in which nothing was said makes no request and the next verb runs, or `action` is requested. */
  readonly emptyRecording: 'next' | 'action';
  /** A payment whose attempts are used up requests `action`, or the next verb runs. */
  readonly payExhausted: 'action' | 'next';
  /** A `transcribeCallback` counts only where `transcribe` asks for a transcription, or always. */
  readonly transcribeCallback: 'ask' | 'always';
}

/** The choices of a call that makes none of its own. */
export const SUGGESTED: Choices = {
  playFailure: 'end',
  playMedia: 'fetch',
  emptyRecording: 'next',
  payExhausted: 'action',
  transcribeCallback: 'ask',
};
