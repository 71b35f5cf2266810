import type { LegSetup } from '../engine/placed/leg-setup.ts';

/** Earlier names of products. */
const EARLIER: Readonly<Record<string, LegSetup['product']>> = { call: 'voice', message: 'messaging' };

/**
 * A leg as it is placed now, from one as an earlier twiml-debug recorded it: products had other names, and legs of
 * messages and faxes carried what only calls use, which nobody looks at.
 */
export function currentSetup(leg: LegSetup): LegSetup {
  const product = Object.hasOwn(EARLIER, leg.product) ? EARLIER[leg.product] : undefined;
  // The reader has seen that the fields of the product are there.
  return product === undefined ? leg : ({ ...leg, product } as LegSetup);
}
