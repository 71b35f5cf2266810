import type { Attachment, MessageHandling } from '../../engine/placed/inbound-message.ts';
import type { MessageSetup } from '../../engine/placed/leg-setup.ts';
import { tooMuchFor } from './message-limits.ts';
import type { PlannedMessage } from './message-script.ts';
import type { Pair } from './pair.ts';

/** What messages are made of that somebody writes one after the other. */
export interface WritingSetup {
  /** What all of them have in common. */
  readonly base: Omit<MessageSetup, 'from' | 'to' | 'message'>;
  /** Who writes at first, and to which number. */
  readonly pair: Pair;
  readonly handling: MessageHandling;
  /** Puts a file where the webhook can fetch it, or takes a URL as it is; a text says why it cannot. */
  readonly shelve: (written: string) => Attachment | string;
  /** Paths that begin like this. */
  readonly paths: (typed: string) => readonly string[];
  /** An address as it is sent, with the name of its channel. */
  readonly address: (written: string) => string;
}

/** What a message says, besides its files. */
export type Said = Pick<PlannedMessage, 'body' | 'button' | 'location' | 'isReply'>;

/** Whoever writes the messages of a conversation: as whom, to whom, and the files that wait for the next one. */
export class MessageWriter {
  readonly #setup: WritingSetup;
  #pair: Pair;
  #files: readonly Attachment[] = [];

  constructor(setup: WritingSetup) {
    this.#setup = setup;
    this.#pair = setup.pair;
  }

  get pair(): Pair {
    return this.#pair;
  }

  /** Files that go with the next message. */
  get files(): readonly Attachment[] {
    return this.#files;
  }

  lookAt({ from, to }: Pair): void {
    this.#pair = { from, to };
  }

  /** Writes from another number, or to another one; a text says why that is no address. */
  change(side: keyof Pair, written: string): string | null {
    const address = this.#setup.address(written.trim());
    if (!/^\S+$/.test(address)) return `"${written}" is not a number: write one like +15550001111`;
    this.#pair = { ...this.#pair, [side]: address };
    return null;
  }

  /** Has a file go with the next message; a text says why it cannot. */
  attach(written: string): string | null {
    const file = this.#setup.shelve(written);
    if (typeof file === 'string') return file;
    const problem = tooMuchFor('', this.#files.length + 1);
    if (problem === null) this.#files = [...this.#files, file];
    return problem;
  }

  detach(): void {
    this.#files = [];
  }

  paths(typed: string): readonly string[] {
    return this.#setup.paths(typed);
  }

  /** The message as it would be sent now, or the reason why it is none. */
  compose({ body, button, location, isReply }: Said): MessageSetup | string {
    const problem = tooMuchFor(body, this.#files.length);
    if (problem !== null) return problem;
    if (body.trim() === '' && this.#files.length === 0 && !location)
      return 'there is nothing to send: write a text, or :attach a file';
    const { base, handling } = this.#setup;
    const media = this.#files;
    return { ...base, ...this.#pair, message: { body, media, button, location, isReply, handling } };
  }
}
