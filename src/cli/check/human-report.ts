import { styleText } from 'node:util';
import { visibleText } from '../../debug/views/text/visible-text.ts';
import type { Diagnostic } from '../../errors/diagnostic.ts';
import type { ProductName } from '../../twiml/language/schema.ts';
import { type Checked, countLevels } from './problems.ts';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/** The colour of each level. */
const STYLES: Readonly<Record<Diagnostic['level'], Style>> = {
  error: 'red',
  warning: 'yellow',
  info: 'blue',
};

/**
 * Problems as the best compilers print them: place, level, code, the source with a caret, help. `skipped` files of folders are not
 * taken for TwiML.
 */
export function humanReport(
  checked: readonly Checked[],
  skipped: number,
  { color }: { readonly color: boolean },
): string {
  const paint: Paint = (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
  const blocks = checked.flatMap((one) => one.problems.map((problem) => block(one.name, problem, paint)));
  return [...blocks, summary(checked, skipped, paint)].join('\n\n');
}

function block(name: string, problem: Diagnostic, paint: Paint): string {
  const { level, code, rule, message, location, excerpt, help, parserMessage } = problem;
  const style = STYLES[level];
  const place = location ? `${visibleText(name)}:${location.line}:${location.column}` : visibleText(name);
  const rows = [
    `${paint('bold', place)}  ${paint(style, `${level} ${code ?? rule}`)}  ${shortened(message)}`,
  ];
  if (excerpt !== null) for (const line of excerpt.split('\n')) rows.push(`  ${frame(line, style, paint)}`);
  if (help !== null) rows.push(`  ${paint('bold', 'help:')} ${shortened(help)}`);
  if (parserMessage !== null) rows.push(`  ${paint('dim', `Twilio says: ${shortened(parserMessage)}`)}`);
  return rows.join('\n');
}

/** Longest sentence that is printed; what is quoted in it can be a whole document. */
const LONGEST = 400;

function shortened(text: string): string {
  const flat = visibleText(text.replace(/(?<!\s)\s+/g, oneLine));
  return flat.length > LONGEST ? `${flat.slice(0, LONGEST)}…` : flat;
}

/** White space that holds a line break, as one blank; other white space as it stands. */
function oneLine(space: string): string {
  return /[\r\n]/.test(space) ? ' ' : space;
}

/** The gutter stands back; the line with the carets is the only one whose gutter is empty. */
function frame(line: string, style: Style, paint: Paint): string {
  const [, gutter = '', rest = line] = /^(\s*\d* \| )(.*)$/s.exec(line) ?? [];
  const carets = /^\s*\| $/.test(gutter);
  return paint('dim', gutter) + (carets ? paint(style, rest) : visibleText(rest));
}

function summary(checked: readonly Checked[], skipped: number, paint: Paint): string {
  const { errors, warnings } = countLevels(checked);
  const infos = checked.flatMap(({ problems }) => problems).length - errors - warnings;
  const text = [
    `${counted(checked.length, 'document')}${readAs(checked)}`,
    counted(errors, 'error'),
    counted(warnings, 'warning'),
    ...(infos > 0 ? [counted(infos, 'hint')] : []),
    ...(skipped > 0 ? [`${counted(skipped, 'file')} skipped (not .xml or .twiml)`] : []),
  ].join(', ');
  if (errors > 0) return paint('red', text);
  return paint(warnings > 0 ? 'yellow' : 'green', text);
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** For which product the documents were taken, and how to say otherwise where that was a guess. */
function readAs(checked: readonly Checked[]): string {
  const read = checked.filter(({ product }) => product !== null);
  const products = [...new Set(read.map(({ product }) => product))].filter(
    (name): name is ProductName => name !== null,
  );
  if (products.length === 0) return '';
  const several = products.length > 1;
  const names = products.map((name) =>
    several ? `${read.filter(({ product }) => product === name).length} as ${name}` : `as ${name}`,
  );
  return ` (read ${names.join(', ')}${read.some(({ guessed }) => guessed) ? '; --product decides otherwise' : ''})`;
}
