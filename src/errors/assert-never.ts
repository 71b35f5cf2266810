/**
 * Ends a switch over a union: the code does not compile while a member is missing. Throws when outside data brings a
 * value that the types do not know.
 */
export function assertNever(value: never): never {
  throw new Error(`this is not known here: ${JSON.stringify(value)}`);
}
