import type { LegSetup } from '../engine/placed/leg-setup.ts';

/** Earlier names of products. */
const EARLIER: Readonly<Record<string, LegSetup['product']>> = { call: 'voice', message: 'messaging' };

/**
 * Converts the setup of a leg that an earlier twiml-debug recorded to today's form: products had other names, and
 * legs of messages and faxes carried fields that only calls use, which are ignored.
 */
export function currentSetup(leg: LegSetup): LegSetup {
  const product = Object.hasOwn(EARLIER, leg.product) ? EARLIER[leg.product] : undefined;
  // The reader has checked the fields that the product needs.
  return product === undefined ? leg : ({ ...leg, product } as LegSetup);
}
