import { styleText } from 'node:util';
import type { PublicEvent, PublicEventOf } from '../debug/public-event.ts';
import { messageText } from '../debug/views/message-text.ts';
import { visibleText } from '../debug/views/visible-text.ts';
import { clockText, Transcript } from './transcript.ts';

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
  readonly #sent = new Set<string>();

  constructor(options: { readonly color: boolean }) {
    this.#color = options.color;
    this.#rest = new Transcript(options);
  }

  /** The lines of an event; some events are none. */
  lines(event: PublicEvent): readonly string[] {
    if (event.type === 'message') return this.#message(event);
    if (event.type === 'end') return this.#end(event);
    // The message itself says it.
    if (event.type === 'verb' && (event.name === 'Message' || event.name === 'Sms')) return [];
    return this.#rest.lines(event);
  }

  #message(event: PublicEventOf<'message'>): readonly string[] {
    if (event.direction === 'inbound') {
      this.#received++;
      return [...this.#introduce(event), this.#row(event, '→', 'green', messageText(event))];
    }
    const known = this.#sent.has(event.sid);
    this.#sent.add(event.sid);
    const elsewhere = `${event.to}|${event.from}` === this.#shown ? '' : this.#dim(`  ${addresses(event)}`);
    if (!known) return [this.#row(event, '←', 'cyan', messageText(event) + elsewhere)];
    // That it arrives is what everybody expects.
    if (!TELLING.has(event.status)) return [];
    const style = event.status === 'failed' || event.status === 'undelivered' ? 'red' : 'dim';
    return [this.#row(event, '', style, `${event.status}${elsewhere}`)];
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

/** Statuses that are worth a line. */
const TELLING: ReadonlySet<string> = new Set(['read', 'failed', 'undelivered']);

function addresses({ from, to }: PublicEventOf<'message'>): string {
  return `${visibleText(from)} → ${visibleText(to)}`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
