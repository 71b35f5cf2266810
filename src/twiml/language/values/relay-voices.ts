/** Providers of speech for ConversationRelay. */
export type SpeechProvider = 'Google' | 'Amazon' | 'ElevenLabs';

/** How the voices of each provider are named (Twilio docs: ConversationRelay; observed in live tests). */
const VOICES: readonly (readonly [SpeechProvider, RegExp])[] = [
  ['Google', /^(?:Google\.)?[a-z]{2,3}-[A-Z]{2}-[A-Za-z\d-]+$/],
  ['Amazon', /^(?:Polly\.)?[A-Z]\p{L}{2,14}-(?:Neural|Generative)$/u],
  ['ElevenLabs', /^[A-Za-z\d]{20}(?:-[\w.-]+)?$/],
];

/** The provider that a voice is certainly of, by its name; `null` for names that do not tell. */
export function providerOfVoice(voice: string): SpeechProvider | null {
  return VOICES.find(([, names]) => names.test(voice))?.[0] ?? null;
}

/** A provider in any letter case; `null` for one that is in no list. */
export function speechProvider(written: string): SpeechProvider | null {
  return VOICES.find(([name]) => name.toLowerCase() === written.toLowerCase())?.[0] ?? null;
}
