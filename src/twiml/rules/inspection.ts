import type { Catalogue, EffectKind } from '../../errors/catalogue.ts';
import { diagnostic, type Level } from '../../errors/diagnostic.ts';
import { excerpt, locate } from '../../errors/excerpt.ts';
import { type LineTable, lineTable } from '../../errors/line-table.ts';
import { nearestName } from '../../errors/nearest.ts';
import { type Attribute, type Document, type Element, elementOf, type Span } from '../document.ts';
import type { Effect, Finding } from '../finding.ts';
import type { ElementSpec } from '../language/element-spec.ts';
import { contextOf, type ProductName, type Schema } from '../language/schema.ts';

/** What the language of TwiML is made of: its elements, and Twilio's codes for what is wrong with them. */
export interface Language {
  readonly schema: Schema;
  readonly catalogue: Catalogue;
}

/** Findings of one document that show the source: nobody reads more, and each costs a walk along its line. */
const MOST_EXCERPTS = 100;
/** Mistakes of one document for which the name that was meant is looked for, in lists of up to a thousand names. */
const MOST_GUESSES = 100;

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
  /** In the order in which they were found, without excerpts. */
  readonly #findings: Finding[] = [];
  #table: LineTable | null = null;
  #guesses = 0;

  constructor(document: Document, product: ProductName, language: Language) {
    this.document = document;
    this.product = product;
    this.language = language;
  }

  spec(element: Element): ElementSpec | null {
    return this.language.schema.element(this.product, element.name);
  }

  /** What an element takes where it stands: a `<Stream>` in a `<Stop>` takes nothing. */
  childrenOf(element: Element, spec: ElementSpec): readonly string[] {
    return contextOf(spec, this.parent(element)?.name ?? null)?.children ?? spec.children;
  }

  parent(element: Element): Element | null {
    return element.parent === null ? null : elementOf(this.document, element.parent);
  }

  /** What execution does about a code, by the catalogue. */
  effectOf(code: number): Effect {
    return effectOf(this.language.catalogue.get(code)?.effectKind);
  }

  /** The known name that somebody probably meant; `null` when none is near, or after very many mistakes. */
  nearest(written: string, known: readonly string[]): string | null {
    if (this.#guesses >= MOST_GUESSES) return null;
    this.#guesses++;
    return nearestName(written, known);
  }

  report(element: Element, complaint: Complaint): void {
    const { message, help, span = element.tag, parserMessage = null } = complaint;
    const code = 'code' in complaint ? complaint.code : null;
    const entry = code === null ? null : this.language.catalogue.get(code);
    const base = diagnostic({
      code,
      rule: 'rule' in complaint ? complaint.rule : null,
      level: complaint.level ?? entry?.level ?? 'warning',
      message,
      help,
      location: locate(this.#lines(), this.document.url, span.start, span.end),
      parserMessage,
    });
    const effect = complaint.effect ?? (entry ? effectOf(entry.effectKind) : 'none');
    this.#findings.push({ ...base, element: element.id, effect });
  }

  /** Everything that was reported, in document order; the first ones show the source. */
  findings(): readonly Finding[] {
    return this.#findings
      .toSorted((a, b) => (a.location?.offset ?? 0) - (b.location?.offset ?? 0))
      .map((finding, index) =>
        finding.location && index < MOST_EXCERPTS
          ? { ...finding, excerpt: excerpt(this.#lines(), finding.location) }
          : finding,
      );
  }

  /** Elements that execution skips, by what was reported so far. */
  skipped(): ReadonlySet<number> {
    return new Set(this.#findings.filter(({ effect }) => effect === 'skip').map(({ element }) => element));
  }

  #lines(): LineTable {
    this.#table ??= lineTable(this.document.source);
    return this.#table;
  }
}

/** The whole attribute, name and quotes included. */
export function attributeSpan({ nameSpan, valueSpan }: Attribute): Span {
  return { start: nameSpan.start, end: valueSpan.end + 1 };
}

/** The first text inside an element, without the white space around it; its start tag when there is none. */
export function textSpanOf(source: string, element: Element): Span {
  for (const child of element.children) {
    if (child.kind === 'element' || child.kind === 'comment') continue;
    const text = source.slice(child.span.start, child.span.end);
    const trimmed = text.trim();
    if (trimmed === '') continue;
    const start = child.span.start + text.indexOf(trimmed);
    return { start, end: start + trimmed.length };
  }
  return element.tag;
}

/** Between the quotes; the whole attribute when there is nothing between them. */
export function valueSpanOf(attribute: Attribute): Span {
  const { valueSpan } = attribute;
  return valueSpan.end > valueSpan.start ? valueSpan : attributeSpan(attribute);
}

/** The one place where the catalogue's effect kinds become what the interpreter does. */
function effectOf(kind: EffectKind | undefined): Effect {
  switch (kind) {
    case undefined:
      return 'none';
    case 'verb-fails':
    case 'reply-not-sent':
    case 'session-stops':
      return 'skip';
    case 'fallback':
      return 'fail';
    default:
      return 'default';
  }
}
