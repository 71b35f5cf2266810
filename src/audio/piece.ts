/** Something that a leg hears, as what it is; how it sounds is the speaker's business. */
export type Piece =
  | {
      readonly kind: 'say';
      readonly text: string;
      readonly voice: string | null;
      readonly language: string | null;
    }
  | { readonly kind: 'play'; readonly url: string }
  | { readonly kind: 'tones'; readonly digits: string }
  | { readonly kind: 'beep' };
