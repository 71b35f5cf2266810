import type { Piece } from '../audio/piece.ts';
import { type Diagnostic, diagnostic, type Finding } from '../errors/diagnostic.ts';
import { pointAt } from '../errors/excerpt.ts';
import { type AttributeValue, readValue } from '../twiml/attribute-value.ts';
import {
  attributeOf,
  type Document,
  type Element,
  type ElementId,
  elementOf,
  type Span,
} from '../twiml/document.ts';
import type { Heard } from './happened.ts';
import type { Sid, WorkId } from './identifiers.ts';
import { type Frame, frameOf, type Leg } from './switchboard.ts';
import type { Turn } from './turn.ts';

/** A running verb's view of the switchboard: its element, its leg, and what it may do. Lives for one turn. */
export class VerbContext {
  readonly turn: Turn;
  readonly sid: Sid;
  readonly element: Element;
  readonly depth: number;
  readonly #frame: Frame;

  constructor(turn: Turn, sid: Sid, element: ElementId, depth: number) {
    const frame = frameOf(turn.leg(sid));
    if (!frame) throw new Error(`leg ${sid} has no document`);
    this.turn = turn;
    this.sid = sid;
    this.depth = depth;
    this.#frame = frame;
    this.element = elementOf(frame.document, element);
  }

  get leg(): Leg {
    return this.turn.leg(this.sid);
  }

  get document(): Document {
    return this.#frame.document;
  }

  /** Elements that are not to be started, by what validation found. */
  get skips(): readonly ElementId[] {
    return this.#frame.skips;
  }

  /** What is written, or `undefined`. */
  attribute(name: string): string | undefined {
    return attributeOf(this.element, name);
  }

  /**
   * A whole number as its schema reads it; what is missing or cannot be used is the default, `null` where there is
   * none. Nothing is reported: validation did.
   */
  number(name: string): number | null {
    const value = this.#read(name);
    return typeof value === 'number' ? value : null;
  }

  /** One of the attribute's words, or its text; the default otherwise, empty where there is none. */
  word(name: string): string {
    const value = this.#read(name);
    return typeof value === 'string' ? value : '';
  }

  /** The words of a list. */
  words(name: string): readonly string[] {
    const value = this.#read(name);
    return Array.isArray(value)
      ? value
      : String(value ?? '')
          .split(' ')
          .filter(Boolean);
  }

  flag(name: string): boolean {
    return this.#read(name) === true;
  }

  /** GET or POST. */
  method(name = 'method'): 'GET' | 'POST' {
    return this.word(name) === 'GET' ? 'GET' : 'POST';
  }

  #read(name: string): AttributeValue | null {
    const { schema } = this.turn.product.language;
    const spec = schema.element(this.turn.product.name, this.element.name)?.attributes[name];
    if (!spec) throw new Error(`<${this.element.name}> has no attribute ${name}`);
    const written = this.attribute(name);
    const read = written === undefined ? null : readValue(schema, spec, written);
    return read?.ok ? read.value : (spec.default ?? null);
  }

  play(piece: Piece): WorkId {
    return this.turn.play(this.sid, this.depth, piece);
  }

  timer(ms: number): WorkId {
    return this.turn.timer(this.sid, this.depth, ms);
  }

  drop(work: WorkId | null): void {
    if (work !== null) this.turn.drop(work);
  }

  heard(piece: Piece, interrupted: boolean): void {
    this.turn.emit(this.sid, { type: 'heard', interrupted, ...heardAs(piece) });
  }

  /** Reports something about this verb, pointing at one of its attributes or at its start tag. */
  report(finding: Finding, attribute?: string): void {
    this.turn.report(this.sid, this.diagnostic(finding, attribute));
  }

  diagnostic(finding: Finding, attribute?: string): Diagnostic {
    const written = this.element.attributes.find(({ name }) => name === attribute);
    const span: Span = written
      ? { start: written.nameSpan.start, end: written.valueSpan.end + 1 }
      : this.element.tag;
    return diagnostic({
      ...finding,
      ...pointAt(this.document.source, this.document.url, span.start, span.end),
    });
  }

  /**
   * An absolute URL from one written in the document; nothing written is the document itself. Without a base a
   * relative URL fails with 15004, a URL that is none with 11100 (Twilio error dictionary).
   */
  resolve(written: string | undefined, attribute?: string): Resolved {
    const { baseUrl } = this.#frame;
    const value = written?.trim() ?? '';
    const refuse = (finding: Finding): Resolved => ({
      ok: false,
      diagnostic: this.diagnostic(finding, attribute),
    });
    if (baseUrl === null && !/^[a-z][a-z\d+.-]*:/i.test(value)) {
      return refuse({
        code: 15004,
        level: 'error',
        message:
          value === ''
            ? 'there is no URL to request: this TwiML has none itself'
            : `the relative URL "${value}" has no base`,
        help: 'this TwiML came without a URL: use absolute URLs, or give --base-url URL',
      });
    }
    const url = URL.parse(value === '' ? (baseUrl ?? '') : value, baseUrl ?? undefined);
    if (url?.protocol === 'http:' || url?.protocol === 'https:') return { ok: true, url: url.href };
    return refuse({
      code: 11100,
      level: 'error',
      message: `"${value}" is not a valid http or https URL`,
      help: 'write an absolute URL, or one relative to this document',
    });
  }
}

/** An absolute URL, or why there is none. */
export type Resolved =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly diagnostic: Diagnostic };

/** How a piece is told to whoever looks at a run. */
export function heardAs(piece: Piece): Heard {
  switch (piece.kind) {
    case 'say':
      return { kind: 'say', text: piece.text, url: null };
    case 'play':
      return { kind: 'play', text: null, url: piece.url };
    case 'tones':
      return { kind: 'tones', text: piece.digits, url: null };
    case 'beep':
      return { kind: 'beep', text: null, url: null };
  }
}
