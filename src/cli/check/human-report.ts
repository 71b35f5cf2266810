import { styleText } from 'node:util';
import { visibleText } from '../../debug/views/visible-text.ts';
import type { Diagnostic } from '../../errors/diagnostic.ts';
import { type Checked, countLevels } from './problems.ts';

type Style = Parameters<typeof styleText>[0];

/** Problems as the best compilers print them: place, level, code, the source with a caret, help. */
export function humanReport(checked: readonly Checked[], color: boolean): string {
  const paint = (style: Style, text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const blocks = checked.flatMap((one) => one.problems.map((problem) => block(one.name, problem, paint)));
  return [...blocks, summary(checked, paint)].join('\n\n');
}

function block(name: string, problem: Diagnostic, paint: (style: Style, text: string) => string): string {
  const { level, code, rule, message, location, excerpt, help, parserMessage } = problem;
  const style: Style = level === 'error' ? 'red' : level === 'warning' ? 'yellow' : 'blue';
  const place = location ? `${visibleText(name)}:${location.line}:${location.column}` : visibleText(name);
  const rows = [
    `${paint('bold', place)}  ${paint(style, `${level} ${code ?? rule}`)}  ${visibleText(message)}`,
  ];
  if (excerpt !== null) for (const line of excerpt.split('\n')) rows.push(`  ${frame(line, style, paint)}`);
  if (help !== null) rows.push(`  ${paint('bold', 'help:')} ${visibleText(help)}`);
  if (parserMessage !== null) rows.push(`  ${paint('dim', `Twilio says: ${visibleText(parserMessage)}`)}`);
  return rows.join('\n');
}

/** The line with the carets is the only one whose gutter is empty. */
function frame(line: string, style: Style, paint: (style: Style, text: string) => string): string {
  const caret = /^(\s*\| )(\s*\^+)$/.exec(line);
  return caret ? paint('dim', caret[1] ?? '') + paint(style, caret[2] ?? '') : visibleText(line);
}

function summary(checked: readonly Checked[], paint: (style: Style, text: string) => string): string {
  const { errors, warnings } = countLevels(checked);
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const products = [...new Set(checked.map(({ product }) => product).filter((product) => product !== null))];
  const as = products.length === 0 ? '' : ` (read as ${products.join(' and ')})`;
  const text = `${count(checked.length, 'document')}${as}, ${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  return paint(errors > 0 ? 'red' : warnings > 0 ? 'yellow' : 'green', text);
}
