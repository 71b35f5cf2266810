import type { Comparison } from '../compare/difference.ts';
import { countsOf, type VerifiedFile } from './verified-file.ts';

/** A line of the JSON report. */
export type ReportedEvent = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Each difference, what was ignored where that was asked for, files that could not be compared, and at last the counts. */
export function jsonReport(
  files: readonly VerifiedFile[],
  { explains }: { readonly explains: boolean },
): readonly ReportedEvent[] {
  const lines = files.flatMap((file): readonly ReportedEvent[] => {
    if (!('comparison' in file))
      return [{ type: 'unverified', recording: file.file, outcome: file.outcome, message: file.message }];
    return comparisonEvents(file.comparison, { recording: file.file, explains });
  });
  return [...lines, { type: 'verified', ...countsOf(files) }];
}

/** The events of one comparison: `difference`, and `ignored` where that was asked for. */
export function comparisonEvents(
  { differences, ignored }: Comparison,
  { recording, explains }: { readonly recording: string; readonly explains: boolean },
): readonly ReportedEvent[] {
  return [
    ...differences.map((difference) => ({ type: 'difference', recording, ...difference })),
    ...(explains ? ignored.map((value) => ({ type: 'ignored', recording, ...value })) : []),
  ];
}
