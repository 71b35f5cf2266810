import { accepted, type Result, refused } from '../../errors/result.ts';
import { evaluate, type Scope } from './evaluate.ts';
import type { Expression, ExpressionProblem, Span } from './expression.ts';
import { parseExpression } from './parse-expression.ts';
import { textOfValue } from './value.ts';

/** The text of a logpoint: what is written as it is, and expressions in braces. */
export type LogTemplate = readonly (string | Expression)[];

/** Reads `text {expression}`. A brace that is meant as such is doubled: `{{`. */
export function parseLogTemplate(text: string): Result<LogTemplate, ExpressionProblem> {
  const template: (string | Expression)[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const character = text[at] ?? '';
    if ((character === '{' || character === '}') && text[at + 1] === character) {
      plain += character;
      at += 2;
      continue;
    }
    if (character !== '{') {
      plain += character;
      at++;
      continue;
    }
    const end = text.indexOf('}', at);
    if (end === -1) {
      return refused({
        message: 'what begins here has no } at its end',
        span: { start: at, end: text.length },
      });
    }
    const parsed = parseExpression(text.slice(at + 1, end));
    if (!parsed.ok) {
      const { message, span } = parsed.refusal;
      return refused({ message, span: shifted(span, at + 1) });
    }
    if (plain !== '') template.push(plain);
    plain = '';
    template.push(parsed.value);
    at = end + 1;
  }
  return accepted(plain === '' ? template : [...template, plain]);
}

/** The text with the values in it; what cannot be worked out says why in its place. */
export function filledIn(template: LogTemplate, scope: Scope): string {
  return template
    .map((part) => {
      if (typeof part === 'string') return part;
      const evaluated = evaluate(part, scope);
      return evaluated.ok ? textOfValue(evaluated.value) : `{${evaluated.refusal.message}}`;
    })
    .join('');
}

function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
