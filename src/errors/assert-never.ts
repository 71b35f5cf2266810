/**
 * For the end of a switch over a union: does not compile while a member is left. Throws when data from outside got
 * here that the types do not know.
 */
export function assertNever(value: never): never {
  throw new Error(`this is not known here: ${JSON.stringify(value)}`);
}
