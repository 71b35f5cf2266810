import { styleText } from 'node:util';
import type { PublicEvent, PublicEventOf } from '../../debug/public-event.ts';
import { messageText, progressText, segmentsText } from '../../debug/views/conversation/message-text.ts';
import { clockText } from '../../debug/views/text/time-text.ts';
import { visibleText } from '../../debug/views/text/visible-text.ts';
import { traitsOf } from '../../twiml/language/traits.ts';
import { Transcript, type TranscriptOptions } from '../transcript/transcript.ts';

/**
 * A conversation as a person reads it: what is written and answered stands out, between it the requests and the
 * problems as in the transcript of a call.
 */
export class MessageTranscript {
  readonly #color: boolean;
  readonly #rest: Transcript;
  /** Who is already known by both numbers. */
  #shown: string | null = null;
  #received = 0;
  /** The status of each reply that was sent. */
  readonly #sent = new Map<string, string>();
  /** The replies sent since the last message came in. */
  readonly #turn = new Set<string>();

  constructor(options: TranscriptOptions) {
    this.#color = options.color;
    this.#rest = new Transcript(options);
  }

  /** The lines of an event; some events are none. */
  lines(event: PublicEvent): readonly string[] {
    if (event.type === 'message') {
      this.#rest.count(event);
      return this.#message(event);
    }
    if (event.type === 'end') return this.#end(event);
    // The message itself says it.
    if (event.type === 'verb' && traitsOf(event.name, 'messaging').toldAs) return [];
    return this.#rest.lines(event);
  }

  /** The lines that are still held back. */
  flush(): readonly string[] {
    return this.#rest.flush();
  }

  #message(event: PublicEventOf<'message'>): readonly string[] {
    if (event.direction === 'inbound') {
      this.#received++;
      this.#turn.clear();
      return [...this.#introduce(event), this.#row(event, '→', 'green', messageText(event))];
    }
    const before = this.#sent.get(event.sid);
    this.#sent.set(event.sid, event.status);
    if (before === undefined) this.#turn.add(event.sid);
    const elsewhere = `${event.to}|${event.from}` === this.#shown ? '' : this.#dim(`  ${addresses(event)}`);
    if (before === undefined) {
      const segments = segmentsText(event);
      const size = segments === '' ? '' : this.#dim(`  ${segments}`);
      return [this.#row(event, '←', 'cyan', messageText(event) + size + elsewhere)];
    }
    const style = event.status === 'failed' || event.status === 'undelivered' ? 'red' : 'dim';
    return [this.#row(event, '', style, progressText(event) + this.#which(event) + elsewhere)];
  }

  /** The beginning of a message's text, where several are on their way. */
  #which(event: PublicEventOf<'message'>): string {
    const others = [...this.#sent].some(
      ([sid, status]) => sid !== event.sid && (ON_ITS_WAY.has(status) || this.#turn.has(sid)),
    );
    const text = messageText(event);
    return others ? this.#dim(`  ${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}`) : '';
  }

  #introduce(event: PublicEventOf<'message'>): readonly string[] {
    const pair = `${event.from}|${event.to}`;
    if (pair === this.#shown) return [];
    this.#shown = pair;
    return [this.#row(event, '', 'bold', addresses(event))];
  }

  #end(event: PublicEventOf<'end'>): readonly string[] {
    const [first = '', ...others] = this.#rest.lines(event);
    const counts = `${count(this.#received, 'message')}, ${count(this.#sent.size, 'reply', 'replies')}`;
    return [`${first}  ${counts}`, ...others];
  }

  #row({ at }: PublicEvent, arrow: string, style: Parameters<typeof styleText>[0], text: string): string {
    return `${this.#dim(clockText(at))}  ${arrow.padEnd(7)}  ${this.#paint(style, text)}`;
  }

  #dim(text: string): string {
    return this.#paint('dim', text);
  }

  #paint(style: Parameters<typeof styleText>[0], text: string): string {
    return this.#color ? styleText(style, text, { validateStream: false }) : text;
  }
}

/** Statuses after which another one comes, more often than not. */
const ON_ITS_WAY: ReadonlySet<string> = new Set(['accepted', 'queued', 'sending', 'sent']);

/** Characters of a text that tell one message from the others. */
const LONGEST = 30;

function addresses({ from, to }: PublicEventOf<'message'>): string {
  return `${visibleText(from)} → ${visibleText(to)}`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
