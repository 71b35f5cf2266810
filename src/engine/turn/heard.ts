import type { Piece } from '../../audio/piece.ts';
import type { Heard } from '../happened.ts';

/** How far a piece was heard. */
export type HeardTo = 'to-the-end' | 'cut-off';

/** How a piece is told to whoever looks at a run. */
export function heardAs(piece: Piece): Heard {
  switch (piece.kind) {
    case 'say':
      return { kind: 'say', text: piece.text, url: null };
    case 'play':
      return { kind: 'play', text: null, url: piece.url };
    case 'tones':
      return { kind: 'tones', text: piece.digits, url: null };
    case 'beep':
    case 'ringing':
      return { kind: piece.kind, text: null, url: null };
  }
}
