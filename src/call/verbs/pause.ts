import { defineVerb } from '../../engine/behaviour.ts';
import { integerAttribute } from '../../twiml/attribute.ts';

/** Waits in silence; as the first verb it delays answering (Twilio docs: TwiML Voice: Pause). */
export const pause = defineVerb<null>({
  enter(verb) {
    const { value, bad } = integerAttribute(verb.element, 'length', 1, 1);
    if (bad !== null) {
      verb.report(
        {
          code: 13910,
          level: 'warning',
          message: `Pause: invalid length value "${bad}"; 1 second is used`,
          help: 'write whole seconds, at least 1',
        },
        'length',
      );
    }
    verb.timer(value * 1000);
    return { type: 'stay', state: null, listening: null };
  },
  react(_verb, state, signal) {
    return signal.type === 'due' ? { type: 'next' } : { type: 'stay', state, listening: null };
  },
});
