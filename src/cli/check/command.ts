import type { ProductName } from '../../twiml/schema.ts';
import { loadLanguage } from '../data-files.ts';
import { EXIT } from '../exit-code.ts';
import { readStdin } from '../stdin.ts';
import type { Surroundings } from '../surroundings.ts';
import { fetchSource } from './fetch-source.ts';
import { humanReport } from './human-report.ts';
import { jsonReport } from './json-report.ts';
import { checkSource, countLevels } from './problems.ts';
import { sarifReport } from './sarif-report.ts';
import { readSources, type Source } from './sources.ts';

/** Options of `check`. */
export interface CheckOptions {
  readonly format: 'human' | 'json' | 'sarif';
  readonly json?: boolean;
  readonly product?: ProductName;
  readonly method: 'GET' | 'POST';
  readonly maxWarnings?: number;
}

/** `twiml-debug check`: every problem of some documents. Answers the exit code. */
export async function check(
  targets: readonly string[],
  options: CheckOptions,
  around: Surroundings,
): Promise<number> {
  const { output, stdout, env } = around;
  const language = loadLanguage();
  const sources: Source[] = [];
  for (const target of targets) {
    if (target === '-') sources.push({ name: '-', text: readStdin(around.stdin) });
    else if (/^https?:\/\//i.test(target)) {
      const fetched = await fetchSource(target, options.method, around);
      if ('problem' in fetched) {
        output.say(`twiml-debug: ${fetched.problem}`);
        return EXIT.unreachable;
      }
      sources.push(fetched);
    } else sources.push(...readSources(target));
  }
  const checked = sources.map((source) => checkSource(source, options.product ?? null, language));
  const format = options.json ? 'json' : options.format;
  if (format === 'json') for (const line of jsonReport(checked)) output.data(line);
  else if (format === 'sarif') output.data(sarifReport(checked, language.catalogue));
  else output.data(humanReport(checked, stdout.isTTY && !env['NO_COLOR']));
  const { errors, warnings } = countLevels(checked);
  if (errors > 0) return EXIT.failed;
  return options.maxWarnings !== undefined && warnings > options.maxWarnings ? EXIT.failed : EXIT.fine;
}
