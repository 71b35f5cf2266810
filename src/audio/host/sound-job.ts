import type { SpeechBit } from '../piece.ts';

/** Something that is to be heard, as the child process is told of it. */
export type SoundJob =
  | {
      readonly kind: 'speech';
      readonly bits: readonly SpeechBit[];
      readonly voice: string | null;
      readonly language: string | null;
    }
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly contentType: string }
  | { readonly kind: 'keys'; readonly digits: string }
  | { readonly kind: 'beep'; readonly ms: number }
  | { readonly kind: 'ringing'; readonly country: string }
  | { readonly kind: 'music' };
