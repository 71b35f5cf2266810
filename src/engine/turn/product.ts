import type { Finished } from '../../http/exchange-state.ts';
import type { Dialect } from '../../http/hop.ts';
import type { Params } from '../../http/url/params.ts';
import type { Element } from '../../twiml/document.ts';
import type { ProductName } from '../../twiml/language/schema.ts';
import type { Language } from '../../twiml/rules/inspection.ts';
import type { Announcement, CalleeAct, Event, Moderation } from '../event.ts';
import type { CallStatus, HappenedOf, News } from '../happened.ts';
import type { Sid } from '../identifiers.ts';
import type { Work } from '../pending.ts';
import type { LegSetup } from '../placed/leg-setup.ts';
import type { CallbackPurpose, Purpose } from '../request.ts';
import type { FrameRole, Leg, Switchboard } from '../switchboard.ts';
import type { VerbBehaviour } from './behaviour.ts';
import type { Failure } from './failure.ts';
import type { Turn } from './turn.ts';

/** How the far end of something ended, as the event says. */
export type FarEnd = Omit<Extract<Event, { type: 'far-end' }>, 'at' | 'type' | 'leg'>;

/** What makes voice voice and messaging messaging; the engine knows neither. */
export interface Product {
  readonly name: ProductName;
  readonly language: Language;
  /** The behaviour of an element directly inside Response or inside a verb that nests others. */
  verb(element: Element): VerbBehaviour;
  /** What is not done as Twilio would do it when this element runs, in words; most elements have nothing. */
  approximations(element: Element): readonly string[];
  /** Plain text that is TwiML is run as TwiML. */
  readonly runsPlainText: boolean;
  /** How its requests are written. */
  dialect(purpose: Purpose): Dialect;
  /** The standard parameters of every request of a leg. */
  parameters(leg: Leg, board: Switchboard): Params;
  /** A leg has lasted as long as it may, and is about to be hung up. */
  exceeded?(turn: Turn, sid: Sid): void;
  /** A leg was placed: how it starts, and when its first document is asked for. */
  placed(turn: Turn, sid: Sid): void;
  /** TwiML for an answer that is none: plain text, audio, nothing. */
  twimlFor(content: NonNullable<Finished['content']>, url: string): string;
  /** The last verb of a main document has fallen through, for a reason in words. */
  exhausted(turn: Turn, sid: Sid, reason: string): void;
  /** A fatal error: where the call goes on, or what the caller hears before it ends. */
  failed(turn: Turn, sid: Sid, failure: Failure): void;
  /** The files that it asks for are of any type and no part of a conversation: they are asked for without cookies. */
  readonly sendsFiles?: boolean;
  /** A file that it asked for, for the message of that SID, has come or cannot be had. */
  fileCame?(turn: Turn, sid: Sid, message: Sid, done: Finished): void;
  /** An exchange is done, before its answer is run: true for one that the product judges itself, and nobody runs. */
  judges?(turn: Turn, sid: Sid, purpose: Purpose, done: Finished): boolean;
  /** A callback was answered, or not. */
  callbackAnswered(turn: Turn, sid: Sid, purpose: CallbackPurpose, done: Finished): void;
  /** The leg has ended: who is told. */
  ended(turn: Turn, sid: Sid): void;
  /** Work that belongs to the leg as a whole has ended. */
  legWorkDone(turn: Turn, work: Work): void;
  /** A dialled party does something about its phone. */
  callee(turn: Turn, sid: Sid, does: CalleeAct): void;
  /** What a leg is connected to by other means than a phone closes, or fails. */
  farEnd?(turn: Turn, sid: Sid, end: FarEnd): void;
  /** Something is being told about a leg: what goes on beside its documents may listen, and tells nothing itself. */
  overhears?(turn: Turn, sid: Sid, news: News): void;
  /** Somebody moderates a participant of a conference. */
  participant?(turn: Turn, sid: Sid, does: Moderation | Announcement): void;
  /** What every request made inside a document above the main one carries on top; most carry nothing. */
  roleParameters?(turn: Turn, sid: Sid, role: FrameRole): Params;
  /** The final status of a leg whose caller hangs up now. */
  hangUpStatus(leg: Leg): CallStatus;
  /** The leg's jar is another one: messaging keeps it for the next message of the pair. */
  jarChanged?(turn: Turn, sid: Sid): void;
  /** The two letters of a leg's identifier; `CA` by default. */
  sidPrefix?(setup: LegSetup): string;
  /** How the session as a whole has ended; like its first call by default. */
  outcome?(board: Switchboard): Pick<HappenedOf<'end'>, 'status' | 'reason' | 'durationSeconds' | 'error'>;
}
