import { styleText } from 'node:util';
import type { Catalogue, CatalogueEntry } from '../../errors/catalogue.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { loadCatalogue } from '../catalogue-file.ts';
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
  if (options.list !== undefined) return list(catalogue, options.list, { ...options, ...around });
  const wanted = words.join(' ').trim();
  if (wanted === '') throw new UsageError('name a code (11215), words ("too many redirects"), or use --list');
  const found = lookUp(catalogue, wanted);
  const missing = missingOf(catalogue, wanted, found);
  for (const one of missing) around.output.say(`twiml-debug: ${notFound(catalogue, one)}`);
  if (found.length > 0) show(found, { ...options, ...around, byCode: isCodes(wanted) });
  return missing.length > 0 ? EXIT.failed : EXIT.fine;
}

/** The part of the question that nothing answers: some of the codes, or all the words. */
function missingOf(
  catalogue: Catalogue,
  wanted: string,
  found: readonly CatalogueEntry[],
): readonly string[] {
  if (isCodes(wanted)) return wanted.split(/\s+/).filter((code) => !catalogue.get(Number(code)));
  return found.length === 0 ? [wanted] : [];
}

/** Codes that were named, and the only one that words find, are explained; several are listed. */
function show(
  found: readonly CatalogueEntry[],
  { json, byCode, output, stdout, env }: ExplainOptions & Surroundings & { readonly byCode: boolean },
): void {
  if (json) {
    for (const entry of found) output.data(JSON.stringify(entry));
    return;
  }
  const look = { color: stdout.isTTY && !env['NO_COLOR'] };
  if (byCode || found.length === 1) output.data(found.map((entry) => page(entry, look)).join('\n\n'));
  else output.data(table(found.slice(0, MOST), found.length));
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
    return `no Twilio error or warning has the words "${wanted}"; try fewer words, or --list`;
  const near = catalogue.near(Number(wanted), 3).map(({ code, title }) => `\n  ${code}  ${title}`);
  return `${wanted} is not a code that TwiML, webhooks, calls or messages can produce; the nearest are${near.join('')}`;
}

function list(
  catalogue: Catalogue,
  product: string | true,
  { json, output }: ExplainOptions & Surroundings,
): number {
  const products = [...new Set(catalogue.entries.map((entry) => entry.product))].sort();
  if (typeof product === 'string' && !products.includes(product)) {
    throw new UsageError(`--list ${product}: the products are ${products.join(', ')}`);
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

function page(entry: CatalogueEntry, { color }: { readonly color: boolean }): string {
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
