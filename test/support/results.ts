import type { Result } from '../../src/errors/result.ts';

/** The value of a result; a refusal fails the test with its words. */
export function acceptedValue<T, R>(result: Result<T, R>): T {
  if (result.ok) return result.value;
  throw new Error(typeof result.refusal === 'string' ? result.refusal : JSON.stringify(result.refusal));
}

/** The refusal of a result; a value fails the test. */
export function refusalOf<T, R>(result: Result<T, R>): R {
  if (!result.ok) return result.refusal;
  throw new Error(`accepted: ${JSON.stringify(result.value)}`);
}
