import { defineVerb } from '../../engine/behaviour.ts';
import { textOf } from '../../twiml/document.ts';
import { loopOf } from '../loop-attribute.ts';
import { answer } from '../status.ts';
import { goOnRepeating, type Repeating, repeat } from './repeated-piece.ts';

/** Plays a file or sends keypad tones (Twilio docs: TwiML Voice: Play). */
export const play = defineVerb<Repeating>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    const times = loopOf(verb, 13410);
    const written = textOf(verb.document, verb.element.id);
    const digits = verb.attribute('digits');
    if (written === '' && digits !== undefined) return tones(digits);
    if (written === '') {
      verb.report({
        code: null,
        rule: 'nothing-to-play',
        level: 'warning',
        message: 'Play: there is neither a URL nor digits',
        help: 'put the URL of an audio file between <Play> and </Play>',
      });
      return { type: 'next' };
    }
    const resolved = verb.resolve(written);
    if (!resolved.ok) return { type: 'fail', diagnostic: resolved.diagnostic };
    verb.turn.approximated('Play: the file is not fetched; 3 s of silence stand for it');
    return repeat(verb, { kind: 'play', url: resolved.url }, times);

    function tones(keys: string) {
      if (/^[0-9A-D#*wW]+$/.test(keys)) return repeat(verb, { kind: 'tones', digits: keys }, times);
      verb.report(
        {
          code: 13430,
          level: 'warning',
          message: `Play: invalid digits "${keys}"; nothing is played`,
          help: 'use 0-9 A-D * # and w or W for a wait',
        },
        'digits',
      );
      return { type: 'next' } as const;
    }
  },
  react: goOnRepeating,
});
