import { defineVerb } from '../../engine/behaviour.ts';
import { speechText } from '../../twiml/speech-text.ts';
import { loopOf } from '../loop-attribute.ts';
import { answer } from '../status.ts';
import { goOnRepeating, type Repeating, repeat } from './repeated-piece.ts';

/** Speaks a text (Twilio docs: TwiML Voice: Say). Empty text is warning 13520 and the next verb. */
export const say = defineVerb<Repeating>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    const times = loopOf(verb, verb.depth > 0 ? 13322 : 13510);
    const text = speechText(verb.document, verb.element.id);
    if (text === '') {
      verb.report({
        code: 13520,
        level: 'warning',
        message: 'Say: there is no text to speak',
        help: 'put the text between <Say> and </Say>',
      });
      return { type: 'next' };
    }
    const piece = {
      kind: 'say',
      text,
      voice: verb.attribute('voice') ?? null,
      language: verb.attribute('language') ?? null,
    } as const;
    return repeat(verb, piece, times);
  },
  react: goOnRepeating,
});
