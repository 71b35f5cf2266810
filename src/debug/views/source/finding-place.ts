import type { PublicEventOf } from '../../public-event.ts';

/** A line up to here is taken in at a glance; the columns of a terminal. */
const SHORT_LINE = 80;

/** Where a finding is, for the front of its message: `line 12: `, with its column far out on a line as libraries print them. */
export function findingPlace({ line, column }: Pick<PublicEventOf<'diagnostic'>, 'line' | 'column'>): string {
  if (line === null) return '';
  return column !== null && column > SHORT_LINE ? `line ${line}:${column}: ` : `line ${line}: `;
}
