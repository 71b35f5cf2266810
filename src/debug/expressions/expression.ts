import type { Json } from '../../engine/json.ts';
import type { FunctionName } from './functions.ts';
import type { Pattern } from './pattern.ts';
import type { RootName } from './roots.ts';

/** Half-open range of UTF-16 offsets in the text of an expression. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Operators with two sides. */
export type BinaryOperator =
  | 'or'
  | 'and'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '~'
  | 'in'
  | '+'
  | '-'
  | '*'
  | '/';

/** An expression as read: a tree in which each part knows where it is written. */
export type Expression = { readonly span: Span } & (
  | { readonly type: 'literal'; readonly value: Json }
  | { readonly type: 'list'; readonly items: readonly Expression[] }
  | { readonly type: 'root'; readonly name: RootName }
  | { readonly type: 'field'; readonly of: Expression; readonly name: Expression }
  | { readonly type: 'not' | 'negative'; readonly of: Expression }
  | {
      readonly type: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly type: 'match'; readonly left: Expression; readonly pattern: Pattern }
  | { readonly type: 'call'; readonly name: FunctionName; readonly argument: Expression }
);

/** What is wrong with an expression: as it is written, or with the values that it met. */
export interface ExpressionProblem {
  /** One sentence, with what can be written instead. */
  readonly message: string;
  /** Where in the text. */
  readonly span: Span;
}

/** Thrown inside this folder only; {@link parseExpression} and {@link evaluate} answer with the problem. */
export class ExpressionError extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}
