import type { Piece } from '../../audio/piece.ts';
import type { Outcome, Signal } from '../../engine/turn/behaviour.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';

/** A piece that is heard so many more times, this one included. */
export type Repeating = { readonly piece: Piece; readonly left: number };

/** `loop="0"` repeats until hang-up, but no more often than this (Twilio docs: Say, Play). */
const ENDLESS = 1000;

/** Starts the first repetition, of as many as the attribute loop says. */
export function repeat(verb: VerbContext, piece: Piece): Outcome<Repeating> {
  return again(verb, piece, verb.number('loop') || ENDLESS);
}

function again(verb: VerbContext, piece: Piece, left: number): Outcome<Repeating> {
  verb.play(piece);
  return { type: 'stay', state: { piece, left }, listening: null };
}

/** The verb is cut off, by whatever. */
export function isOver({ type }: Signal): boolean {
  return type === 'interrupted' || type === 'hang-up' || type === 'redirected';
}

/** Each repetition is told as one piece heard; the last one, or being cut off, ends the verb. */
export function goOnRepeating(verb: VerbContext, state: Repeating, signal: Signal): Outcome<Repeating> {
  if (isOver(signal)) {
    verb.heard(state.piece, 'cut-off');
    return { type: 'next' };
  }
  if (signal.type !== 'played') return { type: 'stay', state, listening: null };
  verb.heard(state.piece, 'to-the-end');
  return state.left > 1 ? again(verb, state.piece, state.left - 1) : { type: 'next' };
}
