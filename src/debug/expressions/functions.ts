import type { Json } from '../../engine/json.ts';
import { numberIn, quotedValue, textOfValue } from './value.ts';

/** A function of one argument, or what is wrong with the argument. */
interface ExpressionFunction {
  readonly help: string;
  readonly apply: (value: Json) => { readonly value: Json } | { readonly problem: string };
}

/** The functions of expressions. Names are public API. */
export const FUNCTIONS = {
  count: {
    help: 'how many entries a list or a record has, or characters a text; 0 for null',
    apply: (value) => {
      if (value === null) return { value: 0 };
      if (typeof value === 'string') return { value: [...value].length };
      if (typeof value === 'object') return { value: Object.keys(value).length };
      return { problem: `count needs a list, a record or a text, not ${quotedValue(value)}` };
    },
  },
  lower: {
    help: 'a text in lower case',
    apply: (value) => ({ value: textOfValue(value).toLowerCase() }),
  },
  number: {
    help: 'the number that a text reads as',
    apply: (value) => {
      const number = numberIn(value);
      return number === null ? { problem: `${quotedValue(value)} is not a number` } : { value: number };
    },
  },
  text: {
    help: 'a value as text; null is the empty text',
    apply: (value) => ({ value: textOfValue(value) }),
  },
} as const satisfies Readonly<Record<string, ExpressionFunction>>;

/** The name of a function. */
export type FunctionName = keyof typeof FUNCTIONS;

/** True for the name of a function. */
export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}
