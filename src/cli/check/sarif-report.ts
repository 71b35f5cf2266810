import type { Catalogue } from '../../errors/catalogue.ts';
import type { Diagnostic } from '../../errors/diagnostic.ts';
import { VERSION } from '../version.ts';
import type { Checked } from './problems.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0 (OASIS), for tools that show findings in code reviews. */
export function sarifReport(checked: readonly Checked[], catalogue: Catalogue): string {
  const ids = [...new Set(checked.flatMap(({ problems }) => problems.map(ruleId)))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'twiml-debug', version: VERSION, rules: ids.map((id) => rule(id, catalogue)) },
        },
        columnKind: 'utf16CodeUnits',
        results: checked.flatMap(({ name, problems }) =>
          problems.map((problem) => result(name, problem, ids)),
        ),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
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
    name: entry.title,
    shortDescription: { text: entry.title },
    fullDescription: { text: entry.effect },
  };
}

function result(name: string, problem: Diagnostic, ids: readonly string[]) {
  const { location, level, message, help } = problem;
  const region = location
    ? {
        region: {
          startLine: location.line,
          startColumn: location.column,
          charOffset: location.offset,
          charLength: location.length,
        },
      }
    : {};
  const uri = name.replaceAll('\\', '/');
  return {
    ruleId: ruleId(problem),
    ruleIndex: ids.indexOf(ruleId(problem)),
    level: LEVELS[level],
    message: { text: help === null ? message : `${message}. ${help}` },
    locations: [{ physicalLocation: { artifactLocation: { uri }, ...region } }],
  };
}
