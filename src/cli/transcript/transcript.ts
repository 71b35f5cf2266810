import { styleText } from 'node:util';
import { LegNames } from '../../debug/leg-names.ts';
import type { HopSummary, PublicEvent, PublicEventOf } from '../../debug/public-event.ts';
import { messageText } from '../../debug/views/conversation/message-text.ts';
import { errorPageLines } from '../../debug/views/exchange/error-page.ts';
import { ownParams } from '../../debug/views/exchange/own-params.ts';
import type { Placed } from '../../debug/views/source/verb-place.ts';
import {
  answerText,
  type EventWords,
  eventWords,
  pressedText,
  type Tone,
  whoIs,
} from '../../debug/views/story/event-words.ts';
import { clockText } from '../../debug/views/text/time-text.ts';
import { visibleText } from '../../debug/views/text/visible-text.ts';
import { MAX_BODY_BYTES } from '../../http/limits.ts';
import { traitsOf } from '../../twiml/language/traits.ts';
import { Tally } from './tally.ts';

type Style = Parameters<typeof styleText>[0];

/** How a transcript is written. */
export interface TranscriptOptions {
  readonly color: boolean;
  /** How the place of a verb in its document is told; its line by default. */
  readonly place?: (event: Placed) => string;
}

/** Makes what tells a session to a person. */
export type SessionTranscript = (look: TranscriptOptions) => Pick<Transcript, 'lines' | 'flush'>;

/** Keys that are told when the number is complete. */
interface HeldKeys {
  readonly at: number;
  readonly call: string | null;
  readonly who: string;
  readonly pressed: string;
}

/**
 * A session as a person reads it: one line a step with its time, what was heard and pressed, each request on
 * the wire with status and duration, problems with their place, the outcome last. What belongs to another leg than
 * the first has the name of that leg in front.
 */
export class Transcript {
  readonly #color: boolean;
  readonly #place: (event: Placed) => string;
  readonly #names = new LegNames();
  readonly #tally = new Tally();
  /** Cookies that were told not to be sent, with the reason. */
  readonly #stayed = new Set<string>();
  /** Keys pressed one after the other on a leg are one line. */
  #keys: HeldKeys | null = null;
  /** Whose line is being written, as it is put in front. */
  #whose = '';
  /** URLs of the origin that was asked first are shown by their path. */
  #origin: string | null = null;

  constructor({ color, place = ({ line }) => String(line ?? '?') }: TranscriptOptions) {
    this.#color = color;
    this.#place = place;
  }

  /** The lines of an event; most events are one line, some none. Keys are told with the event after them. */
  lines(event: PublicEvent): readonly string[] {
    this.count(event);
    if (event.type !== 'input' || event.kind !== 'digits') return [...this.flush(), ...this.#told(event)];
    const { at, call } = event;
    const before = this.#keys?.call === call ? this.#keys : null;
    const others = before ? [] : this.flush();
    const pressed = (before?.pressed ?? '') + (event.value ?? '');
    this.#keys = { at: before?.at ?? at, call, who: whoIs(event, this.#names), pressed };
    return others;
  }

  /** Takes note of an event whose lines somebody else writes. */
  count(event: PublicEvent): void {
    this.#tally.count(event);
  }

  /** The lines that are still held back. */
  flush(): readonly string[] {
    const keys = this.#keys;
    this.#keys = null;
    if (!keys) return [];
    this.#whose = this.#inFront(keys.call);
    return [this.#row(keys.at, keys.who, TONES.input, pressedText(keys.pressed))];
  }

  #told(event: PublicEvent): readonly string[] {
    this.#whose = this.#inFront(event.call);
    return this.#lines(event);
  }

  /** The name of a leg, in a column of its own; nothing for the first, whose story it is. */
  #inFront(call: string | null): string {
    if (call === null || this.#names.isFirst(call)) return '';
    return this.#paint('dim', `${this.#names.of(call).padEnd(8)} │ `);
  }

  #lines(event: PublicEvent): readonly string[] {
    switch (event.type) {
      case 'call':
        return [this.#call(event)];
      case 'exchange':
        return this.#exchange(event);
      case 'document':
        return [];
      case 'verb':
        return this.#verb(event);
      case 'diagnostic':
        return this.#diagnostic(event);
      case 'message':
        return [this.#row(event.at, event.status, 'cyan', messageText(event))];
      case 'stop':
        return [this.#row(event.at, 'stop', 'magenta', `${this.#stopText(event)}; a run goes on`)];
      case 'end':
        return this.#end(event);
      case 'heard':
      case 'input':
      case 'participant':
      case 'connected':
      case 'disconnected':
      case 'conference':
      case 'queue':
      case 'printed':
        return [this.#plain(event)];
    }
  }

  /** An event that is told in its words alone. */
  #plain(event: PublicEvent): string {
    const { tone, label, text } = this.#words(event);
    return this.#row(event.at, label, TONES[tone], text);
  }

  #words(event: PublicEvent): EventWords {
    return eventWords(event, { urlText: (url) => this.#short(url), names: this.#names });
  }

  /** The place of a verb is told as it is for verbs. */
  #stopText(event: PublicEventOf<'stop'>): string {
    if (event.line === null) return visibleText(event.text ?? event.reason);
    return `${event.reason} before ${visibleText(event.name ?? 'the verb')} at line ${this.#place(event)}`;
  }

  /** Who calls whom is said once of each leg. */
  #call(event: PublicEventOf<'call'>): string {
    const { call, parent, at } = event;
    const known = this.#names.size;
    if (call !== null) this.#names.add(call, parent);
    this.#whose = this.#inFront(call);
    const { label, text } = this.#words(event);
    const route =
      this.#names.size > known ? `  ${visibleText(event.from)} → ${visibleText(event.to)}  ${call}` : '';
    return this.#row(at, label, 'bold', text + route);
  }

  #exchange(event: PublicEventOf<'exchange'>): readonly string[] {
    return event.hops.flatMap((hop, index) => this.#hop(event, hop, index));
  }

  #hop(event: PublicEventOf<'exchange'>, hop: HopSummary, index: number): readonly string[] {
    const facts = [
      ...this.#facts(hop),
      ...(index === event.hops.length - 1 && event.status !== null ? [bytesText(event.bytes)] : []),
      ...cookieFacts(hop),
      ...this.#withheld(hop),
      ...(hop.cache === 'stored' || hop.cache === 'revalidated' ? [`cache ${hop.cache}`] : []),
    ];
    const own = index === 0 ? ownParams(event) : '';
    const asked = this.#short(bare(hop.url)) + (own === '' ? '' : `  ${own}`);
    return [
      this.#row(event.at, hop.method, 'blue', `${this.#answered(hop)}  ${asked}  ${facts.join('  ')}`),
      ...errorPageLines(hop).map((line) => INDENT + this.#paint('dim', `│ ${visibleText(line)}`)),
    ];
  }

  #answered(hop: HopSummary): string {
    const isFine = hop.status !== null && hop.status < 400;
    return this.#paint(isFine ? 'green' : 'red', answerText(hop));
  }

  #facts({ location, fault, cache, durationMs }: HopSummary): readonly string[] {
    return [
      ...(location === null ? [] : [`→ ${this.#short(location)}`]),
      ...(fault === null ? [] : [`spoiled: ${fault}`]),
      cache === 'hit' ? 'from the cache' : `${Math.round(durationMs)} ms`,
    ];
  }

  /** Each cookie is told once of each reason: it stays where it is at every request to come. */
  #withheld({ cookiesWithheld = [] }: HopSummary): readonly string[] {
    const texts = cookiesWithheld.map(({ name, reason }) => visibleText(`${name} (${reason})`));
    const fresh = texts.filter((text) => !this.#stayed.has(text));
    for (const text of fresh) this.#stayed.add(text);
    return fresh.length === 0 ? [] : [`not sent: ${fresh.join(', ')}`];
  }

  /** Say and Play are left out: what is heard tells of them. */
  #verb(event: PublicEventOf<'verb'>): readonly string[] {
    if (traitsOf(event.name).toldAs) return [];
    const { label, text } = this.#words(event);
    const place = this.#paint('dim', `  line ${this.#place(event)}`);
    return [this.#row(event.at, 'verb', TONES.verb, `${`${label} ${text}`.trimEnd()}${place}`)];
  }

  #diagnostic(event: PublicEventOf<'diagnostic'>): readonly string[] {
    const style = STYLES[event.level];
    const code = event.code === null ? '' : `${event.code} `;
    const place =
      event.line === null
        ? ''
        : this.#paint('dim', `  ${visibleText(event.url ?? '')}:${event.line}:${event.column}`);
    const rows = [this.#row(event.at, event.level, style, `${code}${visibleText(event.message)}${place}`)];
    if (event.excerpt !== null) {
      for (const line of event.excerpt.split('\n')) rows.push(INDENT + this.#paint('dim', visibleText(line)));
    }
    // For the record only: a line is enough.
    if (event.help !== null && event.level !== 'info')
      rows.push(`${INDENT}${this.#paint('bold', 'help:')} ${visibleText(event.help)}`);
    if (event.parserMessage !== null && event.level === 'error') {
      rows.push(INDENT + this.#paint('dim', `Twilio says: ${visibleText(event.parserMessage)}`));
    }
    return rows;
  }

  #end(event: PublicEventOf<'end'>): readonly string[] {
    const { label, text } = this.#words(event);
    const style = event.error === null ? 'green' : 'red';
    const rows = [this.#row(event.at, label, style, `${text}${this.#warnings()}`)];
    for (const what of event.notSimulated)
      rows.push(INDENT + this.#paint('dim', `not simulated: ${visibleText(what)}`));
    return rows;
  }

  #warnings(): string {
    const { warnings } = this.#tally;
    if (warnings === 0) return '';
    return `, ${this.#paint('yellow', `${warnings} warning${warnings === 1 ? '' : 's'}`)}`;
  }

  /** The first URL is shown whole; after it, the path says it all. */
  #short(url: string): string {
    const origin = URL.parse(url)?.origin ?? null;
    const known = origin !== null && origin === this.#origin;
    this.#origin ??= origin;
    return visibleText(known && origin !== null ? url.slice(origin.length) : url);
  }

  #row(at: number, label: string, style: Style, text: string): string {
    return `${this.#paint('dim', clockText(at))}  ${this.#paint(style, label.padEnd(7))}  ${this.#whose}${text}`;
  }

  #paint(style: Style, text: string): string {
    return this.#color ? styleText(style, text, { validateStream: false }) : text;
  }
}

/** Of an answer above the limit nobody read the rest. */
function bytesText(bytes: number): string {
  return bytes > MAX_BODY_BYTES ? '> 64 kB' : `${bytes} B`;
}

/** The colour of each kind of event. */
const TONES: Readonly<Record<Tone, Style>> = {
  http: 'blue',
  verb: 'yellow',
  heard: 'cyan',
  input: 'magenta',
  state: 'bold',
  warning: 'yellow',
  error: 'red',
  info: 'dim',
};

/** The colour of each level. */
const STYLES: Readonly<Record<PublicEventOf<'diagnostic'>['level'], Style>> = {
  error: 'red',
  warning: 'yellow',
  info: 'dim',
};

const INDENT = ' '.repeat(18);

function cookieFacts(hop: HopSummary): readonly string[] {
  const sent = Object.keys(hop.cookiesSent).map(visibleText);
  const set = Object.entries(hop.cookiesSet).map(([name, value]) =>
    value === null ? `-${name}` : `+${name}`,
  );
  return [
    ...(sent.length > 0 ? [`cookies ${sent.join(' ')}`] : []),
    ...(set.length > 0 ? [`set ${visibleText(set.join(' '))}`] : []),
    ...hop.cookiesRejected.map(({ reason }) => `cookie refused: ${reason}`),
  ];
}

/** A GET's URL is its path followed by every parameter; without Twilio's own it can be read. */
function bare(url: string): string {
  const at = url.search(/[?&]AccountSid=/);
  return at === -1 ? url : url.slice(0, at);
}
