import { ExpressionError, type Span } from './expression.ts';

/** A piece of an expression. */
export type Token = { readonly span: Span } & (
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'pattern'; readonly source: string; readonly flags: string }
  | { readonly type: 'symbol'; readonly symbol: string }
  | { readonly type: 'end' }
);

const SPACE = /\s*/y;
const NAME = /[A-Za-z_]\w*/y;
const NUMBER = /\d+(?:\.\d+)?/y;
/** The longer ones first. */
const SYMBOL = /==|!=|<=|>=|[<>~()[\].,+*/-]/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * Cuts a text into tokens. A slash begins a pattern where a `~` stands before it, and divides elsewhere.
 *
 * @throws ExpressionError for a character that begins nothing, and for a text or pattern without an end.
 */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += matchAt(SPACE, text, at).length;
    const before = tokens.at(-1);
    const token = at >= text.length ? endAt(at) : tokenAt(text, at, isMatch(before));
    tokens.push(token);
    if (token.type === 'end') return tokens;
    at = token.span.end;
  }
}

function isMatch(token: Token | undefined): boolean {
  return token?.type === 'symbol' && token.symbol === '~';
}

function endAt(at: number): Token {
  return { type: 'end', span: { start: at, end: at } };
}

function tokenAt(text: string, start: number, patternMayBegin: boolean): Token {
  const first = text[start] ?? '';
  if (first === '"' || first === "'") return quoted(text, start, first);
  if (first === '/' && patternMayBegin) return patternAt(text, start);
  const name = matchAt(NAME, text, start);
  if (name !== '') return { type: 'name', name, span: { start, end: start + name.length } };
  const number = matchAt(NUMBER, text, start);
  if (number !== '')
    return { type: 'number', value: Number(number), span: { start, end: start + number.length } };
  const symbol = matchAt(SYMBOL, text, start);
  if (symbol !== '') return { type: 'symbol', symbol, span: { start, end: start + symbol.length } };
  throw new ExpressionError(hintFor(first), { start, end: start + first.length });
}

/** Characters that other languages have for the same. */
function hintFor(character: string): string {
  const instead: Readonly<Record<string, string>> = {
    '=': 'write == to compare',
    '!': 'write "not", or != to compare',
    '&': 'write "and"',
    '|': 'write "or"',
  };
  const hint = instead[character] ?? 'texts are written in quotes';
  return `"${character}" means nothing here: ${hint}`;
}

function quoted(text: string, start: number, quote: string): Token {
  let value = '';
  let at = start + 1;
  for (; at < text.length && text[at] !== quote; at++) {
    if (text[at] !== '\\') {
      value += text[at];
      continue;
    }
    at++;
    const escaped = text[at] ?? '';
    const code = escaped === 'u' ? /^[0-9a-fA-F]{4}/.exec(text.slice(at + 1, at + 5))?.[0] : undefined;
    value +=
      code === undefined ? (ESCAPES[escaped] ?? escaped) : String.fromCharCode(Number.parseInt(code, 16));
    at += code?.length ?? 0;
  }
  const span = { start, end: Math.min(at + 1, text.length) };
  if (at >= text.length)
    throw new ExpressionError(`the text that begins here has no ${quote} at its end`, span);
  return { type: 'text', value, span };
}

function patternAt(text: string, start: number): Token {
  let at = start + 1;
  while (at < text.length && text[at] !== '/') at += text[at] === '\\' ? 2 : 1;
  if (at >= text.length)
    throw new ExpressionError('the pattern that begins here has no / at its end', {
      start,
      end: text.length,
    });
  const flags = matchAt(/[A-Za-z]*/y, text, at + 1);
  const source = text.slice(start + 1, at).replaceAll('\\/', '/');
  return { type: 'pattern', source, flags, span: { start, end: at + 1 + flags.length } };
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
