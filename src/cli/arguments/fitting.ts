import type { Result } from '../../errors/result.ts';
import { UsageError } from './usage-error.ts';

/** The value of what was read; a refusal becomes a usage error. */
export function fitting<T>(read: Result<T>): T {
  if (!read.ok) throw new UsageError(read.refusal);
  return read.value;
}
