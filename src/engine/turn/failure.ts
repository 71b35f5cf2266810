import type { Purpose } from '../request.ts';

/** What went wrong fatally. */
export interface Failure {
  readonly code: number;
  /** The URL that failed; `null` where none was asked. */
  readonly url: string | null;
  /** Why it was asked; `null` for a verb that failed by itself. */
  readonly purpose: Purpose | null;
  /** The verb that failed by itself; absent where a document did. */
  readonly verb?: string;
}

/** What failed, as a reason in words: `the action document failed (11200)`. */
export function failureText({ code, purpose, verb }: Failure): string {
  if (verb !== undefined) return `${verb} failed (${code})`;
  const which = purpose === null || purpose === 'document' ? 'document' : `${purpose} document`;
  return `the ${which} failed (${code})`;
}
