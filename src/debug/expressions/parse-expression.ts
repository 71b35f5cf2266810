import { nearestName } from '../../errors/nearest.ts';
import { accepted, type Result, refused } from '../../errors/result.ts';
import {
  type BinaryOperator,
  type Expression,
  ExpressionError,
  type ExpressionProblem,
  type Span,
} from './expression.ts';
import { FUNCTIONS, type FunctionName, isFunctionName } from './functions.ts';
import { readPattern } from './pattern.ts';
import { ROOTS, type RootName, SESSION_ROOTS } from './roots.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Deeper nesting is refused: nobody writes it, and reading it would need too much of the stack. */
const DEEPEST = 100;
/** In UTF-16 units. */
const LONGEST = 4096;

/** Operators from the loosest to the tightest: those of one row bind alike, from left to right. */
const PRECEDENCE: readonly (readonly BinaryOperator[])[] = [
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>=', '~', 'in'],
  ['+', '-'],
  ['*', '/'],
];
/** The row whose operators cannot follow one another: `1 < 2 < 3` is a slip in every language that allows it. */
const COMPARISONS = 2;
const LITERALS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
/** Words that are operators, and so no roots. */
const WORDS = ['and', 'or', 'not', 'in'];

/**
 * Reads an expression of conditions, watches, logpoints and filters. The grammar is in docs/expressions.md.
 *
 * @param roots - The names that it may begin with; those of a session by default.
 */
export function parseExpression(
  text: string,
  roots: readonly RootName[] = SESSION_ROOTS,
): Result<Expression, ExpressionProblem> {
  try {
    if (text.length > LONGEST)
      throw new ExpressionError(`an expression has at most ${LONGEST} characters`, {
        start: LONGEST,
        end: text.length,
      });
    return accepted(new Parser(tokensOf(text), roots).whole());
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return refused({ message: error.message, span: error.span });
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #roots: readonly RootName[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], roots: readonly RootName[]) {
    this.#tokens = tokens;
    this.#roots = roots;
  }

  whole(): Expression {
    const expression = this.#binary(0);
    const rest = this.#token;
    if (rest.type !== 'end')
      throw new ExpressionError(`an operator is missing before ${shown(rest)}`, rest.span);
    return expression;
  }

  get #token(): Token {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1);
    if (!token) throw new Error('tokens end with an end');
    return token;
  }

  /** The next token if it is this symbol or word, and past it. */
  #take(...written: readonly string[]): Token | null {
    const token = this.#token;
    if (!written.includes(writtenAs(token) ?? '')) return null;
    this.#at++;
    return token;
  }

  #expect(symbol: string, opened: Span): Span {
    const token = this.#take(symbol);
    if (!token) throw new ExpressionError(`what begins here has no ${symbol} at its end`, opened);
    return token.span;
  }

  #binary(row: number): Expression {
    const operators = PRECEDENCE[row];
    if (!operators) return this.#unary();
    let left = row === COMPARISONS ? this.#negation(row) : this.#binary(row + 1);
    for (let count = 0; ; count++) {
      const operator = operators.find((one) => one === writtenAs(this.#token));
      if (operator === undefined) return left;
      if (row === COMPARISONS && count > 0)
        throw new ExpressionError(
          'comparisons cannot follow one another: join them with and',
          this.#token.span,
        );
      this.#at++;
      left = operator === '~' ? this.#match(left) : this.#joined(left, operator, row);
    }
  }

  #joined(left: Expression, operator: BinaryOperator, row: number): Expression {
    const right = this.#binary(row + 1);
    return { type: 'binary', operator, left, right, span: { start: left.span.start, end: right.span.end } };
  }

  #match(left: Expression): Expression {
    const token = this.#token;
    if (token.type !== 'pattern') return this.#joined(left, '~', COMPARISONS);
    this.#at++;
    if (token.flags !== '' && token.flags !== 'i')
      throw new ExpressionError(
        `the only letter that may follow a pattern is i, not ${token.flags}`,
        token.span,
      );
    const pattern = readPattern(token.source, token.flags === 'i');
    if ('problem' in pattern) throw new ExpressionError(pattern.problem, token.span);
    return { type: 'match', left, pattern, span: { start: left.span.start, end: token.span.end } };
  }

  /** `not` binds looser than comparisons: `not a == b` is `not (a == b)`. */
  #negation(row: number): Expression {
    const not = this.#take('not');
    if (!not) return this.#binary(row + 1);
    const of = this.#deeper(not.span, () => this.#binary(row));
    return { type: 'not', of, span: { start: not.span.start, end: of.span.end } };
  }

  #unary(): Expression {
    const minus = this.#take('-');
    if (!minus) return this.#path();
    const of = this.#deeper(minus.span, () => this.#unary());
    return { type: 'negative', of, span: { start: minus.span.start, end: of.span.end } };
  }

  #deeper<T>(span: Span, read: () => T): T {
    if (++this.#depth > DEEPEST) throw new ExpressionError('this is nested too deeply', span);
    const result = read();
    this.#depth--;
    return result;
  }

  #path(): Expression {
    let of = this.#primary();
    for (;;) {
      const opened = this.#take('.', '[');
      if (!opened) return of;
      const { name, end } = writtenAs(opened) === '.' ? this.#fieldName(opened) : this.#inBrackets(opened);
      of = { type: 'field', of, name, span: { start: of.span.start, end } };
    }
  }

  #fieldName(dot: Token): { readonly name: Expression; readonly end: number } {
    const token = this.#token;
    if (token.type !== 'name')
      throw new ExpressionError('the name of a field is missing after the dot', dot.span);
    this.#at++;
    return { name: { type: 'literal', value: token.name, span: token.span }, end: token.span.end };
  }

  #inBrackets(opened: Token): { readonly name: Expression; readonly end: number } {
    const name = this.#deeper(opened.span, () => this.#binary(0));
    return { name, end: this.#expect(']', opened.span).end };
  }

  #primary(): Expression {
    const token = this.#token;
    this.#at++;
    switch (token.type) {
      case 'number':
      case 'text':
        return { type: 'literal', value: token.value, span: token.span };
      case 'name':
        return this.#named(token.name, token.span);
      case 'symbol':
        if (token.symbol === '(') return this.#inParentheses(token.span);
        if (token.symbol === '[') return this.#list(token.span);
        throw new ExpressionError(`a value is missing before ${token.symbol}`, token.span);
      case 'pattern':
        throw new ExpressionError('a pattern is written after ~', token.span);
      case 'end':
        throw new ExpressionError('a value is missing at the end', token.span);
    }
  }

  #inParentheses(opened: Span): Expression {
    const inner = this.#deeper(opened, () => this.#binary(0));
    return { ...inner, span: { start: opened.start, end: this.#expect(')', opened).end } };
  }

  #list(opened: Span): Expression {
    const items: Expression[] = [];
    for (;;) {
      const closed = this.#take(']');
      if (closed) return { type: 'list', items, span: { start: opened.start, end: closed.span.end } };
      items.push(this.#deeper(opened, () => this.#binary(0)));
      if (!this.#take(',') && writtenAs(this.#token) !== ']') this.#expect(']', opened);
    }
  }

  #named(name: string, span: Span): Expression {
    if (Object.hasOwn(LITERALS, name)) return { type: 'literal', value: LITERALS[name] ?? null, span };
    const parenthesis = this.#take('(');
    if (parenthesis) return this.#call(name, span, parenthesis.span);
    const root = this.#roots.find((one) => one === name);
    if (root !== undefined) return { type: 'root', name: root, span };
    if (isFunctionName(name)) throw new ExpressionError(`${name} is a function: write ${name}(...)`, span);
    throw new ExpressionError(this.#unknown(name), span);
  }

  #call(name: string, span: Span, opened: Span): Expression {
    if (!isFunctionName(name)) {
      const known = Object.keys(FUNCTIONS);
      throw new ExpressionError(`there is no function ${name}: ${meant(name, known)}`, span);
    }
    return this.#applied(name, span, opened);
  }

  #applied(name: FunctionName, span: Span, opened: Span): Expression {
    const argument = this.#deeper(opened, () => this.#binary(0));
    const { end } = this.#expect(')', opened);
    return { type: 'call', name, argument, span: { start: span.start, end } };
  }

  #unknown(name: string): string {
    if (WORDS.includes(name)) return `a value is missing before ${name}`;
    if (Object.hasOwn(ROOTS, name)) return `there is no ${name} here: it is for filters`;
    return `there is no ${name}: ${meant(name, this.#roots)}`;
  }
}

function meant(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  return near === null ? `there is ${known.join(', ')}` : `did you mean ${near}?`;
}

/** A symbol or word as it is written; `null` for values. */
function writtenAs(token: Token): string | null {
  if (token.type === 'symbol') return token.symbol;
  return token.type === 'name' ? token.name : null;
}

function shown(token: Token): string {
  switch (token.type) {
    case 'name':
      return token.name;
    case 'number':
      return String(token.value);
    case 'text':
      return JSON.stringify(token.value);
    case 'pattern':
      return `/${token.source}/`;
    case 'symbol':
      return token.symbol;
    case 'end':
      return 'the end';
  }
}
