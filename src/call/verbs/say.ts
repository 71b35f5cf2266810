import { defineVerb } from '../../engine/behaviour.ts';
import { speechText } from '../../twiml/speech-text.ts';
import { answer } from '../status.ts';
import { goOnRepeating, type Repeating, repeat } from './repeated-piece.ts';

/** Speaks a text (Twilio docs: TwiML Voice: Say). Empty text is warning 13520 and the next verb. */
export const say = defineVerb<Repeating>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    const text = speechText(verb.document, verb.element.id);
    if (text === '') return { type: 'next' };
    const [voice, language] = [verb.attribute('voice') ?? null, verb.attribute('language') ?? null];
    return repeat(verb, { kind: 'say', text, voice, language });
  },
  react: goOnRepeating,
});
