import type { Span } from '../document.ts';

/** An attribute's ranges inside a start tag; `value` lies between the quotes. */
export interface AttributeRange {
  readonly name: Span;
  readonly value: Span;
}

/** One piece of markup with its range. `declaration` is `<?xml ...?>`, `instruction` any other `<?...?>`. */
export type Token =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly span: Span;
      readonly attributes: readonly AttributeRange[];
      readonly empty: boolean;
    }
  | { readonly kind: 'close'; readonly span: Span }
  | {
      readonly kind: 'text' | 'cdata' | 'comment' | 'declaration' | 'instruction' | 'doctype';
      readonly span: Span;
    };

/** White space as XML 1.0 section 2.3 knows it; `\s` means more than twice as many characters. */
const SPACE = /[\t\n\r ]*/y;
const NAME = /[^\t\n\r />]+/y;
const ATTRIBUTE_NAME = /[^\t\n\r =/>"']+/y;
const QUOTED = /"[^"]*"|'[^']*'/y;

/**
 * Cuts XML into its pieces and says where each stands. It judges nothing: on a document that is not well formed
 * the pieces are a best guess (good enough to colour a source view), on a well-formed one they are exact.
 */
export function* lex(source: string): Generator<Token> {
  let at = 0;
  while (at < source.length) {
    const next = source.indexOf('<', at);
    const textEnd = next === -1 ? source.length : next;
    if (textEnd > at) yield { kind: 'text', span: { start: at, end: textEnd } };
    if (next === -1) return;
    const token = markup(source, next);
    yield token;
    at = Math.max(token.span.end, next + 1);
  }
}

function markup(source: string, start: number): Token {
  const until = (close: string, from: number): Span => {
    const found = source.indexOf(close, from);
    return { start, end: found === -1 ? source.length : found + close.length };
  };
  if (source.startsWith('<!--', start)) return { kind: 'comment', span: until('-->', start + 4) };
  if (source.startsWith('<![CDATA[', start)) return { kind: 'cdata', span: until(']]>', start + 9) };
  if (source.startsWith('<?', start)) {
    const xml = /^<\?xml[\s?]/.test(source.slice(start, start + 6));
    return { kind: xml ? 'declaration' : 'instruction', span: until('?>', start + 2) };
  }
  if (source.startsWith('<!', start)) return { kind: 'doctype', span: doctype(source, start) };
  if (source.startsWith('</', start)) return { kind: 'close', span: until('>', start + 2) };
  return startTag(source, start);
}

/** A DOCTYPE may hold an internal subset in brackets, with `>` inside. */
function doctype(source: string, start: number): Span {
  let depth = 0;
  for (let i = start; i < source.length; i++) {
    const char = source[i];
    if (char === '[') depth++;
    else if (char === ']') depth--;
    else if (char === '>' && depth <= 0) return { start, end: i + 1 };
  }
  return { start, end: source.length };
}

function startTag(source: string, start: number): Token {
  const name = source.slice(start + 1, skip(NAME, source, start + 1));
  const attributes: AttributeRange[] = [];
  let at = start + 1 + name.length;
  while (at < source.length) {
    const char = source[at];
    if (char === '>') return { kind: 'open', name, span: { start, end: at + 1 }, attributes, empty: false };
    if (char === '/' && source[at + 1] === '>') {
      return { kind: 'open', name, span: { start, end: at + 2 }, attributes, empty: true };
    }
    const nameEnd = skip(ATTRIBUTE_NAME, source, at);
    if (nameEnd === at) {
      at++;
      continue;
    }
    const range = valueRange(source, nameEnd);
    if (range) attributes.push({ name: { start: at, end: nameEnd }, value: range });
    at = range ? range.end + 1 : nameEnd;
  }
  return { kind: 'open', name, span: { start, end: source.length }, attributes, empty: false };
}

/** The quoted value behind an attribute's name, or `null` when the name has none. */
function valueRange(source: string, nameEnd: number): Span | null {
  const equals = skip(SPACE, source, nameEnd);
  if (source[equals] !== '=') return null;
  const start = skip(SPACE, source, equals + 1);
  const end = skip(QUOTED, source, start);
  return end === start ? null : { start: start + 1, end: end - 1 };
}

/** Offset behind what a sticky pattern matches at `from`; `from` itself when it matches nothing there. */
function skip(pattern: RegExp, source: string, from: number): number {
  pattern.lastIndex = from;
  return from + (pattern.exec(source)?.[0].length ?? 0);
}
