import { styleText } from 'node:util';
import type { PublicEvent, PublicEventOf } from '../../debug/public-event.ts';
import { clockText } from '../../debug/views/text/time-text.ts';
import { visibleText } from '../../debug/views/text/visible-text.ts';
import type { FaxDocument } from '../../engine/placed/inbound-fax.ts';
import { Transcript, type TranscriptOptions } from '../transcript/transcript.ts';

type Style = Parameters<typeof styleText>[0];

/** The colour of each status. */
const STYLES: Readonly<Record<string, Style>> = { receiving: 'bold', received: 'green', failed: 'red' };

/** A fax as a person reads it: what comes and how far it is, else as the transcript of a call. */
export class FaxTranscript {
  readonly #color: boolean;
  readonly #rest: Transcript;
  readonly #document: string;

  constructor(look: TranscriptOptions, { name, contentType, pages }: FaxDocument) {
    this.#color = look.color;
    this.#rest = new Transcript(look);
    const count = `${pages} ${pages === 1 ? 'page' : 'pages'}`;
    this.#document = `${visibleText(name ?? 'a document')}  ${contentType}  ${count}`;
  }

  /** The lines of an event; some events are none. */
  lines(event: PublicEvent): readonly string[] {
    if (event.type !== 'message') return this.#rest.lines(event);
    this.#rest.count(event);
    return [this.#fax(event)];
  }

  /** The lines that are still held back. */
  flush(): readonly string[] {
    return this.#rest.flush();
  }

  #fax({ at, status, from, to, media }: PublicEventOf<'message'>): string {
    const what =
      status === 'receiving'
        ? `${visibleText(from)} → ${visibleText(to)}  ${this.#document}`
        : media.map(visibleText).join('  ');
    const text = `${status}  ${what}`.trimEnd();
    return `${this.#paint('dim', clockText(at))}  ${'fax'.padEnd(7)}  ${this.#paint(STYLES[status] ?? 'yellow', text)}`;
  }

  #paint(style: Style, text: string): string {
    return this.#color ? styleText(style, text, { validateStream: false }) : text;
  }
}
