/** Something that a leg hears, as what it is; how it sounds is the speaker's business. */
export type Piece =
  | {
      readonly kind: 'say';
      readonly text: string;
      readonly voice: string | null;
      readonly language: string | null;
    }
  | {
      readonly kind: 'play';
      readonly url: string;
      /** How long the file plays, in milliseconds; `null` where its format does not tell. */
      readonly playsMs: number | null;
    }
  | { readonly kind: 'tones'; readonly digits: string }
  | { readonly kind: 'beep' }
  /** The ring-back tone of a country, until somebody ends it. */
  | { readonly kind: 'ringing'; readonly tone: string };
