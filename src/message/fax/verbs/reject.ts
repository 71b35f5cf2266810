import { defineVerb } from '../../../engine/turn/behaviour.ts';

/** Refuses the fax (Twilio's fax samples). */
export const reject = defineVerb<null>({
  enter: () => ({ type: 'end', status: 'canceled', reason: 'Reject refused the fax' }),
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});
