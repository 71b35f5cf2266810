import type { Purpose } from './request.ts';

/** What went wrong fatally. */
export interface Failure {
  readonly code: number;
  /** The URL that failed; `null` where none was asked. */
  readonly url: string | null;
  /** Why it was asked; `null` for a verb that failed by itself. */
  readonly purpose: Purpose | null;
}
