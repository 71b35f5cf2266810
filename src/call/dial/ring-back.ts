import type { Piece } from '../../audio/piece.ts';
import type { WorkId } from '../../engine/identifiers.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';

/** What the caller hears while somebody's phone rings (Twilio docs: TwiML Voice: Dial, "ringTone"). */
export function ringTone(verb: VerbContext): Piece {
  return { kind: 'ringing', tone: verb.word('ringTone') || 'us' };
}

/** The ringing has ended: somebody is there, or nobody will be, or the caller was `interrupted` in listening to it. */
export function stopRinging(verb: VerbContext, ringing: WorkId | null, interrupted: boolean): void {
  if (ringing === null || !(ringing in verb.turn.board.pending)) return;
  verb.drop(ringing);
  verb.heard(ringTone(verb), interrupted);
}
