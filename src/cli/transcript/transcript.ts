import { styleText } from 'node:util';
import { LegNames } from '../../debug/leg-names.ts';
import type { HopSummary, PublicEvent, PublicEventOf } from '../../debug/public-event.ts';
import { messageText } from '../../debug/views/conversation/message-text.ts';
import { errorPageLines } from '../../debug/views/exchange/error-page.ts';
import { ownParams } from '../../debug/views/exchange/own-params.ts';
import type { Placed } from '../../debug/views/source/verb-place.ts';
import { moderationText } from '../../debug/views/story/participant-text.ts';
import { togetherText } from '../../debug/views/story/together-text.ts';
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
  #keys: { readonly at: number; readonly call: string | null; readonly pressed: string } | null = null;
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
    this.#keys = { at: before?.at ?? at, call, pressed: (before?.pressed ?? '') + (event.value ?? '') };
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
    return [this.#row(keys.at, 'pressed', 'magenta', keys.pressed)];
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
      case 'heard':
        return [this.#row(event.at, 'heard', 'cyan', heardText(event))];
      case 'input':
        return this.#input(event);
      case 'diagnostic':
        return this.#diagnostic(event);
      case 'message':
        return [this.#row(event.at, event.status, 'cyan', messageText(event))];
      case 'participant':
        return [this.#row(event.at, this.#who(event), 'magenta', moderationText(event))];
      case 'connected':
      case 'disconnected':
      case 'conference':
      case 'queue':
        return [this.#row(event.at, this.#who(event), 'bold', togetherText(event, this.#names))];
      case 'stop':
        return [
          this.#row(
            event.at,
            'stop',
            'magenta',
            `${event.reason} before ${visibleText(event.name ?? 'the verb')} at line ${this.#place(event)}; a run goes on`,
          ),
        ];
      case 'end':
        return this.#end(event);
    }
  }

  /** Who calls whom is said once of each leg. */
  #call(event: PublicEventOf<'call'>): string {
    const { call, parent, status, reason, at } = event;
    const known = this.#names.size;
    if (call !== null) this.#names.add(call, parent);
    this.#whose = this.#inFront(call);
    const route =
      this.#names.size > known ? `  ${visibleText(event.from)} → ${visibleText(event.to)}  ${call}` : '';
    const why = reason ? `: ${visibleText(reason)}` : '';
    return this.#row(at, 'call', 'bold', status + why + route);
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

  #answered({ status, failure }: HopSummary): string {
    if (status === null) return this.#paint('red', failure === 'abandoned' ? 'given up' : 'failed');
    return this.#paint(status < 400 ? 'green' : 'red', String(status));
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
    const attributes = Object.entries(event.attributes).map(
      ([name, value]) => ` ${name}="${visibleText(value)}"`,
    );
    const place = this.#paint('dim', `  line ${this.#place(event)}`);
    return [
      this.#row(event.at, 'verb', 'yellow', `${visibleText(event.name)}${attributes.join('')}${place}`),
    ];
  }

  #input(event: PublicEventOf<'input'>): readonly string[] {
    switch (event.kind) {
      case 'digits':
        return [];
      case 'speech':
        return [this.#row(event.at, 'said', 'magenta', `"${visibleText(event.value ?? '')}"`)];
      case 'hangup':
        return [this.#row(event.at, this.#who(event), 'magenta', 'hangs up')];
      case 'timeout':
        return [this.#row(event.at, this.#who(event), 'magenta', 'says and presses nothing: time is up')];
    }
  }

  #who({ call }: PublicEvent): string {
    return call === null ? 'caller' : this.#names.roleOf(call);
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
    const how = event.error === null ? event.status : `${event.status}, by error ${event.error}`;
    const style = event.error === null ? 'green' : 'red';
    // Recordings of old do not say why.
    const why = event.reason ? `: ${visibleText(event.reason)}` : '';
    const rows = [
      this.#row(
        event.at,
        'end',
        style,
        `${this.#paint(style, how)} after ${event.durationSeconds} s${this.#warnings()}${why}`,
      ),
    ];
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

/** The colour of each level. */
const STYLES: Readonly<Record<PublicEventOf<'diagnostic'>['level'], Style>> = {
  error: 'red',
  warning: 'yellow',
  info: 'dim',
};

const INDENT = ' '.repeat(18);

function heardText(event: PublicEventOf<'heard'>): string {
  return `${heardWords(event)}${event.interrupted ? '  (cut off)' : ''}`;
}

function heardWords({ kind, text, url }: PublicEventOf<'heard'>): string {
  if (kind === 'beep') return 'a beep';
  const what = text === null ? visibleText(url ?? '') : `"${visibleText(text)}"`;
  return kind === 'say' ? what : `${kind} ${what}`.trimEnd();
}

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
