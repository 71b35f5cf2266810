import type { Difference } from '../compare/difference.ts';
import { countsText, differencesOf, type VerifiedFile } from './verified-file.ts';

/** A summary in Markdown, as the page of a pipeline shows it: a table of all recordings, then each one's differences. */
export function markdownReport(files: readonly VerifiedFile[]): string {
  const rows = files.map((file) => {
    const count = differencesOf(file).length;
    return `| ${code(file.file)} | ${OUTCOMES[file.outcome]} | ${count} |`;
  });
  const details = files.flatMap(detailLines);
  return [
    '## twiml-debug verify',
    '',
    `${countsText(files)}.`,
    '',
    '| recording | result | differences |',
    '| --- | --- | --- |',
    ...rows,
    ...details,
  ].join('\n');
}

const OUTCOMES: Readonly<Record<VerifiedFile['outcome'], string>> = {
  same: 'the same',
  different: '**different**',
  updated: 'updated',
  gone: '**no answer**',
  unreadable: '**unreadable**',
};

function detailLines(file: VerifiedFile): readonly string[] {
  if (!('comparison' in file)) return ['', `### ${code(file.file)}`, '', code(file.message)];
  const differences = differencesOf(file);
  if (differences.length === 0) return [];
  return [
    '',
    `### ${code(file.file)}`,
    '',
    '| event | leg | where | recorded | today |',
    '| --- | --- | --- | --- | --- |',
    ...differences.map(row),
  ];
}

function row({ step, leg, path, expected, actual }: Difference): string {
  return `| ${step} | ${leg} | ${code(path)} | ${cell(expected)} | ${cell(actual)} |`;
}

function cell(value: string | null): string {
  return value === null ? '' : code(value);
}

/** Text that Markdown leaves alone, in a cell of a table too (CommonMark 6.1, GFM 4.10). */
function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
  const fence = '`'.repeat(1 + Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length)));
  return `${fence}${line.startsWith('`') ? ' ' : ''}${line}${line.endsWith('`') ? ' ' : ''}${fence}`;
}
