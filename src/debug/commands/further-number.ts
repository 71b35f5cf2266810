/** The number of a further caller who names none: so many after the first one's, as long as that is a number. */
export function furtherNumber(first: string, after: number): string {
  const digits = /^\+(\d+)$/.exec(first)?.[1];
  if (digits === undefined) return first;
  return `+${String(BigInt(digits) + BigInt(after)).padStart(digits.length, '0')}`;
}
