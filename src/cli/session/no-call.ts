import type { Casting } from '../../debug/people/cast.ts';
import { type LegSetup, SUGGESTED } from '../../engine/event.ts';

/** Settings of a leg that only calls use, for legs of other products. */
export const NO_CALL: Pick<
  LegSetup,
  'direction' | 'statusCallbackEvents' | 'choices' | 'outcome' | 'recordingsAt'
> = {
  direction: 'inbound',
  statusCallbackEvents: [],
  choices: SUGGESTED,
  outcome: null,
  recordingsAt: 'https://api.twilio.com',
};

/** Messages and faxes have nobody on the line. */
export const nobody = (): Casting => () => [];
