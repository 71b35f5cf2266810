import type { Piece } from '../../audio/piece.ts';
import type { Outcome, Signal } from '../../engine/behaviour.ts';
import type { VerbContext } from '../../engine/verb-context.ts';

/** A piece that is heard so many more times, this one included. */
export type Repeating = { readonly piece: Piece; readonly left: number };

/** Starts the first repetition. */
export function repeat(verb: VerbContext, piece: Piece, times: number): Outcome<Repeating> {
  verb.play(piece);
  return { type: 'stay', state: { piece, left: times }, listening: null };
}

/** Each repetition is told as one piece heard; the last one, or being cut off, ends the verb. */
export function goOnRepeating(verb: VerbContext, state: Repeating, signal: Signal): Outcome<Repeating> {
  if (signal.type === 'interrupted' || signal.type === 'hang-up') {
    verb.heard(state.piece, true);
    return { type: 'next' };
  }
  if (signal.type !== 'played') return { type: 'stay', state, listening: null };
  verb.heard(state.piece, false);
  return state.left > 1 ? repeat(verb, state.piece, state.left - 1) : { type: 'next' };
}
