import type { Comparison } from '../compare/difference.ts';

/** What became of one recording that was verified. */
export type VerifiedFile = {
  /** As it was named. */
  readonly file: string;
  /** Real time that it took. */
  readonly seconds: number;
} & (
  | {
      readonly outcome: 'same' | 'different' | 'updated';
      readonly comparison: Comparison;
      /** The session of today, as a person reads it. */
      readonly transcript: string;
    }
  /** The application did not answer, or the file cannot be used: why, in a sentence. */
  | { readonly outcome: 'gone' | 'unreadable'; readonly message: string }
);

/** How many files came to what. */
export interface VerifiedCounts {
  readonly files: number;
  readonly same: number;
  readonly different: number;
  readonly updated: number;
  readonly gone: number;
  readonly unreadable: number;
  readonly differences: number;
}

/** Counts what became of files. */
export function countsOf(files: readonly VerifiedFile[]): VerifiedCounts {
  const count = (outcome: VerifiedFile['outcome']) => files.filter((file) => file.outcome === outcome).length;
  return {
    files: files.length,
    same: count('same'),
    different: count('different'),
    updated: count('updated'),
    gone: count('gone'),
    unreadable: count('unreadable'),
    differences: files.reduce((sum, file) => sum + differencesOf(file).length, 0),
  };
}

/** The differences of a file; none of one that could not be compared. */
export function differencesOf(file: VerifiedFile): Comparison['differences'] {
  return 'comparison' in file ? file.comparison.differences : [];
}

/** All counts in a sentence. */
export function countsText(files: readonly VerifiedFile[]): string {
  const { files: all, same, different, updated, gone, unreadable, differences } = countsOf(files);
  const parts = [
    `${all} ${all === 1 ? 'recording' : 'recordings'}: ${same} the same`,
    ...(different > 0
      ? [`${different} different (${differences} ${differences === 1 ? 'difference' : 'differences'})`]
      : []),
    ...(updated > 0 ? [`${updated} updated`] : []),
    ...(gone > 0 ? [`${gone} without an answer`] : []),
    ...(unreadable > 0 ? [`${unreadable} unreadable`] : []),
  ];
  return parts.join(', ');
}
