import { isAbsolute, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Catalogue } from '../../errors/catalogue.ts';
import type { Diagnostic } from '../../errors/diagnostic.ts';
import { lineTable, positionAt } from '../../errors/line-table.ts';
import { VERSION } from '../process/version.ts';
import { printableJson } from '../transcript/printable-json.ts';
import type { Checked } from './problems.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0 (OASIS), for tools that show findings in code reviews. Paths are relative to `cwd`, as those want. */
export function sarifReport(checked: readonly Checked[], catalogue: Catalogue, cwd: string): string {
  const ids = [...new Set(checked.flatMap(({ problems }) => problems.map(ruleId)))].sort();
  const index = new Map(ids.map((id, at) => [id, at]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'twiml-debug', version: VERSION, rules: ids.map((id) => rule(id, catalogue)) },
        },
        columnKind: 'utf16CodeUnits',
        results: checked.flatMap((one) => results(one, index, artifactUri(one.name, cwd))),
      },
    ],
  };
  return printableJson(log, 2);
}

function ruleId({ code, rule: name }: Diagnostic): string {
  return code === null ? (name ?? 'unknown') : `twilio-${code}`;
}

function rule(id: string, catalogue: Catalogue) {
  const code = /^twilio-(\d+)$/.exec(id)?.[1];
  const entry = code === undefined ? null : catalogue.get(Number(code));
  if (!entry) return { id };
  return {
    id,
    shortDescription: { text: entry.title },
    fullDescription: { text: entry.effect },
    ...(entry.fix.length > 0 ? { help: { text: entry.fix.join('; ') } } : {}),
    defaultConfiguration: { level: LEVELS[entry.level] },
  };
}

function results({ text, problems }: Checked, index: ReadonlyMap<string, number>, uri: string) {
  const table = lineTable(text ?? '');
  return problems.map((problem) => {
    const { location, level, message, help } = problem;
    const end = location ? positionAt(table, location.offset + location.length) : null;
    const region =
      location && end
        ? {
            region: {
              startLine: location.line,
              startColumn: location.column,
              endLine: end.line,
              endColumn: end.column,
              charOffset: location.offset,
              charLength: location.length,
            },
          }
        : {};
    return {
      ruleId: ruleId(problem),
      ruleIndex: index.get(ruleId(problem)) ?? -1,
      level: LEVELS[level],
      message: { text: help === null ? message : `${message}. Help: ${help}` },
      locations: [{ physicalLocation: { artifactLocation: { uri }, ...region } }],
    };
  });
}

/** A URI reference: URLs as they are, files below the working directory relative to it, others absolute. */
function artifactUri(name: string, cwd: string): string {
  if (/^https?:\/\//i.test(name)) return URL.parse(name)?.href ?? encodeURI(name);
  if (name === '-') return 'stdin';
  const path = relative(cwd, resolve(cwd, name));
  if (path === '' || path.startsWith('..') || isAbsolute(path)) return pathToFileURL(resolve(cwd, name)).href;
  return path.split(/[\\/]/).map(encodeURIComponent).join('/');
}
