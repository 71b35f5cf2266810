import { styleText } from 'node:util';
import type { Catalogue, CatalogueEntry } from '../../errors/catalogue.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { loadCatalogue } from '../data-files.ts';
import { EXIT } from '../process/exit-code.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { jsonLine } from '../transcript/printable-json.ts';
import type { ExplainOptions } from './options.ts';

/** Widest line of an explanation. */
const WIDTH = 100;
/** More hits than this would be a list to scroll. */
const MOST = 20;

/** `twiml-debug explain`: what a Twilio code means, found by number or by words. Answers the exit code. */
export function explain(words: readonly string[], options: ExplainOptions, around: Surroundings): number {
  const catalogue = loadCatalogue();
  const { output, stdout, env } = around;
  const color = stdout.isTTY && !env['NO_COLOR'];
  if (options.list !== undefined) return list(catalogue, options.list, options.json === true, around);
  const wanted = words.join(' ').trim();
  if (wanted === '')
    throw new UsageError('explain what? A code (11215), words ("too many redirects"), or --list');
  const found = lookUp(catalogue, wanted);
  const missing = isCodes(wanted)
    ? wanted.split(/\s+/).filter((code) => !catalogue.get(Number(code)))
    : found.length === 0
      ? [wanted]
      : [];
  for (const one of missing) output.say(`twiml-debug: ${notFound(catalogue, one)}`);
  if (found.length === 0) return EXIT.failed;
  if (options.json) for (const entry of found) output.data(jsonLine(entry));
  else if (isCodes(wanted)) output.data(found.map((entry) => page(entry, color)).join('\n\n'));
  else if (found.length === 1 && found[0]) output.data(page(found[0], color));
  else output.data(table(found.slice(0, MOST), found.length));
  return missing.length > 0 ? EXIT.failed : EXIT.fine;
}

/** One code, or several. */
function isCodes(wanted: string): boolean {
  return /^\d+(\s+\d+)*$/.test(wanted);
}

function lookUp(catalogue: Catalogue, wanted: string): readonly CatalogueEntry[] {
  if (!isCodes(wanted)) {
    const found = catalogue.search(wanted);
    const exact = found.filter(({ title }) => title.toLowerCase() === wanted.toLowerCase());
    return exact.length > 0 ? exact : found;
  }
  return wanted.split(/\s+/).flatMap((code) => catalogue.get(Number(code)) ?? []);
}

function notFound(catalogue: Catalogue, wanted: string): string {
  if (!/^\d+$/.test(wanted))
    return `no error or warning of Twilio's has the words "${wanted}"; try fewer, or --list`;
  const near = catalogue.near(Number(wanted), 3).map(({ code, title }) => `\n  ${code}  ${title}`);
  return `${wanted} is not a code that TwiML, webhooks, calls or messages can produce; the nearest are${near.join('')}`;
}

function list(
  catalogue: Catalogue,
  product: string | boolean,
  json: boolean,
  { output }: Surroundings,
): number {
  const products = [...new Set(catalogue.entries.map((entry) => entry.product))].sort();
  if (typeof product === 'string' && !products.includes(product)) {
    throw new UsageError(`--list ${product}: there is ${products.join(', ')}`);
  }
  const chosen = catalogue.entries.filter((entry) => product === true || entry.product === product);
  if (json) for (const entry of chosen) output.data(jsonLine(entry));
  else output.data(table(chosen, chosen.length));
  return EXIT.fine;
}

function table(entries: readonly CatalogueEntry[], all: number): string {
  const rows = entries.map(({ code, level, title }) => `${code}  ${level.padEnd(7)}  ${title}`);
  if (entries.length < all) rows.push(`(${all - entries.length} more; use more words)`);
  return rows.join('\n');
}

function page(entry: CatalogueEntry, color: boolean): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const unsure = (field: string) =>
    entry.unverified?.includes(field) ? ' (a conclusion; no source says so)' : '';
  const heading = (text: string) => `\n${paint('bold', text)}`;
  return [
    `${paint(entry.level === 'error' ? 'red' : 'yellow', `${entry.level} ${entry.code}`)}  ${paint('bold', entry.title)}`,
    heading('What Twilio does'),
    ...wrap(entry.effect + unsure('effect'), '  '),
    ...(entry.cause.length > 0
      ? [heading('Why it happens'), ...entry.cause.flatMap((text) => wrap(text, '  - '))]
      : []),
    ...(entry.fix.length > 0
      ? [heading('What to try'), ...entry.fix.flatMap((text) => wrap(text, '  - '))]
      : []),
    ...(entry.levelNote ? ['', ...wrap(`Level: ${entry.levelNote}.`, '')] : []),
  ].join('\n');
}

/** Words on lines of at most {@link WIDTH} columns; later lines stand under the first one's text. */
function wrap(text: string, lead: string): readonly string[] {
  const lines: string[] = [];
  let line = lead;
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > WIDTH && line.trim() !== lead.trim()) {
      lines.push(line);
      line = ' '.repeat(lead.length);
    }
    line += line.length === lead.length ? word : ` ${word}`;
  }
  return [...lines, line];
}
