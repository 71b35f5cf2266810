import type { Piece } from '../../audio/piece.ts';
import type { WorkId } from '../../engine/identifiers.ts';
import { workAt } from '../../engine/pending.ts';
import type { HeardTo } from '../../engine/turn/heard.ts';
import type { VerbContext } from '../../engine/turn/verb-context.ts';

/** What the caller hears while somebody's phone rings (Twilio docs: TwiML Voice: Dial, "ringTone"). */
export function ringTone(verb: VerbContext): Piece {
  return { kind: 'ringing', tone: verb.word('ringTone') || 'us' };
}

/** Ends the ringing: somebody answered, nobody will, or the caller's listening is cut off. */
export function stopRinging(verb: VerbContext, ringing: WorkId | null, howFar: HeardTo): void {
  if (ringing === null || !workAt(verb.turn.board.pending, ringing)) return;
  verb.drop(ringing);
  verb.heard(ringTone(verb), howFar);
}
