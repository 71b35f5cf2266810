import { EntityDecoder } from '@nodable/entities';
import { XMLParser } from 'fast-xml-parser';
import { type LineTable, positionAt } from '../../errors/line-table.ts';
import type { Attribute, Child, Element, ElementId, Span } from '../document.ts';
import { type AttributeRange, lex, type Token } from './lexer.ts';
import { DEEPEST } from './well-formed.ts';

/** What fast-xml-parser makes of an element in its order-preserving form: one key beside `:@`. */
type ParsedNode = Readonly<Record<string, unknown>>;

const TEXT = '#text';
const COMMENT = '#comment';
const CDATA = '#cdata';
/** Stand before names, because fast-xml-parser refuses or renames bare ones such as `constructor` and `toString`. */
const ELEMENT = '<';
const ATTRIBUTE = '@';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE,
  // It is asked twice about an empty element.
  transformTagName: (name) => (name.startsWith(ELEMENT) ? name : ELEMENT + name),
  commentPropName: COMMENT,
  cdataPropName: CDATA,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  maxNestedTags: DEEPEST + 1,
  // The default decodes no numeric references, and the HTML option decodes what XML does not know.
  entityDecoder: new EntityDecoder({}),
});

/**
 * The elements of a well-formed document, flat and in document order. fast-xml-parser reads names, values and
 * text; the lexer, walking the same source, says where each of them stands.
 */
export function elementsOf(table: LineTable): readonly Element[] {
  const tokens = [...lex(table.source)];
  const parsed: unknown = parser.parse(prepared(table.source, tokens));
  const builder = new TreeBuilder(table, asNodes(parsed));
  for (const token of tokens) builder.take(token);
  return builder.finish();
}

/**
 * The source with what fast-xml-parser reads differently from XML 1.0 put as it reads it rightly. Instructions
 * say nothing to Twilio, but a quote in one would end elsewhere; white space in an attribute's value is a space
 * (section 3.3.3), unless it is written as a reference. Places come from the lexer, so lengths may change.
 */
function prepared(source: string, tokens: readonly Token[]): string {
  let text = '';
  let at = 0;
  const put = (span: Span, instead: string) => {
    text += source.slice(at, span.start) + instead;
    at = span.end;
  };
  for (const token of tokens) {
    if (token.kind === 'instruction' || token.kind === 'declaration') put(token.span, '<?pi?>');
    if (token.kind !== 'open') continue;
    for (const { value } of token.attributes) {
      const written = source.slice(value.start, value.end);
      if (/[\t\n\r]/.test(written)) put(value, written.replace(/\r\n|[\t\n\r]/g, ' '));
    }
  }
  return text + source.slice(at);
}

interface OpenElement {
  readonly id: ElementId;
  readonly nodes: readonly ParsedNode[];
  next: number;
  readonly children: Child[];
}

class TreeBuilder {
  readonly #table: LineTable;
  readonly #elements: Element[] = [];
  readonly #open: OpenElement[];

  constructor(table: LineTable, top: readonly ParsedNode[]) {
    this.#table = table;
    this.#open = [{ id: -1, nodes: top, next: 0, children: [] }];
  }

  take(token: Token): void {
    switch (token.kind) {
      case 'open':
        this.#enter(token);
        if (token.empty) this.#leave(token.span.end);
        return;
      case 'close':
        this.#leave(token.span.end);
        return;
      case 'text':
      case 'cdata':
      case 'comment':
        this.#text(token.kind, token.span);
        return;
      case 'declaration':
      case 'instruction':
      case 'doctype':
        return;
    }
  }

  finish(): readonly Element[] {
    return this.#elements;
  }

  #enter(token: Extract<Token, { kind: 'open' }>): void {
    const parent = this.#top();
    const key = ELEMENT + token.name;
    const node = nextNode(parent, key);
    const id = this.#elements.length;
    const values = (node[':@'] ?? {}) as Readonly<Record<string, unknown>>;
    const children: Child[] = [];
    this.#elements.push({
      id,
      name: token.name,
      parent: parent.id < 0 ? null : parent.id,
      attributes: token.attributes.map((range) => this.#attribute(range, values)),
      children,
      span: token.span,
      tag: token.span,
      ...positionAt(this.#table, token.span.start),
    });
    parent.children.push({ kind: 'element', id });
    this.#open.push({ id, nodes: asNodes(node[key]), next: 0, children });
  }

  #leave(end: number): void {
    const { id } = this.#top();
    this.#open.pop();
    const element = this.#elements[id];
    if (!element) throw new Error(`an end tag closes nothing before offset ${end}`);
    this.#elements[id] = { ...element, span: { start: element.span.start, end } };
  }

  #text(kind: 'text' | 'cdata' | 'comment', span: Span): void {
    const parent = this.#top();
    // White space around the root is no content; fast-xml-parser lists some of it and some of it not.
    if (parent.id < 0) return;
    const key = { text: TEXT, cdata: CDATA, comment: COMMENT }[kind];
    const node = nextNode(parent, key);
    const content = node[key];
    const text = kind === 'text' ? content : asNodes(content)[0]?.[TEXT];
    parent.children.push({ kind, text: typeof text === 'string' ? text : '', span });
  }

  #attribute(range: AttributeRange, values: Readonly<Record<string, unknown>>): Attribute {
    const name = this.#table.source.slice(range.name.start, range.name.end);
    const value = values[ATTRIBUTE + name];
    return {
      name,
      value: typeof value === 'string' ? value : '',
      nameSpan: range.name,
      valueSpan: range.value,
    };
  }

  #top(): OpenElement {
    const top = this.#open.at(-1);
    if (!top) throw new Error('more end tags than start tags');
    return top;
  }
}

/** The next node of a kind that fast-xml-parser lists; instructions between them are passed over. */
function nextNode(parent: OpenElement, key: string): ParsedNode {
  while (parent.next < parent.nodes.length) {
    const node = parent.nodes[parent.next++];
    if (node && Object.hasOwn(node, key)) return node;
  }
  throw new Error('the parser and the lexer disagree about the document');
}

function asNodes(value: unknown): readonly ParsedNode[] {
  return Array.isArray(value) ? (value as readonly ParsedNode[]) : [];
}
