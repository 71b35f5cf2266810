import type { CallSetup } from '../engine/placed/leg-setup.ts';
import type { Leg } from '../engine/switchboard.ts';

/** What a call was placed with. Voice only ever sees calls. */
export function callSetup({ setup }: Pick<Leg, 'setup'>): CallSetup {
  if (setup.product !== 'voice') throw new Error('this leg is no call');
  return setup;
}
