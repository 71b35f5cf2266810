import type { Casting } from '../../debug/people/cast.ts';

/** Messages and faxes have nobody on the line. */
export const nobody = (): Casting => () => [];
