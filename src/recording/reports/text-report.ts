import { differenceLines, ignoredLines, RECORDED_AND_TODAY, type SideNames } from './difference-text.ts';
import { countsText, type VerifiedFile } from './verified-file.ts';

/** What else a text report says. */
export interface TextReportOptions {
  /** Which rule ignored what. */
  readonly explains: boolean;
  readonly names?: SideNames;
}

/** The lines about one recording. */
export function fileLines(file: VerifiedFile, { explains, names }: TextReportOptions): readonly string[] {
  if (!('comparison' in file)) return [`${file.file}: ${file.message}`];
  const { differences, ignored, steps } = file.comparison;
  const count = `${differences.length} ${differences.length === 1 ? 'difference' : 'differences'}`;
  const result = {
    same: `the same (${steps} steps)`,
    different: count,
    updated: `${count}, accepted: the recording was replaced`,
  }[file.outcome];
  return [
    `${file.file}: ${result}`,
    ...differences.flatMap((one, index) => differenceLines(one, index + 1, names ?? RECORDED_AND_TODAY)),
    ...(explains ? ignoredLines(ignored) : []),
  ];
}

/** A report for people: each recording with its differences, then all in a sentence. */
export function textReport(files: readonly VerifiedFile[], options: TextReportOptions): string {
  const lines = files.flatMap((file) => fileLines(file, options));
  return [...lines, ...(files.length === 1 ? [] : [countsText(files)])].join('\n');
}
