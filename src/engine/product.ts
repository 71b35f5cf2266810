import type { Finished } from '../http/exchange.ts';
import type { Params } from '../http/params.ts';
import type { Element } from '../twiml/document.ts';
import type { Language } from '../twiml/inspection.ts';
import type { ProductName } from '../twiml/schema.ts';
import type { VerbBehaviour } from './behaviour.ts';
import type { CallStatus } from './happened.ts';
import type { Sid } from './identifiers.ts';
import type { Work } from './pending.ts';
import type { Purpose } from './request.ts';
import type { Leg } from './switchboard.ts';
import type { Turn } from './turn.ts';

/** What went wrong fatally. */
export interface Failure {
  readonly code: number;
  /** The URL that failed; `null` where none was asked. */
  readonly url: string | null;
  /** Why it was asked; `null` for a verb that failed by itself. */
  readonly purpose: Purpose | null;
}

/** What makes voice voice and messaging messaging; the engine knows neither. */
export interface Product {
  readonly name: ProductName;
  readonly language: Language;
  /** The behaviour of an element directly inside Response or inside a verb that nests others. */
  verb(element: Element): VerbBehaviour;
  /** What is not done as Twilio would do it when this element runs, in words; most elements have nothing. */
  approximations(element: Element): readonly string[];
  /** The standard parameters of every request of a leg. */
  parameters(leg: Leg): Params;
  /** TwiML for an answer that is none: plain text, audio, nothing. */
  twimlFor(content: NonNullable<Finished['content']>, url: string): string;
  /** The last verb of a document has fallen through. */
  exhausted(turn: Turn, sid: Sid): void;
  /** A fatal error: where the call goes on, or what the caller hears before it ends. */
  failed(turn: Turn, sid: Sid, failure: Failure): void;
  /** A status callback was answered, or not. */
  callbackAnswered(turn: Turn, sid: Sid, done: Finished): void;
  /** The leg has ended: who is told. */
  ended(turn: Turn, sid: Sid): void;
  /** Work that belongs to the leg as a whole has ended. */
  legWorkDone(turn: Turn, work: Work): void;
  /** The final status of a leg whose caller hangs up now. */
  hangUpStatus(leg: Leg): CallStatus;
}
