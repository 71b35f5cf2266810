import type { Diagnostic } from '../errors/diagnostic.ts';
import type { ElementId } from '../twiml/document.ts';
import type { CallStatus } from './happened.ts';
import type { WorkId } from './identifiers.ts';
import type { Json } from './json.ts';
import type { DocumentRequest } from './request.ts';
import type { Listening } from './switchboard.ts';
import type { VerbContext } from './verb-context.ts';

/** What reaches a running verb. */
export type Signal =
  | { readonly type: 'played' | 'due'; readonly work: WorkId }
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'speech'; readonly text: string; readonly confidence: number }
  | { readonly type: 'voice'; readonly speaking: boolean }
  /** The verb nested in this one has finished. */
  | { readonly type: 'nested-done' }
  /** The verb is being cut off; its answer is not looked at. */
  | { readonly type: 'interrupted' }
  /** The caller hung up; the call ends whatever the verb answers. */
  | { readonly type: 'hang-up' };

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
  | { readonly type: 'next' }
  | { readonly type: 'transfer'; readonly to: DocumentRequest }
  | { readonly type: 'fail'; readonly diagnostic: Diagnostic }
  | { readonly type: 'end'; readonly status: CallStatus };

/** One verb: how it is entered, and how it reacts to each signal. Both are pure but for the turn they are handed. */
export interface VerbBehaviour {
  enter(verb: VerbContext): Outcome;
  react(verb: VerbContext, state: Json, signal: Signal): Outcome;
}

/** Types the state of one verb; outside its file the state is opaque. */
export function defineVerb<S extends Json>(verb: {
  enter(verb: VerbContext): Outcome<S>;
  react(verb: VerbContext, state: S, signal: Signal): Outcome<S>;
}): VerbBehaviour {
  // The engine hands back exactly what `enter` and `react` answered last, so the state is of this verb's type.
  return { enter: verb.enter, react: (context, state, signal) => verb.react(context, state as S, signal) };
}
