/** What a voice does with a text, bit by bit: it speaks at so many times its usual speed, or is silent. */
export type SpeechBit = { readonly text: string; readonly speed: number } | { readonly silenceMs: number };

/** Something that a leg hears, as what it is; how it sounds is the speaker's business. */
export type Piece =
  | {
      readonly kind: 'say';
      readonly text: string;
      readonly voice: string | null;
      readonly language: string | null;
      /** How the text is spoken, where that is not just from its beginning to its end. */
      readonly bits?: readonly SpeechBit[];
    }
  | {
      readonly kind: 'play';
      readonly url: string;
      /** How long the file plays, in milliseconds; `null` where its format does not tell. */
      readonly playsMs: number | null;
      /** Names its content, which is kept outside; left out where nothing was fetched. */
      readonly sha256?: string;
    }
  | { readonly kind: 'tones'; readonly digits: string }
  | { readonly kind: 'beep' }
  /** The ring-back tone of a country, until somebody ends it. */
  | { readonly kind: 'ringing'; readonly tone: string };
