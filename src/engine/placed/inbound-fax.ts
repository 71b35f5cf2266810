import type { Attachment } from './inbound-message.ts';

/** A document that comes by fax. */
export interface FaxDocument extends Attachment {
  readonly pages: number;
}

/** What somebody faxes (Twilio docs: TwiML for Programmable Fax; the product was retired on 2021-12-17). */
export interface InboundFax {
  readonly document: FaxDocument;
  /** What the sending machine calls itself (TSID). */
  readonly remoteStationId: string;
  /** The Twilio code that its transmission fails with; `null` for one that arrives. */
  readonly failure: 34004 | 34108 | null;
  /** Origin of the URLs of documents: where something serves them. */
  readonly mediaAt: string;
}
