import { type Diagnostic, diagnostic, type Finding } from '../../errors/diagnostic.ts';
import { pointAt } from '../../errors/excerpt.ts';
import { credentialsDiagnostic, withoutCredentials } from '../../http/authentication.ts';
import { httpUrl } from '../../http/url/http-url.ts';
import { type AttributeValue, readValue } from '../../twiml/attribute-value.ts';
import { attributeOf, type Element, elementOf, type Span, textOf } from '../../twiml/document.ts';
import { attributeSpecOf } from '../../twiml/language/schema.ts';
import type { Sid } from '../identifiers.ts';
import type { Callback } from '../placed/leg-setup.ts';
import type { Frame } from '../switchboard.ts';
import type { Turn } from './turn.ts';

/** An element of a running document, its attributes read as the schema says. Lives for one turn. */
export class ElementReader {
  readonly turn: Turn;
  readonly sid: Sid;
  readonly element: Element;
  protected readonly frame: Frame;

  constructor(turn: Turn, sid: Sid, frame: Frame, element: Element) {
    this.turn = turn;
    this.sid = sid;
    this.frame = frame;
    this.element = element;
  }

  /** The text directly inside. */
  get text(): string {
    return textOf(this.frame.document, this.element.id);
  }

  /** What is written, or `undefined`. */
  attribute(name: string): string | undefined {
    return attributeOf(this.element, name);
  }

  /**
   * A whole number as its schema reads it; what is missing or cannot be used is the default, `null` where there is
   * none. `usual` takes the place of the schema's default. Nothing is reported: validation did.
   */
  number(name: string, usual?: number): number | null {
    const value = this.#read(name, usual);
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

  /**
   * A URL and its method that two attributes name; `null` where nothing is written, or nothing that can be asked:
   * validation has said so.
   */
  callback(url: string, method: string): Callback | null {
    const written = this.attribute(url);
    if (written === undefined || written.trim() === '') return null;
    const resolved = this.resolve(written, url);
    return resolved.ok ? { url: resolved.url, method: this.method(method) } : null;
  }

  /** Reports something about this element, pointing at one of its attributes or at its start tag. */
  report(finding: Finding, attribute?: string): void {
    this.turn.report(this.sid, this.diagnostic(finding, attribute));
  }

  diagnostic(finding: Finding, attribute?: string): Diagnostic {
    const written = this.element.attributes.find(({ name }) => name === attribute);
    const span: Span = written
      ? { start: written.nameSpan.start, end: written.valueSpan.end + 1 }
      : this.element.tag;
    const { source, url } = this.frame.document;
    return diagnostic({ ...finding, url, ...pointAt(source, url, span.start, span.end) });
  }

  /**
   * An absolute URL from one written in the document; nothing written is the document itself. Without a base a
   * relative URL fails with 15004, a URL that is none with 11100 (Twilio error dictionary).
   */
  resolve(written: string | undefined, attribute?: string): Resolved {
    const { baseUrl } = this.frame;
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
    const unfit = credentialsDiagnostic(value);
    if (unfit) return refuse(unfit);
    const url = httpUrl(value === '' ? (baseUrl ?? '') : value, baseUrl ?? undefined);
    if (url !== null) return { ok: true, url };
    return refuse({
      code: 11100,
      level: 'error',
      message: `"${withoutCredentials(value)}" is not a valid http or https URL`,
      help: 'write an absolute URL, or one relative to this document',
    });
  }

  #read(name: string, usual?: AttributeValue): AttributeValue | null {
    const { schema } = this.turn.product.language;
    const { name: tag, parent } = this.element;
    const spec = schema.element(this.turn.product.name, tag);
    const around = parent === null ? null : elementOf(this.frame.document, parent).name;
    const known = spec && attributeSpecOf(spec, around, name);
    if (!known) return null;
    const written = this.attribute(name);
    const read = written === undefined ? null : readValue(known, written);
    return read?.ok ? read.value : (usual ?? known.default ?? null);
  }
}

/** An absolute URL, or why there is none. */
export type Resolved =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly diagnostic: Diagnostic };
