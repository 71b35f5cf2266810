/** Half-open range of UTF-16 offsets in the decoded source. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An attribute as written: its value is decoded and normalised (XML 1.0 section 3.3.3), its spans are not. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly nameSpan: Span;
  /** Between the quotes. */
  readonly valueSpan: Span;
}

/** Text, CDATA or a comment between the tags; the text is decoded, the span is that of the markup. */
export interface TextNode {
  readonly kind: 'text' | 'cdata' | 'comment';
  readonly text: string;
  readonly span: Span;
}

/** Position of an element in {@link Document.elements}: its number in document order, 0 is the root. */
export type ElementId = number;

/** What stands between an element's tags, in order. */
export type Child = TextNode | { readonly kind: 'element'; readonly id: ElementId };

/** A verb, a noun or the root. */
export interface Element {
  readonly id: ElementId;
  readonly name: string;
  readonly parent: ElementId | null;
  readonly attributes: readonly Attribute[];
  readonly children: readonly Child[];
  /** From `<` of the start tag to behind `>` of the end tag. */
  readonly span: Span;
  /** The start tag alone: what a diagnostic about the element underlines. */
  readonly tag: Span;
  /** Where the start tag begins; both from 1, the column in UTF-16 units. */
  readonly line: number;
  readonly column: number;
}

/**
 * A well-formed TwiML document. The elements lie flat in document order and refer to each other by number, so
 * that a document is plain data at any depth of nesting.
 */
export interface Document {
  readonly url: string;
  readonly source: string;
  readonly elements: readonly Element[];
}

/** The element with this number; asking for one that does not exist is a mistake of ours. */
export function elementOf(document: Document, id: ElementId): Element {
  const element = document.elements[id];
  if (!element) throw new Error(`no element ${id} in ${document.url}`);
  return element;
}

/** The elements directly inside another, in order: verbs of the root, nouns of a verb. */
export function childElements(document: Document, id: ElementId): readonly Element[] {
  const found: Element[] = [];
  for (const child of elementOf(document, id).children) {
    if (child.kind === 'element') found.push(elementOf(document, child.id));
  }
  return found;
}

/** The value of an attribute as written, or `undefined` when the element does not have it. */
export function attributeOf(element: Element, name: string): string | undefined {
  return element.attributes.find((attribute) => attribute.name === name)?.value;
}

/** All attributes as a record, for showing; names that repeat cannot be (XML forbids them). */
export function attributesOf(element: Element): Readonly<Record<string, string>> {
  return Object.fromEntries(element.attributes.map(({ name, value }) => [name, value]));
}

/** The text directly inside an element, comments left out, white space around it trimmed. */
export function textOf(document: Document, id: ElementId): string {
  return elementOf(document, id)
    .children.map((child) => (child.kind === 'text' || child.kind === 'cdata' ? child.text : ''))
    .join('')
    .trim();
}
