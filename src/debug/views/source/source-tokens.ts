import type { Document } from '../../../twiml/document.ts';
import { lex, type Token } from '../../../twiml/source/lexer.ts';

/** What a piece of TwiML is, for colouring. */
export type TokenKind = 'tag' | 'name' | 'attribute' | 'value' | 'text' | 'quiet';

/** A piece of the source; half-open, in UTF-16 units. */
export interface SourceToken {
  readonly start: number;
  readonly end: number;
  readonly kind: TokenKind;
}

const known = new WeakMap<Document, readonly SourceToken[]>();

/** The pieces of a range of a document, in order and without gaps. */
export function tokensIn(document: Document, start: number, end: number): readonly SourceToken[] {
  const tokens = tokensOf(document);
  const found: SourceToken[] = [];
  for (let at = firstAfter(tokens, start); at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || token.start >= end) break;
    found.push({ kind: token.kind, start: Math.max(start, token.start), end: Math.min(end, token.end) });
  }
  return found;
}

/** All pieces of a document; looked up again and again, so made once. */
function tokensOf(document: Document): readonly SourceToken[] {
  let tokens = known.get(document);
  if (!tokens) {
    tokens = [...lex(document.source)].flatMap(pieces);
    known.set(document, tokens);
  }
  return tokens;
}

/** The first token that ends behind an offset. */
function firstAfter(tokens: readonly SourceToken[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pieces(token: Token): readonly SourceToken[] {
  const { start, end } = token.span;
  if (token.kind === 'text' || token.kind === 'cdata') return [{ start, end, kind: 'text' }];
  if (token.kind === 'close') return tag(start, start + 2, end - 1, end);
  if (token.kind !== 'open') return [{ start, end, kind: 'quiet' }];
  const nameEnd = start + 1 + token.name.length;
  const found: SourceToken[] = [
    { start, end: start + 1, kind: 'tag' },
    { start: start + 1, end: nameEnd, kind: 'name' },
  ];
  let at = nameEnd;
  for (const { name, value } of token.attributes) {
    found.push({ start: at, end: name.start, kind: 'tag' });
    found.push({ start: name.start, end: name.end, kind: 'attribute' });
    found.push({ start: name.end, end: value.start - 1, kind: 'tag' });
    found.push({ start: value.start - 1, end: value.end + 1, kind: 'value' });
    at = value.end + 1;
  }
  found.push({ start: at, end, kind: 'tag' });
  return found.filter((piece) => piece.end > piece.start);
}

function tag(start: number, nameStart: number, nameEnd: number, end: number): readonly SourceToken[] {
  return [
    { start, end: nameStart, kind: 'tag' },
    { start: nameStart, end: nameEnd, kind: 'name' },
    { start: nameEnd, end, kind: 'tag' },
  ];
}
