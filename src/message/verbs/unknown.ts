import { defineVerb } from '../../engine/turn/behaviour.ts';

/** What is no verb of messaging: validation has said so, and it is passed over (error dictionary, 12200). */
export const unknown = defineVerb<null>({
  enter: () => ({ type: 'next' }),
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});
