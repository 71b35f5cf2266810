import type { Piece } from '../../audio/piece.ts';
import { defineVerb } from '../../engine/turn/behaviour.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';
import { childElements } from '../../twiml/document.ts';
import { isBasic } from '../../twiml/rules/speech-markup.ts';
import { beginningOf, speechBits } from '../../twiml/speech/speech-bits.ts';
import { withinLimits } from '../../twiml/speech/speech-limits.ts';
import { speechText } from '../../twiml/speech/speech-text.ts';
import { answer } from '../leg/status.ts';
import { goOnRepeating, type Repeating, repeat } from '../sound/repeated-piece.ts';

/**
 * Speaks a text (Twilio docs: TwiML Voice: Say). Empty text is warning 13520 and the next verb; of a text that is too
 * long for its voice the beginning is spoken (13521; what Twilio does with it is not documented).
 */
export const say = defineVerb<Repeating>({
  enter(verb) {
    answer(verb.turn, verb.sid);
    const piece = pieceOf(verb);
    return piece.text === '' ? { type: 'next' } : repeat(verb, piece);
  },
  react: goOnRepeating,
});

function pieceOf(verb: VerbContext): Extract<Piece, { kind: 'say' }> {
  const { document, element } = verb;
  const voice = verb.attribute('voice') ?? null;
  const language = verb.attribute('language') ?? null;
  const marked = childElements(document, element.id).length > 0;
  const ssml = marked && understandsSsml(verb);
  const whole = speechText(document, element.id, !marked || ssml);
  const text = withinLimits(document.source, element, whole);
  if (text.length < whole.length)
    verb.turn.approximated('Say: of a text that is too long the beginning is spoken (not documented)');
  const plain = { kind: 'say', text, voice, language } as const;
  if (!ssml) return plain;
  const bits = speechBits(document, element.id, changesSpeed(voice));
  return { ...plain, bits: text.length < whole.length ? beginningOf(bits, text.length) : bits };
}

/** Basic voices speak the text alone, which validation says (our choice: Twilio only names the voices that know SSML). */
function understandsSsml(verb: VerbContext): boolean {
  return !isBasic(verb.word('voice').trim());
}

/** Generative Polly voices know no `<prosody>` (Amazon Polly docs: supported SSML tags). */
function changesSpeed(voice: string | null): boolean {
  return !/^Polly\..*-Generative$/.test(voice?.trim() ?? '');
}
