import type { Json } from '../../engine/json.ts';
import { accepted, type Result, refused } from '../../errors/result.ts';
import {
  type BinaryOperator,
  type Expression,
  ExpressionError,
  type ExpressionProblem,
} from './expression.ts';
import { FUNCTIONS } from './functions.ts';
import type { RootName } from './roots.ts';
import { areEqual, fieldOf, holds, isIn, numberIn, orderOf, quotedValue, textOfValue } from './value.ts';

/** Where the values come from. A root is asked for only where the expression needs it. */
export type Scope = (root: RootName) => Json;

type Binary = Extract<Expression, { readonly type: 'binary' }>;

/** Works out an expression. It reads the scope and nothing else, and changes nothing. */
export function evaluate(expression: Expression, scope: Scope): Result<Json, ExpressionProblem> {
  try {
    return accepted(valueAt(expression, scope));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return refused({ message: error.message, span: error.span });
  }
}

function valueAt(expression: Expression, scope: Scope): Json {
  switch (expression.type) {
    case 'literal':
      return expression.value;
    case 'list':
      return expression.items.map((item) => valueAt(item, scope));
    case 'root':
      return scope(expression.name);
    case 'field':
      return fieldOf(valueAt(expression.of, scope), valueAt(expression.name, scope));
    case 'not':
      return !holds(valueAt(expression.of, scope));
    case 'negative':
      return -operand(expression.of, scope);
    case 'binary':
      return OPERATORS[expression.operator](expression, scope);
    case 'match':
      return matches(valueAt(expression.left, scope), expression.pattern.matches);
    case 'call': {
      const result = FUNCTIONS[expression.name].apply(valueAt(expression.argument, scope));
      if ('problem' in result) throw new ExpressionError(result.problem, expression.span);
      return result.value;
    }
  }
}

/** Sides are worked out from left to right, and the right one of `and` and `or` only where it decides. */
const OPERATORS: Readonly<Record<BinaryOperator, (binary: Binary, scope: Scope) => Json>> = {
  or: ({ left, right }, scope) => holds(valueAt(left, scope)) || holds(valueAt(right, scope)),
  and: ({ left, right }, scope) => holds(valueAt(left, scope)) && holds(valueAt(right, scope)),
  '==': ({ left, right }, scope) => areEqual(valueAt(left, scope), valueAt(right, scope)),
  '!=': ({ left, right }, scope) => !areEqual(valueAt(left, scope), valueAt(right, scope)),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  '~': ({ left, right }, scope) => {
    const part = textOfValue(valueAt(right, scope));
    return matches(valueAt(left, scope), (text) => text.includes(part));
  },
  in: ({ left, right }, scope) => isIn(valueAt(left, scope), valueAt(right, scope)),
  '+': arithmetic((a, b) => a + b),
  '-': arithmetic((a, b) => a - b),
  '*': arithmetic((a, b) => a * b),
  '/': (binary, scope) => {
    const divided = operand(binary.left, scope) / operand(binary.right, scope);
    if (!Number.isFinite(divided)) throw new ExpressionError('this divides by 0', binary.span);
    return divided;
  },
};

function ordered(decide: (order: number) => boolean) {
  return ({ left, right }: Binary, scope: Scope): Json => {
    const order = orderOf(valueAt(left, scope), valueAt(right, scope));
    return order !== null && decide(order);
  };
}

function arithmetic(combine: (a: number, b: number) => number) {
  return ({ left, right }: Binary, scope: Scope): Json =>
    combine(operand(left, scope), operand(right, scope));
}

/** A side of `+ - * /`. */
function operand(expression: Expression, scope: Scope): number {
  const value = valueAt(expression, scope);
  const number = numberIn(value);
  if (number !== null) return number;
  throw new ExpressionError(`this is ${quotedValue(value)}, and not a number`, expression.span);
}

/** A list matches when one of its entries does; what is absent matches nothing. */
function matches(value: Json, test: (text: string) => boolean): boolean {
  if (value === null) return false;
  return Array.isArray(value) ? value.some((entry) => matches(entry, test)) : test(textOfValue(value));
}
