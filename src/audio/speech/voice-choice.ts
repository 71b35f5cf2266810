import type { Quality } from '../signal/sound.ts';

/** The voices of the embedded engine that are used: a man, a woman, and a Scot. */
export type EmbeddedVoice = 'rms' | 'slt' | 'awb';

/** Who speaks a text, and what is to be said about it; nobody where the language is not spoken here. */
export interface VoiceChoice {
  readonly voice: EmbeddedVoice | null;
  readonly remark: string | null;
}

/** English voices of Amazon Polly that are women (Amazon Polly docs: available voices). */
const WOMEN =
  /^(?:woman|alice|.*\b(?:joanna|salli|kimberly|kendra|ivy|ruth|danielle|amy|emma|nicole|olivia|raveena|aditi|kajal|niamh|ayanda|aria|jasmine|tiffany))\b/i;
/** Google's voices say their language first: `Google.en-GB-Neural2-A`. */
const LANGUAGE_OF_VOICE = /^Google\.([a-z]{2,3}-[A-Z]{2})-/;

/**
 * Who speaks for a TwiML voice and language. At telephone quality the woman's voice of the embedded engine is hard to
 * understand (measured: four times the word errors of the man's), so that the man speaks for her.
 */
export function voiceFor(voice: string | null, language: string | null, quality: Quality): VoiceChoice {
  const spoken = language?.trim() || LANGUAGE_OF_VOICE.exec(voice?.trim() ?? '')?.[1] || 'en-US';
  if (!/^en\b/i.test(spoken))
    return { voice: null, remark: `no voice here speaks ${spoken}: its text is shown, not heard` };
  if (voice !== null && WOMEN.test(voice.trim()))
    return quality === 'full'
      ? { voice: 'slt', remark: null }
      : {
          voice: 'rms',
          remark: `a man's voice speaks for ${voice.trim()}: on a telephone it is understood better`,
        };
  if (/^en-GB\b/i.test(spoken)) return { voice: 'awb', remark: 'a Scottish voice speaks for en-GB' };
  return { voice: 'rms', remark: null };
}
