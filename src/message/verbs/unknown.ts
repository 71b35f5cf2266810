import { defineVerb } from '../../engine/turn/behaviour.ts';

/** Skips an element that is no verb of messaging, which validation has reported (error dictionary, 12200). */
export const unknown = defineVerb<null>({
  enter: () => ({ type: 'next' }),
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});
