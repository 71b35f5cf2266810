import { accepted, type Result, refused } from '../../errors/result.ts';
import type { Expression } from '../expressions/expression.ts';
import { type LogTemplate, parseLogTemplate } from '../expressions/log-template.ts';
import { parseExpression } from '../expressions/parse-expression.ts';

/** When a breakpoint stops, and whether it says something instead. */
export interface Qualifiers {
  /** Only where this holds. */
  readonly condition?: { readonly text: string; readonly expression: Expression };
  /** From this time on that it is come by; the first one by default. */
  readonly hits?: number;
  /** It is gone after its first stop. */
  readonly once?: true;
  /** It does not stop, but says this. */
  readonly log?: { readonly text: string; readonly template: LogTemplate };
}

/**
 * Reads `[if EXPRESSION] [hits N] [once] [log "text {expression}"]` at the end of a breakpoint; a refusal says what is wrong.
 */
export function parseQualifiers(text: string): Result<Qualified> {
  const cut = trailing(text.replace(/\s/g, ' ').trim());
  if (!cut.ok) return cut;
  const { rest, qualifiers } = cut.value;
  const at = rest.indexOf(' if ');
  if (at === -1) return cut;
  const condition = rest.slice(at + 4).trim();
  const parsed = parseExpression(condition);
  if (!parsed.ok) {
    const { message, span } = parsed.refusal;
    return refused(`if: ${message} (character ${span.start + 1} of ${condition})`);
  }
  return accepted({
    rest: rest.slice(0, at).trim(),
    qualifiers: { condition: { text: condition, expression: parsed.value }, ...qualifiers },
  });
}

/** A breakpoint without its qualifiers, and these. */
interface Qualified {
  readonly rest: string;
  readonly qualifiers: Qualifiers;
}

/** Cuts off what stands behind the condition, in any order. */
function trailing(text: string): Result<Qualified> {
  let rest = text;
  let qualifiers: Qualifiers = {};
  for (;;) {
    const found = lastQualifier(rest);
    if (!found) return accepted({ rest, qualifiers });
    if (!found.ok) return found;
    qualifiers = { ...found.value.qualifier, ...qualifiers };
    rest = rest.slice(0, found.value.start).trimEnd();
  }
}

/** The qualifier that a text ends with, and where it begins; `null` where it ends with none. */
function lastQualifier(
  text: string,
): Result<{ readonly start: number; readonly qualifier: Qualifiers }> | null {
  if (text.endsWith(' once')) return accepted({ start: text.length - 5, qualifier: { once: true } });
  const hits = text.lastIndexOf(' hits ');
  const count = hits === -1 ? '' : text.slice(hits + 6).trim();
  if (/^[1-9]\d{0,8}$/.test(count)) return accepted({ start: hits, qualifier: { hits: Number(count) } });
  const log = text.endsWith('"') ? text.lastIndexOf(' log "') : -1;
  if (log === -1 || log + 6 >= text.length) return null;
  const written = text.slice(log + 6, -1).replace(/\\(.)/g, '$1');
  const parsed = parseLogTemplate(written);
  if (!parsed.ok) return refused(`log: ${parsed.refusal.message}`);
  return accepted({ start: log, qualifier: { log: { text: written, template: parsed.value } } });
}

/** Qualifiers as they are written, each with a space before it. */
export function qualifiersText({ condition, hits, once, log }: Qualifiers): string {
  return [
    condition ? ` if ${condition.text}` : '',
    hits === undefined ? '' : ` hits ${hits}`,
    once ? ' once' : '',
    log ? ` log ${JSON.stringify(log.text)}` : '',
  ].join('');
}
