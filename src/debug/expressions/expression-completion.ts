import type { Json } from '../../engine/json.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { ExpressionError } from './expression.ts';
import { FUNCTIONS } from './functions.ts';
import { parseExpression } from './parse-expression.ts';
import { fieldsOf, ROOTS, type RootName, SESSION_ROOTS } from './roots.ts';
import { type Token, tokensOf } from './tokens.ts';
import { isRecord, textOfValue } from './value.ts';

/** A whole text that an unfinished expression could become. */
export interface ExpressionCompletion {
  readonly text: string;
  /** What the last name means, or its value now. */
  readonly help: string;
}

/** Longer values are cut where they are listed, in characters. */
const LONGEST_HELP = 60;
/** A name that can stand after a dot. */
const PLAIN_NAME = /^[A-Za-z_]\w*$/;

/**
 * What the end of an expression could become: the roots and functions that begin with what is written there, or after a
 * dot the fields that are there now.
 */
export function expressionCompletions(
  text: string,
  scope: Scope,
  roots: readonly RootName[] = SESSION_ROOTS,
): readonly ExpressionCompletion[] {
  const tokens = readable(text);
  if (!tokens) return [];
  const last = tokens.at(-1);
  const begun = last?.type === 'name' && last.span.end === text.length ? last : null;
  const written = begun?.name ?? '';
  const head = begun ? text.slice(0, begun.span.start) : text;
  const before = begun ? tokens.slice(0, -1) : tokens;
  if (isSymbol(before.at(-1), '.')) return fields(head, before, { written, scope, roots });
  return names(roots)
    .filter(({ name }) => name.startsWith(written))
    .map(({ name, help }) => ({ text: head + name, help }));
}

/** The tokens but for the end; nothing where the text cannot be cut into tokens, as in the middle of quotes. */
function readable(text: string): readonly Token[] | null {
  try {
    return tokensOf(text).slice(0, -1);
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

function names(roots: readonly RootName[]): readonly { readonly name: string; readonly help: string }[] {
  return [
    ...roots.map((name) => ({ name, help: ROOTS[name].help })),
    ...Object.entries(FUNCTIONS).map(([name, { help }]) => ({ name: `${name}(`, help })),
  ];
}

interface Wanted {
  readonly written: string;
  readonly scope: Scope;
  readonly roots: readonly RootName[];
}

/** Fields of what stands before the dot, those that are there now with their values. */
function fields(
  head: string,
  before: readonly Token[],
  { written, scope, roots }: Wanted,
): readonly ExpressionCompletion[] {
  const path = pathBefore(before);
  const first = path[0];
  if (first?.type !== 'name') return [];
  const parsed = parseExpression(head.slice(first.span.start, head.lastIndexOf('.')), roots);
  if (!parsed.ok) return [];
  const evaluated = evaluate(parsed.value, scope);
  const value = evaluated.ok ? evaluated.value : null;
  const known = parsed.value.type === 'root' ? fieldsOf(parsed.value.name) : [];
  const found = isRecord(value) ? value : {};
  const all = [...new Set([...known, ...Object.keys(found)])];
  return all
    .filter((name) => name.startsWith(written))
    .map((name) => ({ text: head.slice(0, -1) + suffix(name), help: shortened(found, name) }));
}

/** The tokens of the path that ends with the dot: `legs[0].`. */
function pathBefore(tokens: readonly Token[]): readonly Token[] {
  let at = tokens.length - 1;
  let depth = 0;
  for (; at >= 0; at--) {
    const token = tokens[at];
    if (isSymbol(token, ']')) depth++;
    else if (isSymbol(token, '[')) depth--;
    else if (depth === 0 && token?.type === 'name' && !isSymbol(tokens[at - 1], '.')) break;
  }
  return tokens.slice(Math.max(0, at));
}

function isSymbol(token: Token | undefined, symbol: string): boolean {
  return token?.type === 'symbol' && token.symbol === symbol;
}

function suffix(name: string): string {
  return PLAIN_NAME.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function shortened(record: Readonly<Record<string, Json>>, name: string): string {
  const text = textOfValue(record[name] ?? null);
  return text.length > LONGEST_HELP ? `${[...text].slice(0, LONGEST_HELP).join('')}…` : text;
}
