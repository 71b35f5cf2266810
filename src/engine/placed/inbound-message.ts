import type { Sid } from '../identifiers.ts';

/** A file that came with a message. */
export interface Attachment {
  /** `ME…`: names the file where it can be fetched. */
  readonly sid: Sid;
  readonly contentType: string;
  /** Where somebody else serves it; `null` for below {@link MessageHandling.mediaAt}. */
  readonly url: string | null;
  /** Name of the file it was, and its size in bytes, for whoever looks at the message. */
  readonly name?: string;
  readonly size?: number;
}

/** What somebody sends (Twilio docs: Twilio's request to your incoming message webhook URL). */
export interface InboundMessage {
  readonly body: string;
  readonly media: readonly Attachment[];
  /** A button that was pressed. */
  readonly button: { readonly text: string; readonly payload: string } | null;
  /** A place that was shared; latitude and longitude in degrees, as they are written. */
  readonly location: {
    readonly latitude: string;
    readonly longitude: string;
    readonly label: string | null;
  } | null;
  /** It answers the last message that its sender got. */
  readonly isReply: boolean;
  readonly handling: MessageHandling;
}

/** How the number that a message came in on is set up, and what becomes of the replies. */
export interface MessageHandling {
  /** `MG…` of the messaging service that the number belongs to. */
  readonly service: Sid | null;
  /** Who answers STOP and its like: nobody, Twilio, or Twilio with OptOutType for the webhook (Advanced Opt-Out). */
  readonly optOut: 'off' | 'default' | 'advanced';
  /** The `action` of a Message is a document that the rest gives way to, or is told how far the message is (sources disagree). */
  readonly action: 'flow' | 'status';
  /** What becomes of each message that is sent, in turn; the last one repeats. */
  readonly deliveries: readonly Delivery[];
  /** The same for numbers of their own. */
  readonly deliveriesTo: Readonly<Record<string, Delivery>>;
  /** Files of replies are asked for, as Twilio does, or taken to be there; so they are in recordings that do not say. */
  readonly replyMedia?: 'fetch' | 'skip';
  /** Name of the sender's profile, on channels that have one. */
  readonly profileName: string;
  /** Origin of the URLs of attachments: where something serves them. */
  readonly mediaAt: string;
}

/** How far a message gets, and the Twilio code of why it gets no further. */
export interface Delivery {
  readonly status: 'sent' | 'delivered' | 'read' | 'failed' | 'undelivered';
  readonly error: number | null;
}
