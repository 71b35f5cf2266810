import type { LegSetup } from '../../engine/event.ts';
import type { InboundFax } from '../../engine/inbound-fax.ts';

/** What a leg of fax brings. */
export function faxOf({ fax }: LegSetup): InboundFax {
  if (!fax) throw new Error('this leg is no fax');
  return fax;
}
