import { defineVerb } from '../../engine/behaviour.ts';
import { textOf } from '../../twiml/document.ts';
import { answer } from '../status.ts';
import { goOnRepeating, type Repeating, repeat } from './repeated-piece.ts';

/** Plays a file or sends keypad tones (Twilio docs: TwiML Voice: Play). */
export const play = defineVerb<Repeating>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    const written = textOf(verb.document, verb.element.id);
    const digits = verb.word('digits');
    if (written === '') return digits === '' ? { type: 'next' } : repeat(verb, { kind: 'tones', digits });
    const resolved = verb.resolve(written);
    if (!resolved.ok) return { type: 'fail', diagnostic: resolved.diagnostic };
    return repeat(verb, { kind: 'play', url: resolved.url });
  },
  react: goOnRepeating,
});
