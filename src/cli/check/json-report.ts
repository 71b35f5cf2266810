import { jsonLine } from '../transcript/printable-json.ts';
import { type Checked, countLevels } from './problems.ts';

/**
 * One `diagnostic` event a problem, its `url` the file or URL as given, then one `checked` event; `skipped` files of folders are not
 * taken for TwiML.
 */
export function jsonReport(checked: readonly Checked[], skipped: number): readonly string[] {
  const problems = checked.flatMap(({ name, product, problems: found }) =>
    found.map(({ code, rule, level, message, location, help, excerpt, parserMessage }) => ({
      type: 'diagnostic',
      code,
      rule,
      level,
      message,
      url: name,
      line: location?.line ?? null,
      column: location?.column ?? null,
      help,
      excerpt,
      parserMessage,
      product,
    })),
  );
  const products = checked.map(({ name, product, guessed }) => ({ url: name, product, guessed }));
  const total = { type: 'checked', documents: checked.length, ...countLevels(checked), products, skipped };
  return [...problems, total].map((event, seq) => jsonLine({ seq, at: 0, ...event }));
}
