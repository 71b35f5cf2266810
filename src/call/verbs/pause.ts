import { defineVerb } from '../../engine/turn/behaviour.ts';

/** Waits in silence; as the first verb it delays answering (Twilio docs: TwiML Voice: Pause). */
export const pause = defineVerb<null>({
  enter(verb) {
    verb.timer((verb.number('length') ?? 0) * 1000);
    return { type: 'stay', state: null, listening: null };
  },
  react(_verb, state, signal) {
    return signal.type === 'due' ? { type: 'next' } : { type: 'stay', state, listening: null };
  },
});
