import { defineVerb } from '../../engine/turn/behaviour.ts';

/**
 * Takes the call out of its queue, from inside the document that it hears while it waits (Twilio docs: TwiML Voice:
 * Leave). Elsewhere its effect is not documented; here the next verb runs, with a warning.
 */
export const leave = defineVerb<null>({
  enter(verb) {
    if (verb.role) return { type: 'leave-frame', by: 'Leave' };
    verb.report({
      rule: 'leave-outside-queue',
      level: 'warning',
      message: 'Leave: the call is in no queue here; the next verb runs',
      help: 'put <Leave> into the document of waitUrl',
    });
    return { type: 'next' };
  },
  react: (_verb, state) => ({ type: 'stay', state, listening: null }),
});
