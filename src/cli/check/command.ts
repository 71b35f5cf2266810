import { parseUrl } from '../arguments/target.ts';
import { loadLanguage } from '../data-files.ts';
import { EXIT } from '../process/exit-code.ts';
import { readStdin } from '../process/stdin.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { tooManyWarnings } from '../transcript/tally.ts';
import { fetchSource } from './fetch-source.ts';
import { humanReport } from './human-report.ts';
import { jsonReport } from './json-report.ts';
import type { CheckOptions } from './options.ts';
import { checkSource, countLevels } from './problems.ts';
import { sarifReport } from './sarif-report.ts';
import { byteSource, readSources, type Source } from './sources.ts';

/**
 * `twiml-debug check`: every problem of some documents. Answers the exit code: 1 for errors and too many warnings,
 * 3 when a URL gave no answer at all.
 */
export async function check(
  targets: readonly string[],
  options: CheckOptions,
  around: Surroundings,
): Promise<number> {
  const { output, stdout, env } = around;
  const language = loadLanguage();
  let unreachable = false;
  const sources: Source[] = [];
  let skipped = 0;
  for (const target of new Set(targets)) {
    if (target === '-') sources.push(byteSource('-', await readStdin(around.stdin)));
    else if (/^https?:/i.test(target)) {
      parseUrl(target);
      const { source, answered } = await fetchSource(target, options.method, around);
      unreachable ||= !answered;
      sources.push(source);
    } else {
      const found = readSources(target);
      sources.push(...found.sources);
      skipped += found.skipped;
    }
  }
  const checked = sources.map((source) => checkSource(source, options.product ?? null, language));
  const format = options.json ? 'json' : options.format;
  if (format === 'json') for (const line of jsonReport(checked, skipped)) output.data(line);
  else if (format === 'sarif') output.data(sarifReport(checked, language.catalogue, around.cwd));
  else output.data(humanReport(checked, skipped, stdout.isTTY && !env['NO_COLOR']));
  if (unreachable) return EXIT.unreachable;
  const { errors, warnings } = countLevels(checked);
  const tooMany = options.maxWarnings !== undefined && warnings > options.maxWarnings;
  if (errors === 0 && tooMany)
    output.say(`twiml-debug: ${tooManyWarnings(warnings, options.maxWarnings ?? 0)}`);
  return errors > 0 || tooMany ? EXIT.failed : EXIT.fine;
}
