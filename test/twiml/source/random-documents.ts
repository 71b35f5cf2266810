import fc from 'fast-check';
import type { Attribute, Child, Element, Span, TextNode } from '../../../src/twiml/document.ts';

/** A character as it is, or a reference to one. */
type Piece = { readonly raw: string } | { readonly reference: string; readonly means: string };

interface RandomAttribute {
  readonly name: string;
  readonly value: readonly Piece[];
  readonly quote: string;
  readonly before: string;
  readonly around: string;
}

type RandomNode =
  | { readonly kind: 'text'; readonly text: readonly Piece[] }
  | { readonly kind: 'cdata' | 'comment' | 'instruction'; readonly text: string }
  | RandomElement;

interface RandomElement {
  readonly kind: 'element';
  readonly name: string;
  readonly attributes: readonly RandomAttribute[];
  readonly children: readonly RandomNode[];
  readonly space: string;
}

/** A source and what reading it must give. */
export interface Printed {
  readonly source: string;
  readonly elements: readonly Element[];
}

const NEWLINES = ['\n', '\r', '\r\n'];
const SPACE = fc.constantFrom('', ' ', '\t', ...NEWLINES, ' \r\n\t');
const SOME_SPACE = SPACE.map((space) => space || ' ');
const NAMES = [
  'Say',
  'Gather',
  'a',
  'x-1',
  '_',
  'ns:a',
  'é',
  '名',
  '𐀀',
  'a·',
  'toString',
  'constructor',
  '__proto__',
  'hasOwnProperty',
];
/** Characters that mean something to one parser or another, and some that mean nothing to any. */
const CHARS = [
  'a',
  'Z',
  '0',
  ' ',
  '\t',
  ...NEWLINES,
  '"',
  "'",
  '>',
  '/',
  '=',
  '!',
  '#',
  ';',
  '[',
  '(',
  'é',
  '\u0080',
  '\u0085',
  '\u00A0',
  '\u2028',
  '\u3000',
  '\uFEFF',
  '\uFFFD',
  '😀',
  '𝟘',
  'constructor',
  '{{',
  '$1',
  '\\',
];
const REFERENCES: readonly (readonly [string, string])[] = [
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&#10;', '\n'],
  ['&#13;', '\r'],
  ['&#9;', '\t'],
  ['&#32;', ' '],
  ['&#x1F600;', '😀'],
  ['&#0065;', 'A'],
  ['&#xe9;', 'é'],
  ['&#128;', '\u0080'],
  ['&#93;', ']'],
];

const raw = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...CHARS) },
  { weight: 1, arbitrary: fc.integer({ min: 0xa0, max: 0xd7ff }).map((code) => String.fromCodePoint(code)) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0x10000, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
  },
);
const piece: fc.Arbitrary<Piece> = fc.oneof(
  { weight: 3, arbitrary: raw.map((char) => ({ raw: char })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...REFERENCES).map(([reference, means]) => ({ reference, means })),
  },
);
const pieces = fc.array(piece, { maxLength: 8 });
/** What comments, CDATA and instructions hold: markup means nothing there. */
const plain = fc
  .array(fc.oneof(raw, fc.constantFrom('<', '&', '<Say>', '</Say>', '&amp;', '$&')), { maxLength: 8 })
  .map((chars) => chars.join(''));

const attribute = (names: readonly string[]): fc.Arbitrary<RandomAttribute> =>
  fc.record({
    name: fc.constantFrom(...names),
    value: pieces,
    quote: fc.constantFrom('"', "'"),
    before: SOME_SPACE,
    around: SPACE,
  });

/** Random documents, as they are printed and as they must be read. Without `odd`, none that trips other parsers. */
export function printedDocuments({ odd }: { readonly odd: boolean }): fc.Arbitrary<Printed> {
  const names = odd ? NAMES : NAMES.slice(0, -4);
  const { tree } = fc.letrec<{ tree: RandomElement; node: RandomNode }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      pieces.map((text) => ({ kind: 'text' as const, text })),
      plain.map((text) => ({ kind: 'comment' as const, text })),
      plain.map((text) => ({ kind: 'cdata' as const, text })),
      plain.map((text) =>
        odd ? { kind: 'instruction' as const, text } : { kind: 'comment' as const, text },
      ),
      tie('tree'),
    ),
    tree: fc.record({
      kind: fc.constant('element' as const),
      name: fc.constantFrom(...names),
      attributes: fc.uniqueArray(attribute(names), { maxLength: 4, selector: ({ name }) => name }),
      children: fc.array(tie('node'), { maxLength: 5 }),
      space: SPACE,
    }),
  }));
  return fc
    .tuple(fc.constantFrom('', '<?xml version="1.0"?>', '<!-- x -->\r\n'), tree)
    .map(([start, root]) => new Printer(start).document({ ...root, name: 'Response' }));
}

class Printer {
  #source: string;
  readonly #elements: Element[] = [];

  constructor(start: string) {
    this.#source = start;
  }

  document(root: RandomElement): Printed {
    this.#element(root, null);
    return { source: this.#source, elements: this.#elements };
  }

  #put(text: string): Span {
    const start = this.#source.length;
    this.#source += text;
    return { start, end: this.#source.length };
  }

  #element({ name, attributes, children, space }: RandomElement, parent: number | null): number {
    const id = this.#elements.length;
    const start = this.#source.length;
    const lines = this.#source.split(/\r\n|\r|\n/);
    this.#put(`<${name}`);
    const written = attributes.map((one) => this.#attribute(one));
    const empty = children.length === 0 && space.length % 2 === 0;
    this.#put(empty ? `${space}/>` : `${space}>`);
    const content: Child[] = [];
    const element = {
      id,
      name,
      parent,
      attributes: written,
      children: content,
      tag: { start, end: this.#source.length },
      line: lines.length,
      column: (lines.at(-1) ?? '').length + 1,
    };
    this.#elements.push({ ...element, span: element.tag });
    for (const child of joined(children)) content.push(...this.#child(child, id));
    if (!empty) this.#put(`</${name}${space}>`);
    this.#elements[id] = { ...element, span: { start, end: this.#source.length } };
    return id;
  }

  #attribute({ name, value, quote, before, around }: RandomAttribute): Attribute {
    this.#put(before);
    const nameSpan = this.#put(name);
    this.#put(`${around}=${around}${quote}`);
    const quoted = value.map((part) =>
      'raw' in part && part.raw.includes(quote)
        ? { reference: quote === '"' ? '&quot;' : '&apos;', means: quote }
        : part,
    );
    const valueSpan = this.#put(printed(quoted));
    this.#put(quote);
    return {
      name,
      value: meaning(quoted, (text) => text.replace(/\r\n|[\r\n\t]/g, ' ')),
      nameSpan,
      valueSpan,
    };
  }

  #child(node: RandomNode, parent: number): readonly Child[] {
    switch (node.kind) {
      case 'element':
        return [{ kind: 'element', id: this.#element(node, parent) }];
      case 'instruction':
        this.#put(`<?pi ${node.text}?>`);
        return [];
      case 'text':
        return this.#text('text', printed(node.text), meaning(node.text, lineFeeds));
      case 'cdata':
        return this.#text('cdata', `<![CDATA[${node.text}]]>`, lineFeeds(node.text));
      case 'comment':
        return this.#text('comment', `<!--${node.text}-->`, lineFeeds(node.text));
    }
  }

  #text(kind: TextNode['kind'], markup: string, text: string): readonly Child[] {
    return markup === '' ? [] : [{ kind, text, span: this.#put(markup) }];
  }
}

/** Neighbouring texts are one text when they are read. */
function joined(nodes: readonly RandomNode[]): readonly RandomNode[] {
  const result: RandomNode[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.kind === 'text' && last?.kind === 'text') {
      result[result.length - 1] = { kind: 'text', text: [...last.text, ...node.text] };
    } else {
      result.push(node);
    }
  }
  return result;
}

function printed(all: readonly Piece[]): string {
  return all.map((part) => ('raw' in part ? part.raw : part.reference)).join('');
}

/** What pieces mean: what is written is normalised, what is referred to is not. */
function meaning(all: readonly Piece[], normalised: (text: string) => string): string {
  let text = '';
  let written = '';
  for (const part of all) {
    if ('raw' in part) {
      written += part.raw;
      continue;
    }
    text += normalised(written) + part.means;
    written = '';
  }
  return text + normalised(written);
}

function lineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
