import type { InboundFax } from '../../engine/placed/inbound-fax.ts';
import type { LegSetup } from '../../engine/placed/leg-setup.ts';

/** The fax that a leg was placed with. Throws for a leg of another product. */
export function faxOf(setup: LegSetup): InboundFax {
  if (setup.product !== 'fax') throw new Error('this leg is no fax');
  return setup.fax;
}
