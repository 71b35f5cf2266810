import type { Diagnostic } from '../../errors/diagnostic.ts';
import type { Finished } from '../../http/exchange-state.ts';
import type { Element, ElementId } from '../../twiml/document.ts';
import type { CallStatus } from '../happened.ts';
import type { Sid, WorkId } from '../identifiers.ts';
import type { Json } from '../json.ts';
import type { DocumentRequest } from '../request.ts';
import type { Listening } from '../switchboard.ts';
import type { Failure } from './failure.ts';
import type { VerbContext } from './verb-context.ts';

/** What reaches a running verb. */
export type Signal =
  | { readonly type: 'played' | 'due'; readonly work: WorkId }
  /** Another leg that the verb dialled came further. */
  | { readonly type: 'leg'; readonly leg: Sid; readonly news: LegNews }
  /** A document that the verb put above its own has run out, could not be run, or ended itself with a verb. */
  | { readonly type: 'frame-done'; readonly leg: Sid }
  | { readonly type: 'frame-failed'; readonly leg: Sid; readonly failure: Failure }
  | { readonly type: 'frame-left'; readonly leg: Sid; readonly by: string }
  /** Another verb, of any leg, has something to say to this one. */
  | { readonly type: 'told'; readonly what: string; readonly data: Json }
  /** The far end of a Connect closed, with some words or without, or failed with a Twilio code. */
  | { readonly type: 'far-end'; readonly error: number | null; readonly words?: string }
  /** A key; of secret digits only what is known of them so far. */
  | { readonly type: 'key'; readonly key: string; readonly typed?: Json }
  | { readonly type: 'speech'; readonly text: string; readonly confidence: number }
  | { readonly type: 'voice'; readonly speaking: boolean }
  /** A file that the verb asked for, or why there is none. */
  | { readonly type: 'fetched'; readonly done: Finished }
  /** The verb nested in this one has finished. */
  | { readonly type: 'nested-done' }
  /** The verb is being cut off, for a reason in words; its answer is not looked at. */
  | { readonly type: 'interrupted'; readonly reason: string }
  /** The caller hung up; the call ends whatever the verb answers, but for a last request. */
  | { readonly type: 'hang-up'; readonly reason: string }
  /** A live update takes the call over; the verb may still make a last request. */
  | { readonly type: 'redirected'; readonly reason: string };

/** What a dialled leg does, as far as the verb that dialled it cares. */
export type LegNews =
  | 'ringing'
  | 'answered'
  | 'ended'
  /** A live update took it elsewhere. */
  | 'left';

/** How a verb goes on (Twilio docs: TwiML: next, transfer, end), or that it has not finished. */
export type Outcome<S extends Json = Json> =
  | {
      readonly type: 'stay';
      readonly state: S;
      readonly listening: Listening | null;
      /** Cut the nested verb off. */
      readonly silence?: boolean;
    }
  /** Start the verb nested in this one. */
  | {
      readonly type: 'nest';
      readonly state: S;
      readonly listening: Listening | null;
      readonly element: ElementId;
    }
  /** `because` says why it is over, in words, for when no verb follows. */
  | { readonly type: 'next'; readonly because?: string }
  | { readonly type: 'transfer'; readonly to: DocumentRequest }
  /** `url` is what failed, where that is not the document. */
  | { readonly type: 'fail'; readonly diagnostic: Diagnostic; readonly url?: string }
  /** `reason` says why, in words. */
  | { readonly type: 'end'; readonly status: CallStatus; readonly reason: string }
  /** Ends the topmost document, which is no main one; its owner is told by what. */
  | { readonly type: 'leave-frame'; readonly by: string };

/** One verb: how it is entered, and how it reacts to each signal. Both are pure but for the turn they are handed. */
export interface VerbBehaviour {
  enter(verb: VerbContext): Outcome;
  react(verb: VerbContext, state: Json, signal: Signal): Outcome;
  /** It does nothing but ask for another document: a live update that comes before it does not keep it from that. */
  readonly onlyAsks?: true;
  /** True for one that is entered although validation would skip it: it has somebody to tell that it failed. */
  tellsFailure?(element: Element): boolean;
}

/** Types the state of one verb; outside its file the state is opaque. */
export function defineVerb<S extends Json>(verb: {
  enter(verb: VerbContext): Outcome<S>;
  react(verb: VerbContext, state: S, signal: Signal): Outcome<S>;
  readonly onlyAsks?: true;
  tellsFailure?(element: Element): boolean;
}): VerbBehaviour {
  // The engine hands back exactly what `enter` and `react` answered last, so the state is of this verb's type.
  return { ...verb, react: (context, state, signal) => verb.react(context, state as S, signal) };
}
