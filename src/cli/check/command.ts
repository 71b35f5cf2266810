import type { Catalogue } from '../../errors/catalogue.ts';
import { maskedLogins } from '../../http/url/masked-logins.ts';
import { parseUrl } from '../arguments/target.ts';
import { loadLanguage } from '../language.ts';
import { EXIT } from '../process/exit-code.ts';
import { readStdin } from '../process/stdin.ts';
import type { Surroundings } from '../process/surroundings.ts';
import { tooManyWarnings } from '../transcript/tally.ts';
import { fetchSource } from './fetch-source.ts';
import { humanReport } from './human-report.ts';
import { jsonReport } from './json-report.ts';
import type { CheckOptions } from './options.ts';
import { type Checked, checkSource, countLevels } from './problems.ts';
import { sarifReport } from './sarif-report.ts';
import { byteSource, type Found, readSources } from './sources.ts';

/**
 * `twiml-debug check`: every problem of some documents. Answers the exit code: 1 for errors and too many warnings,
 * 3 when a URL gave no answer at all.
 */
export async function check(
  targets: readonly string[],
  options: CheckOptions,
  around: Surroundings,
): Promise<number> {
  const language = loadLanguage();
  const { sources, skipped, unreachable } = await sourcesOf(new Set(targets), options.method, around);
  const checked = sources.map((source) => checkSource(source, options.product ?? null, language));
  const text = report({ checked, skipped }, options, { ...around, catalogue: language.catalogue });
  around.output.data(maskedLogins(text));
  if (unreachable) return EXIT.unreachable;
  const { errors, warnings } = countLevels(checked);
  if (errors > 0) return EXIT.failed;
  const { maxWarnings = Number.POSITIVE_INFINITY } = options;
  if (warnings <= maxWarnings) return EXIT.fine;
  around.output.say(`twiml-debug: ${tooManyWarnings(warnings, maxWarnings)}`);
  return EXIT.failed;
}

/** All that the targets hold. */
interface Collected extends Found {
  /** A URL gave no answer at all. */
  readonly unreachable: boolean;
}

async function sourcesOf(
  targets: Iterable<string>,
  method: CheckOptions['method'],
  around: Surroundings,
): Promise<Collected> {
  const found: Collected[] = [];
  for (const target of targets) found.push(await sourcesAt(target, method, around));
  return {
    sources: found.flatMap(({ sources }) => sources),
    skipped: found.reduce((sum, { skipped }) => sum + skipped, 0),
    unreachable: found.some(({ unreachable }) => unreachable),
  };
}

async function sourcesAt(
  target: string,
  method: CheckOptions['method'],
  around: Surroundings,
): Promise<Collected> {
  if (target === '-') {
    const source = byteSource('-', await readStdin(around.stdin));
    return { sources: [source], skipped: 0, unreachable: false };
  }
  if (!/^https?:/i.test(target)) return { ...readSources(target), unreachable: false };
  parseUrl(target);
  const { source, answered } = await fetchSource(target, method, around);
  return { sources: [source], skipped: 0, unreachable: !answered };
}

function report(
  { checked, skipped }: { readonly checked: readonly Checked[]; readonly skipped: number },
  { format, json }: CheckOptions,
  { stdout, env, cwd, catalogue }: Surroundings & { readonly catalogue: Catalogue },
): string {
  switch (json ? 'json' : format) {
    case 'json':
      return jsonReport(checked, skipped).join('\n');
    case 'sarif':
      return sarifReport(checked, catalogue, cwd);
    case 'human':
      return humanReport(checked, skipped, { color: stdout.isTTY && !env['NO_COLOR'] });
  }
}
