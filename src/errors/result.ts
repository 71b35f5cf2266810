/** Why something is not done, as one sentence for the user: what is wrong, and what to write or do instead. */
export type Refusal = string;

/** What came of something that may be refused: a value, or the refusal. */
export type Result<T, R = Refusal> = Accepted<T> | Refused<R>;

interface Accepted<T> {
  readonly ok: true;
  readonly value: T;
}

interface Refused<R> {
  readonly ok: false;
  readonly refusal: R;
}

/** A result that is a value. */
export function accepted<T>(value: T): Accepted<T> {
  return { ok: true, value };
}

/** A result that is a refusal. */
export function refused<R = Refusal>(refusal: R): Refused<R> {
  return { ok: false, refusal };
}
