import type { Catalogue } from '../errors/catalogue.ts';
import { diagnostic, type Level } from '../errors/diagnostic.ts';
import { excerpt, locate } from '../errors/excerpt.ts';
import { type LineTable, lineTable } from '../errors/line-table.ts';
import { type Attribute, type Document, type Element, elementOf, type Span } from './document.ts';
import type { Effect, Finding } from './finding.ts';
import type { ElementSpec, ProductName, Schema } from './schema.ts';

/** What the language of TwiML is made of: the two data files. */
export interface Language {
  readonly schema: Schema;
  readonly catalogue: Catalogue;
}

/** What a rule has to say. Without a code it is a finding of our own and has a rule's name and a level. */
export type Complaint = {
  readonly message: string;
  readonly help: string | null;
  /** What to underline; the start tag by default. */
  readonly span?: Span;
  readonly effect?: Effect;
  /** The words of Twilio's own parser, where they are known. */
  readonly parserMessage?: string;
} & ({ readonly code: number; readonly level?: Level } | { readonly rule: string; readonly level: Level });

/** One document being looked at: what the rules ask, and where they report. */
export class Inspection {
  readonly document: Document;
  readonly product: ProductName;
  readonly language: Language;
  readonly findings: Finding[] = [];
  #table: LineTable | null = null;

  constructor(document: Document, product: ProductName, language: Language) {
    this.document = document;
    this.product = product;
    this.language = language;
  }

  spec(element: Element): ElementSpec | null {
    return this.language.schema.element(this.product, element.name);
  }

  parent(element: Element): Element | null {
    return element.parent === null ? null : elementOf(this.document, element.parent);
  }

  report(element: Element, complaint: Complaint): void {
    const { message, help, span = element.tag, parserMessage } = complaint;
    const entry = 'code' in complaint ? this.language.catalogue.get(complaint.code) : null;
    this.#table ??= lineTable(this.document.source);
    const location = locate(this.#table, this.document.url, span.start, span.end);
    const base = diagnostic({
      code: 'code' in complaint ? complaint.code : null,
      rule: 'rule' in complaint ? complaint.rule : null,
      level: complaint.level ?? entry?.level ?? 'warning',
      message,
      help,
      location,
      excerpt: excerpt(this.#table, location),
    });
    const effect = complaint.effect ?? effectOf(entry?.effectKind);
    this.findings.push({ ...base, parserMessage: parserMessage ?? null, element: element.id, effect });
  }
}

/** The whole attribute, name and quotes included. */
export function attributeSpan({ nameSpan, valueSpan }: Attribute): Span {
  return { start: nameSpan.start, end: valueSpan.end + 1 };
}

/** Between the quotes; the whole attribute when there is nothing between them. */
export function valueSpanOf(attribute: Attribute): Span {
  const { valueSpan } = attribute;
  return valueSpan.end > valueSpan.start ? valueSpan : attributeSpan(attribute);
}

function effectOf(kind: string | undefined): Effect {
  if (kind === 'verb-fails' || kind === 'reply-not-sent') return 'skip';
  if (kind === 'fallback') return 'fail';
  return kind === undefined ? 'none' : 'default';
}
